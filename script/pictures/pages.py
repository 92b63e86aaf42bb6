"""Which screens are pictured, as whom; and which addresses answer with no screen of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from script.pictures.scene import LEADER, NEWCOMER, OFFICER, WITHOUT_GRANT, Scene

REVIEWER, INSPECTOR = "xacnhan.quangngai", "kiemtra.quangngai"
KEEPER, KEEPER_OF_ENDED = "quantri.quangngai", "quantri.bato"
CLERK, HEAD = "nhaplieu.xabinhson", "thutruong.xabinhson"
RECORDS = "vanthu.quangngai"
NOBODY = ""


@dataclass(frozen=True)
class Picture:
    """A screen as one person sees it.

    `variant` tells pictures of one route apart; `about` names what the address is of; `act` is done
    on the page before the picture is taken. Where there is no route, the address stands itself.
    """

    area: str
    title: str
    route: str
    by: str
    variant: str = ""
    about: Callable[[Scene], dict] = lambda scene: {}
    query: str = ""
    act: Callable[[Any], None] | None = None
    address: str = ""
    status: int = 200

    @property
    def name(self) -> str:
        parts = [self.route.replace(":", "-").replace("_", "-"), self.variant]
        return "-".join(part for part in parts if part)


def of(thing: str) -> Callable[[Scene], dict]:
    return lambda scene: {"pk": getattr(scene, thing).pk}


def sent_empty(page) -> None:
    """Sends the page's form as it stands, past the checks of the browser."""
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.locator("main form[method=post] .btn-primary").first.click()


def slip_shown(page) -> None:
    page.locator("summary", has_text="Đặt lại mật khẩu").click()
    page.locator("details[open] button[type=submit]").click()


def accounts_proposed(page) -> None:
    page.locator("main form[method=post] button[type=submit]").first.click()


def sent_as_pdf(page, content: bytes) -> None:
    file = {"name": "van-ban.pdf", "mimeType": "application/pdf", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form[method=post] .btn-primary").click()


def not_a_pdf(page) -> None:
    sent_as_pdf(page, b"Word")


def pdf_checked(page) -> None:
    sent_as_pdf(page, page.pdf(format="A4"))


def question_opened(page) -> None:
    page.locator("details.confirm summary").first.click()


AREAS = {
    "work": "Việc hôm nay",
    "figures": "Số liệu của các đơn vị",
    "campaigns": "Phong trào thi đua",
    "editor": "Soạn kế hoạch",
    "quotas": "Giao chỉ tiêu",
    "catalogue": "Chỉ tiêu thống kê",
    "reports": "Báo cáo kết quả",
    "documents": "Văn bản",
    "units": "Đơn vị",
    "people": "Người dùng, ủy quyền",
    "audit": "Nhật ký",
    "signing": "Ký số văn bản",
    "verification": "Kiểm tra văn bản",
    "entrance": "Đăng nhập, tài khoản của tôi",
    "faults": "Khi có trục trặc",
}

PICTURES = [
    Picture("work", "Người nhập liệu", "home", CLERK, "clerk"),
    Picture("work", "Thủ trưởng đơn vị", "home", HEAD, "head"),
    Picture("work", "Người xác nhận", "home", REVIEWER, "reviewer"),
    Picture("work", "Lãnh đạo, chỉ huy", "home", LEADER, "leader"),
    Picture("work", "Người soạn kế hoạch", "home", OFFICER, "officer"),
    Picture("work", "Quản trị viên", "home", KEEPER, "administrator"),
    Picture("work", "Kiểm tra, thanh tra", "home", INSPECTOR, "inspector"),
    Picture("work", "Chưa có việc", "home", NEWCOMER, "empty"),
    Picture("work", "Chưa được phân quyền", "home", WITHOUT_GRANT, "without-grant"),
    Picture("figures", "Danh sách báo cáo số liệu", "results:list", LEADER),
    Picture("figures", "Đơn vị tôi phải gửi", "results:list", CLERK, "owed", query="task=owed"),
    Picture("figures", "Chờ tôi xác nhận", "results:list", REVIEWER, "review", query="task=review"),
    Picture("figures", "Danh sách trống", "results:list", NEWCOMER, "empty"),
    Picture("figures", "Nhập số liệu", "results:enter", HEAD, about=of("owed")),
    Picture("figures", "Báo cáo chờ xác nhận", "results:submission", REVIEWER, "sent", of("sent")),
    Picture(
        "figures",
        "Trả lại cần lý do",
        "results:submission",
        REVIEWER,
        "return",
        of("sent"),
        act=question_opened,
    ),
    Picture("figures", "Báo cáo đã xác nhận", "results:submission", LEADER, about=of("accepted")),
    Picture(
        "figures",
        "Một lần gửi trước",
        "results:revision",
        LEADER,
        about=lambda scene: {"pk": scene.accepted.pk, "number": 1},
    ),
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
    Picture("reports", "Danh sách báo cáo", "reports:list", LEADER),
    Picture("reports", "Danh sách trống", "reports:list", NEWCOMER, "empty"),
    Picture("reports", "Một báo cáo", "reports:detail", LEADER, about=of("report")),
    Picture("reports", "Công việc trên máy chủ", "job", LEADER, about=of("job")),
    Picture("documents", "Kiểm tra thể thức", "format:check", OFFICER),
    Picture("documents", "Không phải PDF", "format:check", OFFICER, "refused", act=not_a_pdf),
    Picture("documents", "Kết quả kiểm tra", "format:check", OFFICER, "report", act=pdf_checked),
    Picture("documents", "Sổ đăng ký văn bản đi", "documents:list", RECORDS),
    Picture("documents", "Sổ trống", "documents:list", NEWCOMER, "empty"),
    Picture("documents", "Lập dự thảo", "documents:new", OFFICER),
    Picture("documents", "Gửi khi chưa điền", "documents:new", OFFICER, "refused", act=sent_empty),
    Picture("documents", "Sửa dự thảo", "documents:edit", OFFICER, about=of("written")),
    Picture("documents", "Dự thảo", "documents:detail", OFFICER, "draft", of("written")),
    Picture(
        "documents", "Thay thế, bãi bỏ văn bản", "documents:endings", OFFICER, about=of("written")
    ),
    Picture("documents", "Phiếu trình", "documents:slip", LEADER, about=of("written")),
    Picture("documents", "Chờ cấp số", "documents:detail", RECORDS, "approved", of("approved")),
    Picture("documents", "Cấp số, ngày", "documents:number", RECORDS, about=of("approved")),
    Picture("documents", "Đã ban hành", "documents:detail", RECORDS, about=of("issued")),
    Picture("documents", "Bản chụp", "documents:attach_scan", RECORDS, about=of("issued")),
    Picture("documents", "Ghi gửi, nhận", "documents:dispatch", RECORDS, about=of("issued")),
    Picture("documents", "Thể thức một văn bản", "documents:format", RECORDS, about=of("issued")),
    Picture("documents", "Sao văn bản", "documents:copy", RECORDS, about=of("issued")),
    Picture("documents", "Cơ quan ban hành", "documents:issuer", KEEPER, about=of("commune")),
    Picture("documents", "Hệ thống số", "documents:series", RECORDS),
    Picture("documents", "Chưa có hệ thống số", "documents:series", NEWCOMER, "empty"),
    Picture("documents", "Mở hệ thống số", "documents:open_series", RECORDS),
    Picture("documents", "Đặt số bắt đầu", "documents:first_number", RECORDS, about=of("series")),
    Picture("units", "Danh sách đơn vị", "units:list", KEEPER),
    Picture("units", "Không tìm thấy", "units:list", KEEPER, "empty", query="search=khong-co"),
    Picture("units", "Cây hành chính", "units:administrative_tree", KEEPER),
    Picture("units", "Cây chỉ huy", "units:command_tree", KEEPER),
    Picture("units", "Một đơn vị", "units:detail", KEEPER, about=of("commune")),
    Picture("units", "Đơn vị đã giải thể", "units:detail", KEEPER_OF_ENDED, "ended", of("ended")),
    Picture("units", "Thêm đơn vị", "units:create", KEEPER),
    Picture("units", "Gửi khi chưa điền", "units:create", KEEPER, "refused", act=sent_empty),
    Picture("units", "Nhập từ Excel", "units:import", KEEPER),
    Picture("units", "Sáp nhập", "units:merge", KEEPER),
    Picture("units", "Đính chính", "units:correct", KEEPER, about=of("commune")),
    Picture("units", "Đổi tên", "units:rename", KEEPER, about=of("commune")),
    Picture("units", "Điều chuyển", "units:move", KEEPER, about=of("commune")),
    Picture("units", "Giải thể", "units:dissolve", KEEPER, about=of("commune")),
    Picture(
        "units",
        "Tác động của giải thể",
        "units:dissolve",
        KEEPER,
        "effect",
        of("leaf"),
        query="last_day=31%2F12%2F2026",
    ),
    Picture("units", "Thêm các xã", "units:communes", KEEPER, about=of("province")),
    Picture("units", "Thêm người ký", "units:add_office", KEEPER, about=of("commune")),
    Picture("units", "Kết thúc chức vụ", "units:end_office", KEEPER, about=of("office")),
    Picture("units", "Đính chính chức vụ", "units:correct_office", KEEPER, about=of("office")),
    Picture("units", "Cụm, khối thi đua", "units:clusters", OFFICER),
    Picture("units", "Chưa có cụm, khối", "units:clusters", NEWCOMER, "empty"),
    Picture("units", "Một cụm thi đua", "units:cluster", OFFICER, about=of("cluster")),
    Picture("units", "Lập cụm, khối", "units:create_cluster", OFFICER),
    Picture("units", "Đính chính cụm", "units:correct_cluster", OFFICER, about=of("cluster")),
    Picture("units", "Thành viên cụm", "units:cluster_members", OFFICER, about=of("cluster")),
    Picture("units", "Trưởng, phó cụm", "units:cluster_leads", OFFICER, about=of("cluster")),
    Picture("units", "Kết thúc cụm", "units:end_cluster", OFFICER, about=of("cluster")),
    Picture("people", "Danh sách người dùng", "accounts:list", KEEPER),
    Picture("people", "Thêm người dùng", "accounts:add", KEEPER),
    Picture("people", "Gửi khi chưa điền", "accounts:add", KEEPER, "refused", act=sent_empty),
    Picture("people", "Một người dùng", "accounts:detail", KEEPER, about=of("person")),
    Picture("people", "Sửa thông tin", "accounts:edit", KEEPER, about=of("person")),
    Picture("people", "Giao vai trò", "accounts:give_grant", KEEPER, about=of("person")),
    Picture("people", "Kết thúc phân quyền", "accounts:end_grant", KEEPER, about=of("grant")),
    Picture("people", "Lập nhiều tài khoản", "accounts:batch", KEEPER),
    Picture(
        "people",
        "Danh sách sẽ lập",
        "accounts:batch",
        KEEPER,
        "check",
        act=accounts_proposed,
    ),
    Picture("people", "Nhập tài khoản từ Excel", "accounts:batch_import", KEEPER),
    Picture("people", "Không còn phiếu", "accounts:slips", KEEPER),
    Picture(
        "people",
        "Phiếu tài khoản",
        "accounts:detail",
        KEEPER,
        "slip",
        of("person"),
        act=slip_shown,
    ),
    Picture("people", "Ủy quyền của tôi", "delegations:list", HEAD),
    Picture("people", "Lập ủy quyền", "delegations:add", HEAD),
    Picture("audit", "Nhật ký", "audit:list", INSPECTOR),
    Picture("audit", "Không có mục nào", "audit:list", INSPECTOR, "empty", query="search=khong-co"),
    Picture("signing", "Ký số một văn bản", "documents:signed", LEADER, about=of("signed")),
    Picture(
        "signing",
        "Gửi khi chưa chọn tệp",
        "documents:signed",
        LEADER,
        "refused",
        of("signed"),
        act=sent_empty,
    ),
    Picture(
        "signing",
        "Văn bản chưa ban hành",
        "documents:signed",
        LEADER,
        "not-issued",
        about=lambda scene: {"pk": scene.report.document_id},
    ),
    Picture("verification", "Kiểm tra văn bản", "verification:page", NOBODY),
    Picture(
        "verification",
        "Văn bản đã ban hành",
        "verification:page",
        NOBODY,
        "issued",
        query="code=7K3Q-0M9T-XD42-W8HB",
    ),
    Picture(
        "verification",
        "Mã không có trong chương trình",
        "verification:page",
        NOBODY,
        "unknown",
        query="code=0000-0000-0000-0000",
    ),
    Picture("entrance", "Đăng nhập", "account_login", NOBODY),
    Picture("entrance", "Gửi khi chưa điền", "account_login", NOBODY, "refused", act=sent_empty),
    Picture("entrance", "Tài khoản ngừng hoạt động", "account_inactive", NOBODY),
    Picture("entrance", "Đổi mật khẩu", "account_change_password", CLERK),
    Picture("entrance", "Xác nhận lại danh tính", "account_reauthenticate", CLERK),
    Picture("entrance", "Đăng xuất", "account_logout", CLERK),
    Picture("entrance", "Xác thực hai lớp", "mfa_index", CLERK),
    Picture("faults", "Không có quyền", "audit:list", CLERK, "forbidden", status=403),
    Picture("faults", "Không tìm thấy", "", CLERK, "not-found", address="/khong-co/", status=404),
    Picture(
        "faults",
        "Yêu cầu không hợp lệ",
        "",
        CLERK,
        "bad-request",
        address="/units/?search=%00",
        status=400,
    ),
]

# Addresses that answer a GET without a screen of their own, and why.
EXCUSED = {
    "accounts:batch_check": "chỉ có sau khi chọn đơn vị hay tải tệp lên",
    "accounts:batch_form": "tệp Excel",
    "documents:file": "tệp PDF",
    "documents:word": "tệp Word",
    "documents:prepared": "tệp PDF",
    "documents:signed_file": "tệp PDF",
    "campaigns:paper_file": "tệp PDF",
    "campaigns:paper_word": "tệp Word",
    "documents:scan_file": "tệp bản chụp",
    "reports:file": "tệp PDF",
    "reports:word": "tệp Word",
    "units:import_form": "tệp Excel",
    "units:import_check": "chỉ có sau khi tải tệp lên",
    "mfa_authenticate": "chỉ có giữa hai lớp đăng nhập",
    "mfa_reauthenticate": "chỉ có khi đã bật xác thực hai lớp",
    "mfa_activate_totp": "hiện khóa bí mật mới mỗi lần",
    "mfa_deactivate_totp": "chỉ có khi đã bật xác thực hai lớp",
    "mfa_view_recovery_codes": "hiện mã khôi phục",
    "mfa_generate_recovery_codes": "chỉ có khi đã bật xác thực hai lớp",
    "mfa_download_recovery_codes": "tệp mã khôi phục",
}
