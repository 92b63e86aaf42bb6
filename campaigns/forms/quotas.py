"""The grid of quotas as it is posted, and the workbook that fills it in."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from django import forms
from django.core.exceptions import ValidationError

from campaigns.domain.quota_sheet import Cell, QuotaRow, QuotaSheet, Values
from campaigns.models import Indicator
from core.access.marking import what_stands
from core.access.refusals import ReasonMissing
from core.excel.reading import SheetRow, read_rows
from core.excel.refusals import UnreadableWorkbook
from core.vietnamese.forms import NfcCharField, NumberField
from core.vietnamese.numbers import format_number
from units.models import Unit

UNIT_CODE, UNIT_NAME = "Mã đơn vị", "Đơn vị"
NUMBER = NumberField(required=False)
MOST_PROBLEMS = 50


@dataclass(frozen=True)
class GridCell:
    text: str
    problem: str = ""


@dataclass(frozen=True)
class GridRow:
    """`number` counts the rows of the whole page and names their cells."""

    number: int
    unit: Unit
    cells: list[GridCell]


class KeysField(forms.CharField):
    """A list of primary keys."""

    def clean(self, value) -> list[int]:
        try:
            return [int(key) for key in super().clean(value).split(",")]
        except ValueError as error:
            raise ValidationError("Bảng chỉ tiêu giao không đọc được.") from error

    def prepare_value(self, value):
        return ",".join(map(str, value)) if isinstance(value, list) else value


class SaveForm(forms.Form):
    """What is posted beside the cells: which quotas the page knew, whose they are, and why."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    units = KeysField(widget=forms.HiddenInput)
    indicators = KeysField(widget=forms.HiddenInput)
    reason = NfcCharField(
        label="Lý do thay đổi",
        required=False,
        max_length=2000,
        help_text="Bắt buộc khi thay đổi chỉ tiêu đã giao.",
    )


class QuotaGrid:
    """The cells of a sheet, as shown and as typed.

    The cells of the first row are posted as a list named "r1", in the order of the columns, and so
    on; the keys stand once for the page. Names and labels of every cell would double its size.
    Rows that are not posted stand as they are.
    """

    def __init__(self, sheet: QuotaSheet, data=None):
        self.sheet = sheet
        self.seen = sheet.seen
        self.form = SaveForm(data)
        self.texts: dict[Cell, str] = {}
        self.typed: dict[Cell, Decimal | None] = {}
        self.problems: dict[Cell, str] = {}

    def is_valid(self) -> bool:
        """Reads every cell; what cannot be read is told at its cell."""
        is_valid = self.form.is_valid()
        self.seen = self.form.cleaned_data.get("seen", self.seen)
        self.texts = dict(self._posted())
        for cell, text in self.texts.items():
            try:
                self.typed[cell] = NUMBER.clean(text)
            except ValidationError as error:
                self.problems[cell] = " ".join(error.messages)
        return is_valid and not self.problems

    def show_problem(self, cells, problem: str) -> None:
        self.problems |= dict.fromkeys(cells, problem)

    def show_conflict(self, sheet: QuotaSheet, stands: Values, before: Values) -> None:
        """Shows what somebody else gave beside what was typed; saving again replaces it.

        Whatever was left as it had been shown takes what stands now.
        """
        touched = {cell for cell, value in self.typed.items() if value != before.get(cell)}
        self.texts = {cell: text for cell, text in self.texts.items() if cell in touched}
        for cell, value in stands.items():
            self.problems[cell] = what_stands(format_number(value))
        self.sheet, self.seen = sheet, sheet.seen

    def show_reason_missing(self) -> None:
        self.form.add_error("reason", ReasonMissing.message)

    @property
    def keys(self) -> SaveForm:
        """The hidden fields of the page, which may show other rows than it was posted from."""
        return SaveForm(initial=keys_of(self.sheet, self.sheet.units) | {"seen": self.seen})

    @property
    def groups(self) -> Iterator[tuple]:
        """Each superior with its rows as they are to be shown, and its sums."""
        numbers = count(1)
        for group in self.sheet.groups:
            rows = [self._row(next(numbers), row) for row in group.rows]
            yield group.superior, rows, group.sums

    def _row(self, number: int, row: QuotaRow) -> GridRow:
        cells = []
        for indicator, quota in zip(self.sheet.indicators, row.quotas, strict=True):
            cell = row.unit.pk, indicator.pk
            text = self.texts.get(cell, number_text(quota))
            cells.append(GridCell(text, self.problems.get(cell, "")))
        return GridRow(number, row.unit, cells)

    def _posted(self) -> Iterator[tuple[Cell, str]]:
        keys = self.form.cleaned_data
        for number, unit_id in enumerate(keys.get("units", []), start=1):
            texts = self.form.data.getlist(f"r{number}")
            for indicator_id, text in zip(keys.get("indicators", []), texts, strict=False):
                yield (unit_id, indicator_id), text


def keys_of(sheet: QuotaSheet, units: list[Unit]) -> dict:
    """What a page with rows of these units says about its cells."""
    return {
        "seen": sheet.seen,
        "units": [unit.pk for unit in units],
        "indicators": [indicator.pk for indicator in sheet.indicators],
    }


def number_text(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)


@dataclass(frozen=True)
class Difference:
    """A cell of the workbook beside the quota that stands."""

    old: Decimal | None
    new: Decimal | None

    @property
    def is_change(self) -> bool:
        return self.new != self.old

    @property
    def replaces(self) -> bool:
        return self.is_change and self.old is not None

    @property
    def old_text(self) -> str:
        return number_text(self.old)

    @property
    def new_text(self) -> str:
        return number_text(self.new)


class WorkbookForm(forms.Form):
    """A filled-in workbook; an empty cell of it leaves the quota as it is.

    The form is shown without the sheet, which is needed to read what was uploaded.
    """

    file = forms.FileField(
        label="Tệp Excel đã điền", error_messages={"required": "Hãy chọn tệp Excel đã điền."}
    )

    def __init__(self, *args, sheet: QuotaSheet | None = None):
        super().__init__(*args)
        self.sheet = sheet
        self.heads = (
            {head_of(indicator): indicator for indicator in sheet.indicators} if sheet else {}
        )

    def clean_file(self) -> Values:
        """The numbers of the workbook by cell; every fault is named by its row and column."""
        try:
            rows = read_rows(self.cleaned_data["file"], [UNIT_CODE, *self.heads])
        except UnreadableWorkbook as refusal:
            raise ValidationError(refusal.message) from refusal
        values, problems = self._read(rows)
        if more := problems[MOST_PROBLEMS:]:
            problems[MOST_PROBLEMS:] = [f"Còn {len(more):02d} lỗi khác."]
        if problems:
            raise ValidationError(problems)
        return values

    def _read(self, rows: list[SheetRow]) -> tuple[Values, list[str]]:
        units = {row.unit.code: row.unit for row in self.sheet.rows}
        values, problems, places = {}, [], {}
        for row in rows:
            code = row.cells[UNIT_CODE]
            if code not in units:
                problems.append(f"Dòng {row.number}: phong trào không có đơn vị mang mã “{code}”.")
            elif code in places:
                problems.append(f"Dòng {row.number}: mã “{code}” đã có ở dòng {places[code]}.")
            else:
                places[code] = row.number
                self._read_row(row, units[code], values, problems)
        return values, problems

    def _read_row(self, row: SheetRow, unit: Unit, values: Values, problems: list[str]) -> None:
        for head, indicator in self.heads.items():
            try:
                number = NUMBER.clean(row.cells[head])
            except ValidationError as error:
                said = " ".join(error.messages)
                problems.append(f"Dòng {row.number}, cột “{head}”: “{row.cells[head]}”. {said}")
            else:
                if number is not None:
                    values[unit.pk, indicator.pk] = number

    def differences(self) -> list[tuple[Unit, list[Difference]]]:
        """The units with a cell that would change, and all cells of each."""
        values = self.cleaned_data["file"]
        rows = []
        for row in self.sheet.rows:
            cells = [
                Difference(old, values.get((row.unit.pk, indicator.pk), old))
                for indicator, old in zip(self.sheet.indicators, row.quotas, strict=True)
            ]
            if any(cell.is_change for cell in cells):
                rows.append((row.unit, cells))
        return rows


def head_of(indicator: Indicator) -> str:
    """The head of the indicator's column: the code keeps two of one name apart."""
    return f"{indicator.code} {indicator.name}"


def workbook_rows(sheet: QuotaSheet) -> Iterator[list]:
    """The sheet as a workbook to fill in, heads first."""
    yield [UNIT_CODE, UNIT_NAME, *map(head_of, sheet.indicators)]
    for row in sheet.rows:
        yield [row.unit.code, row.unit, *row.quotas]
