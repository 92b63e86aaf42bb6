"""The screens of figures: entered, sent, reviewed, collected."""

from script.pictures.people import CLERK, ENTERING, HEAD, INSPECTOR, RETURNED_CLERK, REVIEWER
from script.pictures.picture import Picture, adjustable, of, row_of
from script.pictures.scene import LEADER, NEWCOMER, OFFICER

FIGURES = [
    Picture("figures", "Danh sách báo cáo số liệu", "results:list", LEADER),
    Picture("figures", "Đơn vị tôi phải gửi", "results:list", CLERK, "owed", query="task=owed"),
    Picture("figures", "Chờ tôi xác nhận", "results:list", REVIEWER, "review", query="task=review"),
    Picture("figures", "Danh sách trống", "results:list", NEWCOMER, "empty"),
    Picture("figures", "Nhập số liệu", "results:enter", HEAD, about=of("owed")),
    Picture(
        "figures", "Đính kèm tệp minh chứng", "results:attach_evidence", HEAD, about=of("owed")
    ),
    Picture("figures", "Gửi báo cáo", "results:send", HEAD, about=of("owed")),
    Picture(
        "figures", "Kèm báo cáo giấy đã ký", "results:attach_paper", HEAD, about=of("accepted")
    ),
    Picture("figures", "Nhập thay từ báo cáo giấy", "results:stand_in", REVIEWER, about=of("owed")),
    Picture("figures", "Nhập từ Excel", "results:workbook_upload", HEAD, about=of("owed")),
    Picture(
        "figures", "Biểu của đơn vị trực thuộc", "results:subordinates", REVIEWER, about=of("top")
    ),
    Picture("figures", "Số liệu tổng hợp", "results:totals", REVIEWER, about=of("top")),
    Picture("figures", "Điều chỉnh số tổng hợp", "results:adjust", ENTERING, about=adjustable),
    Picture("figures", "Báo cáo chờ xác nhận", "results:submission", REVIEWER, "sent", of("sent")),
    Picture("figures", "Trả lại, chọn chỉ tiêu", "results:return", REVIEWER, about=of("sent")),
    Picture(
        "figures", "Nhận xét về một chỉ tiêu", "results:remark", REVIEWER, about=row_of("sent")
    ),
    Picture(
        "figures", "Trả lời nhận xét", "results:answer", RETURNED_CLERK, about=row_of("returned")
    ),
    Picture(
        "figures",
        "Nhập lại sau khi trả lại",
        "results:enter",
        RETURNED_CLERK,
        "returned",
        of("returned"),
    ),
    Picture(
        "figures",
        "Phân công kiểm tra theo nội dung",
        "results:sharing",
        OFFICER,
        about=of("running"),
    ),
    Picture("figures", "Báo cáo đã xác nhận", "results:submission", LEADER, about=of("accepted")),
    Picture("figures", "So với hiện nay", "results:differences", LEADER, about=of("accepted")),
    Picture(
        "figures",
        "Một lần gửi trước",
        "results:revision",
        LEADER,
        about=lambda scene: {"pk": scene.accepted.pk, "number": 1},
    ),
    Picture(
        "figures",
        "Phiếu xác nhận đã nộp",
        "results:receipt",
        LEADER,
        about=lambda scene: {"pk": scene.accepted.pk, "number": 1},
    ),
    Picture("figures", "Bảng theo dõi thu báo cáo", "results:board", REVIEWER),
    Picture("figures", "Chưa có phong trào", "results:board", NEWCOMER, "empty"),
    Picture("figures", "Số liệu theo chỉ tiêu", "results:by_target", REVIEWER),
    Picture("figures", "Chưa có kỳ mở", "results:by_target", NEWCOMER, "empty"),
    Picture("figures", "Xác nhận hàng loạt", "results:accept_many", REVIEWER),
    Picture("figures", "Nhắc các đơn vị", "results:remind_many", REVIEWER),
    Picture("figures", "Danh sách gọi đôn đốc", "results:call_list", REVIEWER),
    Picture("figures", "Lịch sử của đơn vị", "results:history", REVIEWER, about=of("commune")),
    Picture("figures", "Lập công văn đôn đốc", "results:draft_letter", OFFICER),
    Picture("figures", "Cuộc gọi đôn đốc", "results:calls", REVIEWER, about=of("owed")),
    Picture("figures", "Gia hạn", "results:extend", REVIEWER, about=of("owed")),
    Picture("figures", "Các đề nghị xóa nội dung bí mật", "results:erasures", LEADER),
    Picture("figures", "Chưa có đề nghị xóa", "results:erasures", NEWCOMER, "empty"),
    Picture("figures", "Đề nghị xóa nội dung bí mật", "results:erase", INSPECTOR, about=of("sent")),
    Picture(
        "figures",
        "Quyết định xóa nội dung bí mật",
        "results:erasure",
        LEADER,
        about=lambda scene: {"pk": scene.accepted.pk, "erasure": scene.erasure.pk},
    ),
]
