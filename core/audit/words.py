"""The trail in the words of people: what happened, and what changed from what to what."""

from datetime import date
from decimal import Decimal

from core.vietnamese.dates import short_date
from core.vietnamese.numbers import format_number

EVENTS = {
    "accounts.created": "Lập tài khoản",
    "accounts.changed": "Sửa thông tin người dùng",
    "accounts.password_reset": "Đặt lại mật khẩu",
    "accounts.password_changed": "Tự đổi mật khẩu",
    "accounts.deactivated": "Ngừng tài khoản",
    "accounts.reactivated": "Mở lại tài khoản",
    "accounts.grant_given": "Giao vai trò",
    "accounts.grant_ended": "Kết thúc phân quyền",
    "accounts.delegated": "Ủy quyền",
    "campaigns.created": "Lập dự thảo phong trào",
    "campaigns.changed": "Sửa kế hoạch phong trào",
    "campaigns.launched": "Phát động phong trào",
    "campaigns.closed": "Kết thúc phong trào",
    "campaigns.plan_drafted": "Lập văn bản kế hoạch",
    "campaigns.file_opened": "Mở hồ sơ của phong trào",
    "campaigns.transferred": "Chuyển giao quản lý phong trào",
    "campaigns.units_succeeded": "Đơn vị kế thừa tham gia phong trào",
    "campaigns.assignment_done": "Ghi nhiệm vụ đã xong",
    "campaigns.assignment_undone": "Ghi lại nhiệm vụ chưa xong",
    "campaigns.period_opened": "Mở kỳ báo cáo",
    "campaigns.quota_set": "Giao chỉ tiêu",
    "campaigns.indicator_added": "Thêm chỉ tiêu thống kê",
    "campaigns.indicator_changed": "Sửa chỉ tiêu thống kê",
    "campaigns.scale_added": "Thêm thang xếp loại",
    "campaigns.scale_changed": "Sửa thang xếp loại",
    "erasure.asked": "Đề nghị xóa nội dung bí mật",
    "erasure.confirmed": "Xóa nội dung bí mật",
    "erasure.declined": "Không xóa theo đề nghị",
    "documents.drafted": "Lập dự thảo văn bản",
    "documents.printed": "In văn bản",
    "documents.changed": "Sửa dự thảo văn bản",
    "documents.ending_named": "Ghi văn bản bị thay thế, bãi bỏ",
    "documents.content_checked": "Kiểm tra nội dung văn bản",
    "documents.format_checked": "Kiểm tra thể thức văn bản",
    "documents.looked_through": "Xem phiếu trình văn bản",
    "documents.approved": "Duyệt ký văn bản",
    "documents.returned": "Trả lại dự thảo văn bản",
    "documents.taken_back": "Rút lại duyệt ký văn bản",
    "documents.recalled": "Rút lại văn bản đã cấp số để sửa",
    "documents.numbered": "Cấp số, ngày văn bản",
    "documents.issued": "Phát hành văn bản",
    "documents.scan_attached": "Đính kèm bản chụp văn bản",
    "documents.dispatched": "Ghi gửi, nhận văn bản",
    "documents.ended": "Văn bản hết hiệu lực",
    "documents.issuer_set": "Khai báo cơ quan ban hành",
    "documents.series_opened": "Mở hệ thống số văn bản",
    "documents.first_number_set": "Đặt số bắt đầu của hệ thống số",
    "documents.record_file_opened": "Mở hồ sơ",
    "documents.record_file_corrected": "Sửa thông tin hồ sơ",
    "documents.record_file_closed": "Kết thúc hồ sơ",
    "documents.filed": "Đưa văn bản vào hồ sơ",
    "documents.taken_out": "Rút văn bản khỏi hồ sơ",
    "documents.arranged": "Xếp thứ tự, ghi chú trong hồ sơ",
    "documents.archive_requested": "Yêu cầu tạo gói lưu trữ hồ sơ",
    "documents.archive_made": "Tạo xong gói lưu trữ hồ sơ",
    "documents.signed_copy_kept": "Nhận bản ký số của văn bản",
    "notices.tried_again": "Gửi lại thư điện tử",
    "reports.requested": "Yêu cầu lập báo cáo kết quả",
    "reports.drafted": "Lập xong báo cáo kết quả",
    "results.figures_saved": "Ghi số liệu",
    "results.evidence_attached": "Đính kèm tệp minh chứng",
    "results.evidence_removed": "Bỏ tệp minh chứng",
    "results.adjustment_added": "Điều chỉnh số tổng hợp",
    "results.adjustment_withdrawn": "Rút điều chỉnh số tổng hợp",
    "results.submitted": "Gửi báo cáo số liệu",
    "results.paper_attached": "Kèm báo cáo giấy đã ký",
    "results.stand_in_begun": "Nhập thay theo báo cáo giấy",
    "results.stand_in_ended": "Thôi nhập thay, trả về đơn vị",
    "results.accepted": "Xác nhận số liệu",
    "results.returned": "Trả lại để bổ sung",
    "results.reopened": "Mở lại để sửa",
    "results.row_remarked": "Ghi nhận xét về chỉ tiêu",
    "results.remark_answered": "Trả lời nhận xét",
    "results.area_confirmed": "Xác nhận theo nội dung",
    "results.row_confirmed": "Xác nhận theo chỉ tiêu",
    "results.review_shared": "Phân công kiểm tra theo nội dung",
    "results.recalculated": "Tính lại theo chỉ tiêu hiện nay",
    "results.called": "Ghi cuộc gọi đôn đốc",
    "results.letter_drafted": "Lập công văn đôn đốc",
    "results.reminded": "Nhắc đơn vị gửi báo cáo",
    "results.extended": "Gia hạn báo cáo số liệu",
    "results.extension_withdrawn": "Thu hồi gia hạn",
    "units.created": "Thêm đơn vị",
    "units.corrected": "Đính chính đơn vị",
    "units.renamed": "Đổi tên đơn vị",
    "units.moved": "Điều chuyển đơn vị",
    "units.dissolved": "Giải thể, sáp nhập đơn vị",
    "units.office_added": "Thêm người ký",
    "units.office_ended": "Kết thúc chức vụ ký",
    "units.office_corrected": "Đính chính người ký",
    "units.cluster_created": "Lập cụm, khối thi đua",
    "units.cluster_corrected": "Đính chính cụm, khối thi đua",
    "units.cluster_members_set": "Ghi thành viên cụm, khối thi đua",
    "units.cluster_leads_set": "Ghi trưởng, phó cụm, khối thi đua",
    "units.cluster_ended": "Kết thúc cụm, khối thi đua",
}

FIELDS = {
    "state": "Trạng thái",
    "revision": "Lần gửi",
    "rows_to_mend": "Chỉ tiêu cần xem lại",
    "indicator": "Chỉ tiêu",
    "remark": "Nhận xét",
    "area": "Nội dung thi đua",
    "places": "Nội dung",
    "counts": "Số chỗ đã xóa",
    "trail": "Giá trị trong nhật ký",
    "due_on": "Hạn gửi",
    "closes_on": "Nhập được đến hết ngày",
    "value": "Chỉ tiêu giao",
    "sha256": "Mã kiểm tra của tệp",
    "met": "Nội dung đạt",
    "not_met": "Nội dung không đạt",
    "number": "Số",
    "dated_on": "Ngày ký",
    "legal_date": "Ngày ban hành",
    "first_number": "Số bắt đầu",
    "kinds": "Loại văn bản",
    "ending": "Khi phát hành",
    "ended_by": "Theo văn bản",
    "head_superior_line": "Cơ quan chủ quản trực tiếp",
    "head_name": "Tên cơ quan ban hành",
    "head_abbreviation": "Chữ viết tắt trong ký hiệu",
    "head_place": "Địa danh",
    "head_layout": "Thể thức theo",
    "head_address": "Địa chỉ",
    "head_email": "Thư điện tử",
    "head_website": "Trang thông tin điện tử",
    "head_telephone": "Điện thoại",
    "head_fax": "Fax",
    "head_contacts_on": "In địa chỉ ở chân trang đầu",
    "signers": "Người ký số",
    "documents": "Văn bản",
    "list": "Danh mục văn bản",
    "record_file": "Hồ sơ",
    "file_code": "Số và ký hiệu hồ sơ",
    "file_title": "Tiêu đề hồ sơ",
    "file_year": "Năm",
    "file_opened_on": "Mở hồ sơ ngày",
    "closed_on": "Kết thúc hồ sơ ngày",
    "strengths": "Ưu điểm",
    "shortcomings": "Hạn chế",
    "causes": "Nguyên nhân",
    "proposals": "Đề xuất, kiến nghị",
    "answer": "",
    "part": "tử số",
    "whole": "mẫu số",
    "percent": "tỷ lệ",
    "text": "nội dung",
    "done_on": "ngày hoàn thành",
    "note": "ghi chú",
    "period": "Kỳ báo cáo",
    "asked_units": "Số đơn vị được đôn đốc",
    "is_estimate": "ước thực hiện",
    **{f"g{position}": f"mức {position}" for position in range(1, 7)},
    "username": "Tên đăng nhập",
    "full_name": "Họ và tên",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "is_active": "Tài khoản",
    "grant": "Phân quyền",
    "unit_code": "Mã đơn vị",
    "unit_kind": "Loại đơn vị",
    "official_name": "Tên đầy đủ",
    "short_name": "Tên gọn",
    "named_since": "Mang tên từ ngày",
    "administrative_parent": "Cấp trên về hành chính",
    "command_parent": "Cấp trên về chỉ huy",
    "successors": "Đơn vị kế thừa",
    "managing_unit": "Đơn vị quản lý",
    "effective_on": "Có hiệu lực từ ngày",
    "act": "Văn bản",
    "participants": "Đơn vị tham gia",
    "office_title": "Chức vụ",
    "authority_line": "Quyền hạn ghi khi ký",
    "rank": "Cấp bậc",
    "holder": "Họ và tên",
    "signs_alongside": "Cùng ký với người ký chính",
    "cluster_kind": "Loại",
    "organiser": "Đơn vị tổ chức",
    "joining": "Thành viên vào",
    "leaving": "Thành viên thôi",
    "leads": "Trưởng, phó",
    "from_day": "Từ ngày",
    "valid_from": "Từ ngày",
    "valid_to": "Đến hết ngày",
    "code": "Mã",
    "name": "Tên",
    "measure": "Cách đo",
    "scale": "Thang xếp loại",
    "grades": "Các mức",
    "counted_in": "Đơn vị tính",
    "part_label": "Nhãn tử số",
    "whole_label": "Nhãn mẫu số",
    "part_rule": "Tử số qua các kỳ",
    "whole_rule": "Mẫu số qua các kỳ",
    "whole_is_quota": "Mẫu số là chỉ tiêu giao",
    "part_may_exceed_whole": "Tử số có thể vượt mẫu số",
    "percentages_only": "Chỉ nhận tỷ lệ",
    "guidance": "Hướng dẫn cách tính",
}
DATES = {
    "done_on",
    "file_opened_on",
    "closed_on",
    "due_on",
    "closes_on",
    "legal_date",
    "from_day",
    "named_since",
    "effective_on",
    "valid_from",
    "valid_to",
}
PLACES = {name: place for place, name in enumerate(FIELDS)}
NUMBERS = {"value", "part", "whole", "percent", *(f"g{position}" for position in range(1, 7))}
YES_NO = {"True": "có", "False": "không"}
COMBINATION_RULES = {
    "adds": "Cộng dồn các kỳ",
    "latest": "Lấy số của kỳ gần nhất",
    "once": "Tính một lần cho cả năm",
}
CODES = {
    "state": {
        "draft": "Dự thảo",
        "launched": "Đang thực hiện",
        "closed": "Đã kết thúc",
        "open": "Đang nhập",
        "submitted": "Đã gửi, chờ xác nhận",
        "returned": "Trả lại để bổ sung",
        "accepted": "Đã xác nhận",
        "reopened": "Mở lại để sửa",
        "queued": "Đang lập",
        "drafted": "Dự thảo",
        "content_checked": "Đã kiểm tra nội dung",
        "format_checked": "Đã kiểm tra thể thức",
        "approved": "Đã duyệt ký",
        "numbered": "Đã cấp số",
        "issued": "Đã ban hành",
        "replaced": "Đã được thay thế",
        "revoked": "Đã bị bãi bỏ",
    },
    "answer": {
        "missing": "Chưa có số liệu",
        "partial": "Đang nhập dở",
        "value": "Có số liệu",
        "none_arisen": "Không phát sinh",
        "separately": "Báo cáo riêng theo chế độ mật",
    },
    "measure": {
        "ratio": "Tỷ lệ",
        "graded": "Số lượng theo mức xếp loại",
        "count": "Số lượng",
        "grade": "Mức xếp loại",
        "done": "Hoàn thành hay chưa",
        "statement": "Nội dung bằng lời",
    },
    "part_rule": COMBINATION_RULES,
    "whole_rule": COMBINATION_RULES,
    "whole_is_quota": YES_NO,
    "part_may_exceed_whole": YES_NO,
    "percentages_only": YES_NO,
    "is_estimate": {"True": "có"},
    "is_active": {"True": "Đang hoạt động", "False": "Ngừng hoạt động"},
    "head_layout": {
        "decree_30": "Nghị định 30/2020/NĐ-CP",
        "army": "Quy định của Bộ Quốc phòng (chưa đối chiếu)",
    },
    "head_contacts_on": {
        "none": "Không in",
        "letters": "Công văn và giấy mời",
        "all": "Mọi loại văn bản",
    },
    "signs_alongside": {"True": "có", "False": "không"},
}
NOTHING = "(trống)"


def event_label(event: str) -> str:
    return EVENTS.get(event, event)


def changes(before: dict, after: dict) -> list[str]:
    """One line for each thing that an act changed; what it only states stands without an arrow."""
    return [_change(name, before, after) for name in before | after]


def _change(name: str, before: dict, after: dict) -> str:
    label = FIELDS.get(name, name)
    if name not in before:
        return f"{label}: {_text(name, after[name])}"
    return f"{label}: {_text(name, before[name])} → {_text(name, after.get(name))}"


def _text(name: str, value) -> str:
    if value in (None, "", {}):
        return NOTHING
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, dict):
        return ", ".join(_part(part, value[part]) for part in sorted(value, key=_place))
    if name in NUMBERS:
        return format_number(Decimal(value))
    if name in DATES:
        return short_date(date.fromisoformat(value))
    return CODES.get(name, {}).get(str(value), str(value))


def _place(name: str) -> int:
    """The database keeps no order of its own that would mean anything."""
    return PLACES.get(name, len(PLACES))


def _part(name: str, value) -> str:
    """One column of a figure; the answer speaks for itself."""
    label = FIELDS.get(name, name)
    return f"{label}: {_text(name, value)}" if label else _text(name, value)
