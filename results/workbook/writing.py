"""The form as a workbook: protected but for its cells to fill in, ready to print on A4.

What is filled in is text, numbers too: a spreadsheet would read "12,5" or "1.234" by the settings
of its computer, and "3/9" as a day of the American order. Typed text comes back as it was typed and
is read like the entry page.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from core.excel.writing import cell_text
from core.files.naming import safe_name
from core.vietnamese.dates import short_date
from results.models import Submission
from results.workbook import looks
from results.workbook.checks import Choices, check_day, check_number
from results.workbook.entries import Entry, EntrySheet, FigureGroup, WordsGroup
from results.workbook.layout import (
    BEFORE,
    COUNTED_IN,
    FILLED_IN,
    HEAD_ROW,
    HEADS,
    KEYS,
    LABEL,
    NAME,
    NOTE,
    NUMBER,
    QUOTA,
    TOKEN_ROW,
    VALUE,
)

GUIDANCE = (
    "Điền vào các ô nền vàng, lưu lại rồi tải tệp lên trang nhập số liệu của báo cáo này. "
    "Số viết kiểu Việt Nam, ví dụ 1.234,5; ngày viết ngày/tháng/năm, ví dụ 05/09/2026; "
    "không dùng công thức. Không ghi nội dung bí mật nhà nước vào biểu này."
)
AUTHOR = "Quyết Thắng"
TITLE = "Biểu số liệu"

LONGEST_NAME = 120  # characters of the name of a file

Problems = Mapping[str, list[str]]  # the sentences about a cell, by the cell's name


def write_workbook(
    sheet: EntrySheet,
    token: str,
    *,
    texts: Mapping[str, str] | None = None,
    problems: Problems | None = None,
) -> bytes:
    """The form with what stands now, or with other texts and what is wrong with them."""
    workbook = Workbook()
    workbook.security = WorkbookProtection(lockStructure=True)
    workbook.properties.creator, workbook.properties.title = AUTHOR, TITLE
    workbook.active.title = TITLE
    _Writer(workbook.active, texts or {}, problems or {}).write(sheet, token)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def file_name(submission: Submission, *remarks: str) -> str:
    words = [TITLE, str(submission.unit), str(submission.period), *remarks]
    return f"{safe_name(' '.join(words), longest=LONGEST_NAME)}.xlsx"


class _Writer:
    def __init__(self, page: Worksheet, texts: Mapping[str, str], problems: Problems):
        self.page, self.texts, self.problems = page, texts, problems
        self.row, self.number = HEAD_ROW, 0
        self.choices = Choices(page)

    def write(self, sheet: EntrySheet, token: str) -> None:
        self.write_top(sheet.submission)
        self.put(TOKEN_ROW, KEYS, token)
        for area, groups in sheet.sections:
            self.write_section(f"{area.ordinal}. {area.title}")
            for group in groups:
                self.write_figure(group)
        self.write_section(sheet.words.title)
        self.write_words(sheet.words)
        looks.set_up(self.page, self.row)

    def write_top(self, submission: Submission) -> None:
        for row, text in enumerate(top_of(submission), start=1):
            looks.top(self.put(row, NUMBER, text), is_title=row == 1)
            self.span(row, NUMBER, row, NOTE)
            self.page.row_dimensions[row].height = looks.height_of(text, looks.PAGE_WIDTH)
        for column, head in enumerate(HEADS, start=1):
            looks.head(self.put(HEAD_ROW, column, head))

    def write_section(self, title: str) -> None:
        self.row += 1
        looks.section(self.put(self.row, NUMBER, title))
        self.span(self.row, NUMBER, self.row, NOTE)

    def write_figure(self, group: FigureGroup) -> None:
        self.number += 1
        first = self.row + 1
        for place, entry in enumerate(group.values):
            self.row += 1
            asked = [entry, *group.remarks] if place == 0 else [entry]
            self.put(self.row, KEYS, " ".join(one.name for one in asked))
            for column in range(NUMBER, NOTE + 1):
                looks.plain(self.page.cell(self.row, column))
            self.put(self.row, LABEL, entry.label)
            for column, one in zip(FILLED_IN, asked, strict=False):
                self.ask(column, one)
        self.describe(group, first)

    def describe(self, group: FigureGroup, first: int) -> None:
        """What the figure is about and what is said about it, over the height of its rows."""
        row, indicator = group.row, group.row.figure.indicator
        sentences = [f"“{line.target.sentence}”" for line in row.lines]
        told = {
            NUMBER: str(self.number),
            NAME: "\n".join(filter(None, [indicator.name, *sentences, row.caution])),
            COUNTED_IN: indicator.counted_in,
            BEFORE: row.previous_text,
            QUOTA: row.quota_text if indicator.whole_is_quota else "",
        }
        for column, text in told.items():
            self.put(first, column, text)
            self.span(first, column, self.row, column)
        for column in FILLED_IN[1:]:
            self.open_area(first, column, self.row, column)
        self.set_heights(first, told | {NOTE: self.text_of(group.remarks[-1])}, group.values)

    def set_heights(self, first: int, told: dict[int, str], values: list[Entry]) -> None:
        widths = list(HEADS.values())
        needed = max(looks.height_of(text, widths[column - 1]) for column, text in told.items())
        each = ceil(needed / len(values))
        for row, entry in enumerate(values, start=first):
            own = looks.LONG_HEIGHT if entry.is_long else looks.LINE_HEIGHT
            label = looks.height_of(entry.label, widths[LABEL - 1])
            text = looks.height_of(self.text_of(entry), widths[VALUE - 1])
            self.page.row_dimensions[row].height = max(each, own, label, text)

    def write_words(self, group: WordsGroup) -> None:
        width = sum(list(HEADS.values())[VALUE - 1 :])
        for entry in group.entries:
            self.row += 1
            self.put(self.row, KEYS, entry.name)
            looks.plain(self.put(self.row, NUMBER, entry.label))
            self.span(self.row, NUMBER, self.row, LABEL)
            self.ask(VALUE, entry)
            self.open_area(self.row, VALUE, self.row, NOTE)
            text = looks.height_of(self.text_of(entry), width)
            self.page.row_dimensions[self.row].height = max(looks.LONG_HEIGHT, text)

    def ask(self, column: int, entry: Entry) -> None:
        cell = self.put(self.row, column, self.text_of(entry))
        looks.to_fill_in(cell, is_number=entry.is_number or entry.is_day)
        if entry.choices:
            self.choices.offer(cell, list(entry.choices))
        elif entry.is_day:
            check_day(cell)
        elif entry.is_number:
            check_number(cell)
        if said := self.problems.get(entry.name):
            looks.wrong(cell)
            cell.comment = Comment("\n".join(said), AUTHOR, width=320, height=110)

    def text_of(self, entry: Entry) -> str:
        return self.texts.get(entry.name, entry.text)

    def put(self, row: int, column: int, text: str) -> Cell:
        """Text, whatever it begins with: never a formula."""
        cell = self.page.cell(row, column)
        cell.value = cell_text(text) or None
        if text:
            cell.data_type = "s"
        return cell

    def open_area(self, top: int, left: int, bottom: int, right: int) -> None:
        """One cell to fill in over several: each of them has to be open."""
        self.span(top, left, bottom, right)
        for cells in self.page.iter_rows(top, bottom, left, right):
            for cell in cells:
                if (cell.row, cell.column) != (top, left):
                    looks.to_fill_in(cell)

    def span(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.page.merge_cells(
                start_row=top, start_column=left, end_row=bottom, end_column=right
            )


def top_of(submission: Submission) -> Iterator[str]:
    period = submission.period
    yield f"{TITLE}: {submission.unit}"
    yield str(submission.campaign)
    yield (
        f"{period}: số liệu từ {short_date(period.data_from)} đến {short_date(period.data_to)}; "
        f"hạn gửi {short_date(submission.due_on)}"
    )
    yield GUIDANCE
