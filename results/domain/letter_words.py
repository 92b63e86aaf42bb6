"""What an official letter (công văn) that asks for reports says, and to whom.

A few units are named in the text; more of them stand in a list behind it. Of what is missing a
letter tells only how far the report is: what a unit has entered so far is its own until it sends.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.vietnamese.casing import lower_first
from core.vietnamese.dates import official_date, short_date
from core.vietnamese.numbers import counted
from documents.domain.blocks import (
    Align,
    Annex,
    Column,
    HeadCell,
    Row,
    Table,
    one_line,
)
from results.enums import SubmissionState

MOST_NAMED = 5  # units that the text names one by one
LISTED = "Các đơn vị có tên trong danh sách kèm theo"
COLUMNS = (
    ("TT", Column(10, Align.CENTER)),
    ("Đơn vị", Column(55)),
    ("Tình trạng", Column(45)),
    ("Hạn gửi", Column(27)),
    ("Số chỉ tiêu phải báo cáo", Column(18, Align.CENTER)),
)
GROUPS = {
    SubmissionState.OPEN: "chưa gửi",
    SubmissionState.RETURNED: "được trả lại để bổ sung, chưa gửi lại",
    SubmissionState.REOPENED: "được mở lại để sửa, chưa gửi lại",
}


@dataclass(frozen=True)
class Asked:
    """A report that a letter asks for.

    `due_on` is the day that was set, `extended_to` a later one that the unit was given; `since` is
    the day from which it has the report in hand, again after a return; `items` the number of
    indicators asked.
    """

    unit: str
    state: SubmissionState
    due_on: date
    extended_to: date | None
    since: date
    items: int
    is_late: bool
    is_locked: bool

    @property
    def standing(self) -> str:
        """As the list tells it: "Chưa gửi, quá hạn", "Trả lại để bổ sung ngày 05/4/2026"."""
        if self.state == SubmissionState.RETURNED:
            return f"Trả lại để bổ sung ngày {short_date(self.since)}, chưa gửi lại"
        if self.state == SubmissionState.REOPENED:
            return f"Mở lại để sửa ngày {short_date(self.since)}, chưa gửi lại"
        if self.is_locked:
            return "Chưa gửi, đã khóa sổ"
        return "Chưa gửi, quá hạn" if self.is_late else "Chưa gửi, chưa đến hạn"

    @property
    def due(self) -> str:
        day = short_date(self.due_on)
        return f"{day}, gia hạn đến {short_date(self.extended_to)}" if self.extended_to else day


@dataclass(frozen=True)
class Reminder:
    """Who asks whom for what, as of a day; `reference` is the document that is carried out."""

    issued_by: str
    campaign: str
    reference: str
    period: str
    data_from: date
    data_to: date
    due_on: date
    today: date
    asked: Sequence[Asked]

    @property
    def is_listed(self) -> bool:
        return len(self.asked) > MOST_NAMED


def title_of(reminder: Reminder) -> str:
    """The subject (trích yếu), which stands behind "V/v"."""
    return one_line(f"đôn đốc báo cáo số liệu {lower_first(reminder.period)}")


def addressees_of(reminder: Reminder) -> list[str]:
    return [LISTED] if reminder.is_listed else [one.unit for one in reminder.asked]


def text_of(reminder: Reminder) -> str:
    """A paragraph on each line, so that it can be corrected as every typed text is."""
    told = [_summed_up(reminder)] if reminder.is_listed else _one_by_one(reminder)
    lines = [_grounds(reminder), *told, _asks(reminder), _closing(reminder)]
    return "\n".join(one_line(line) for line in lines)


def annexes_of(reminder: Reminder) -> list[Annex]:
    if not reminder.is_listed:
        return []
    head = tuple(HeadCell(name) for name, _ in COLUMNS)
    rows = tuple(_row(number, one) for number, one in enumerate(reminder.asked, start=1))
    table = Table("danh-sach-bang", tuple(column for _, column in COLUMNS), (head,), rows)
    title = f"Đơn vị chưa hoàn thành báo cáo số liệu {lower_first(reminder.period)}"
    return [Annex("danh-sach", one_line(title), (table,), is_list=True)]


def _grounds(reminder: Reminder) -> str:
    ground = reminder.reference.rstrip(" .;") or lower_first(reminder.campaign)
    window = f"từ {official_date(reminder.data_from)} đến {official_date(reminder.data_to)}"
    return (
        f"Thực hiện {ground}, các đơn vị tham gia phong trào thi đua báo cáo số liệu "
        f"{lower_first(reminder.period)} (số liệu {window}), hạn gửi đến hết "
        f"{official_date(reminder.due_on)}."
    )


def _one_by_one(reminder: Reminder) -> list[str]:
    who = "đơn vị sau" if len(reminder.asked) == 1 else "các đơn vị sau"
    lead = (
        f"Tính đến {official_date(reminder.today)}, {who} chưa hoàn thành báo cáo số liệu "
        f"{lower_first(reminder.period)}:"
    )
    return [lead, *(_item(one) for one in reminder.asked)]


def _item(one: Asked) -> str:
    items = f"kỳ này báo cáo {counted(one.items)} chỉ tiêu"
    return f"- {one.unit}: {lower_first(one.standing)}; hạn gửi {one.due}; {items}."


def _summed_up(reminder: Reminder) -> str:
    numbers = Counter(one.state for one in reminder.asked)
    parts = [
        f"{counted(numbers[key])} đơn vị {what}" for key, what in GROUPS.items() if key in numbers
    ]
    return (
        f"Tính đến {official_date(reminder.today)}, còn {counted(len(reminder.asked))} đơn vị "
        f"chưa hoàn thành báo cáo số liệu {lower_first(reminder.period)}, gồm {'; '.join(parts)} "
        "(có danh sách kèm theo)."
    )


def _asks(reminder: Reminder) -> str:
    who = "đơn vị" if len(reminder.asked) == 1 else "các đơn vị nêu trên"
    sentences = [
        f"{reminder.issued_by} đề nghị {who} nhập đủ các chỉ tiêu của kỳ và gửi báo cáo số liệu "
        "đúng hạn; trường hợp đã quá hạn thì gửi ngay khi nhận được công văn này."
    ]
    if any(one.state != SubmissionState.OPEN for one in reminder.asked):
        sentences.append(
            "Báo cáo được trả lại hoặc mở lại thì bổ sung theo lý do đã ghi rồi gửi lại."
        )
    if any(one.is_locked for one in reminder.asked):
        sentences.append("Trường hợp kỳ đã khóa sổ thì đề nghị gia hạn trước khi gửi.")
    return " ".join(sentences)


def _closing(reminder: Reminder) -> str:
    return (
        "Chỉ tiêu không có phát sinh thì báo cáo “Không phát sinh”. Trong quá trình thực hiện, nếu "
        f"có vướng mắc, đề nghị phản ánh về {reminder.issued_by} để được hướng dẫn./."
    )


def _row(number: int, one: Asked) -> Row:
    return Row((str(number), one_line(one.unit), one.standing, one.due, str(one.items)))
