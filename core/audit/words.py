"""The trail in the words of people: what happened, and what changed from what to what."""

from datetime import date
from decimal import Decimal

from core.vietnamese.dates import short_date
from core.vietnamese.numbers import format_number

EVENTS = {
    "campaigns.created": "Lập dự thảo phong trào",
    "campaigns.changed": "Sửa kế hoạch phong trào",
    "campaigns.launched": "Phát động phong trào",
    "campaigns.closed": "Kết thúc phong trào",
    "campaigns.period_opened": "Mở kỳ báo cáo",
    "campaigns.quota_set": "Giao chỉ tiêu",
    "documents.drafted": "Lập dự thảo văn bản",
    "documents.printed": "In văn bản",
    "reports.requested": "Yêu cầu lập báo cáo kết quả",
    "reports.drafted": "Lập xong báo cáo kết quả",
    "results.figures_saved": "Ghi số liệu",
    "results.submitted": "Gửi báo cáo số liệu",
    "results.accepted": "Xác nhận số liệu",
    "results.returned": "Trả lại để bổ sung",
    "results.reopened": "Mở lại để sửa",
}

FIELDS = {
    "state": "Trạng thái",
    "revision": "Lần gửi",
    "value": "Chỉ tiêu giao",
    "sha256": "Mã kiểm tra của tệp",
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
    "is_estimate": "ước thực hiện",
    **{f"g{position}": f"mức {position}" for position in range(1, 7)},
}
PLACES = {name: place for place, name in enumerate(FIELDS)}
NUMBERS = {"value", "part", "whole", "percent", *(f"g{position}" for position in range(1, 7))}
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
    },
    "answer": {
        "missing": "Chưa có số liệu",
        "value": "Có số liệu",
        "none_arisen": "Không phát sinh",
        "separately": "Báo cáo riêng theo chế độ mật",
    },
    "is_estimate": {"True": "có"},
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
    if isinstance(value, dict):
        return ", ".join(_part(part, value[part]) for part in sorted(value, key=_place))
    if name in NUMBERS:
        return format_number(Decimal(value))
    if name == "done_on":
        return short_date(date.fromisoformat(value))
    return CODES.get(name, {}).get(str(value), str(value))


def _place(name: str) -> int:
    """The database keeps no order of its own that would mean anything."""
    return PLACES.get(name, len(PLACES))


def _part(name: str, value) -> str:
    """One column of a figure; the answer speaks for itself."""
    label = FIELDS.get(name, name)
    return f"{label}: {_text(name, value)}" if label else _text(name, value)
