"""The screens of campaigns: their plans, quotas and indicators."""

from script.pictures.people import KEEPER
from script.pictures.picture import Picture, of, sent_empty
from script.pictures.scene import NEWCOMER, OFFICER

PLANS = [
    Picture("campaigns", "Danh sách phong trào", "campaigns:list", OFFICER),
    Picture("campaigns", "Danh sách trống", "campaigns:list", NEWCOMER, "empty"),
    Picture(
        "campaigns", "Phong trào đang thực hiện", "campaigns:detail", OFFICER, about=of("running")
    ),
    Picture(
        "campaigns",
        "Phong trào đã chuyển giao",
        "campaigns:detail",
        OFFICER,
        "passed-on",
        of("passed_on"),
    ),
    Picture("campaigns", "Toàn văn và chỉ tiêu", "campaigns:text", OFFICER, about=of("passed_on")),
    Picture("campaigns", "Chưa có toàn văn", "campaigns:text", OFFICER, "bare", of("bare")),
    Picture("campaigns", "Chuyển giao quản lý", "campaigns:transfer", OFFICER, about=of("running")),
    Picture(
        "campaigns",
        "Ghi nhiệm vụ đã xong",
        "campaigns:assignment_done",
        OFFICER,
        about=lambda scene: {
            "pk": scene.passed_on.pk,
            "assignment": scene.passed_on.assignments.first().pk,
        },
    ),
    Picture("campaigns", "Dự thảo", "campaigns:detail", OFFICER, "draft", of("draft")),
    Picture("campaigns", "Dự thảo còn trống", "campaigns:detail", OFFICER, "bare", of("bare")),
    Picture("campaigns", "Đơn vị, chỉ tiêu giao", "campaigns:units", OFFICER, about=of("running")),
    Picture("campaigns", "Chưa có đơn vị", "campaigns:units", OFFICER, "bare", of("bare")),
    Picture("editor", "Lập phong trào", "campaigns:add", OFFICER),
    Picture("editor", "Gửi khi chưa điền", "campaigns:add", OFFICER, "refused", act=sent_empty),
    Picture("editor", "Lập từ phong trào khác", "campaigns:copy", OFFICER, about=of("running")),
    Picture("editor", "Thông tin chung", "campaigns:about", OFFICER, about=of("draft")),
    Picture("editor", "Giai đoạn, kỳ báo cáo", "campaigns:schedule", OFFICER, about=of("draft")),
    Picture("editor", "Chưa có kỳ", "campaigns:schedule", OFFICER, "bare", of("bare")),
    Picture("editor", "Toàn văn kế hoạch", "campaigns:body", OFFICER, about=of("passed_on")),
    Picture("editor", "Nội dung thi đua", "campaigns:areas", OFFICER, about=of("draft")),
    Picture("editor", "Chỉ tiêu", "campaigns:targets", OFFICER, about=of("draft")),
    Picture("editor", "Chưa có nội dung", "campaigns:targets", OFFICER, "bare", of("bare")),
    Picture("editor", "Chọn chỉ tiêu thống kê", "campaigns:target_add", OFFICER, about=of("draft")),
    Picture(
        "editor",
        "Sửa chỉ tiêu",
        "campaigns:target",
        OFFICER,
        about=lambda scene: {"pk": scene.draft.pk, "target": scene.draft.targets.first().pk},
    ),
    Picture("editor", "Đơn vị tham gia", "campaigns:participants", OFFICER, about=of("draft")),
    Picture("editor", "Phân công", "campaigns:assignments", OFFICER, about=of("passed_on")),
    Picture("editor", "Rà soát trước phát động", "campaigns:check", OFFICER, about=of("draft")),
    Picture("editor", "Còn thiếu", "campaigns:check", OFFICER, "bare", of("bare")),
    Picture("quotas", "Bảng giao chỉ tiêu", "campaigns:quotas", OFFICER, about=of("running")),
    Picture("quotas", "Chưa có gì để giao", "campaigns:quotas", OFFICER, "bare", of("bare")),
    Picture("quotas", "Nhập từ Excel", "campaigns:quota_import", OFFICER, about=of("running")),
    Picture("quotas", "Lịch sử giao chỉ tiêu", "campaigns:quota_history", OFFICER),
    Picture("quotas", "Lịch sử trống", "campaigns:quota_history", NEWCOMER, "empty"),
    Picture("catalogue", "Danh mục", "campaigns:catalogue:indicators", KEEPER),
    Picture(
        "catalogue", "Một chỉ tiêu", "campaigns:catalogue:indicator", OFFICER, about=of("indicator")
    ),
    Picture("catalogue", "Thêm chỉ tiêu", "campaigns:catalogue:indicator_add", KEEPER),
    Picture(
        "catalogue",
        "Sửa chỉ tiêu",
        "campaigns:catalogue:indicator_change",
        KEEPER,
        about=of("indicator"),
    ),
    Picture("catalogue", "Thang xếp loại", "campaigns:catalogue:scales", KEEPER),
    Picture("catalogue", "Thêm thang", "campaigns:catalogue:scale_add", KEEPER),
    Picture(
        "catalogue",
        "Sửa thang",
        "campaigns:catalogue:scale_change",
        KEEPER,
        about=of("scale"),
    ),
]
