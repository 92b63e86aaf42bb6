"""What a filled-in form says beside what stands now, and the part of it that may be taken over."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS

from core.access.seen import fingerprint
from results.domain.answers import Answer
from results.domain.figures import Narrative
from results.domain.policies import check_editable
from results.workbook.entries import EntrySheet, Group, digest_of
from results.workbook.reading import Filled
from results.workbook.refusals import ForeignWorkbook, OldWorkbook, StrangeRows
from results.workbook.tickets import Ticket, ticket_of

FORMULA = "Ô này là công thức. Hãy gõ số liệu thay cho công thức."
SHARE = "Số dán vào có thể là 1 thay cho 100%. Hãy gõ tỷ lệ phần trăm, ví dụ 98,6."
NOT_A_CHOICE = "Không có trong danh sách. Hãy chọn: {}."


@dataclass(frozen=True)
class CellDifference:
    label: str
    now: str
    said: str
    problems: list[str]


@dataclass(frozen=True)
class Difference:
    """A group that says something else in the file than now, or something wrong.

    `is_overtaken`: somebody wrote it in the program since the form was made. `taken` is what is
    taken over, None while something is wrong.
    """

    group: Group
    cells: list[CellDifference]
    problems: list[str]
    is_overtaken: bool
    taken: Answer | Narrative | None


class FilledForm:
    """A file held against its submission; `problems` are the sentences about it by cell.

    Raises ForgedToken, ForeignWorkbook, OldWorkbook, StrangeRows, and what `check_editable` does.
    """

    def __init__(self, sheet: EntrySheet, filled: Filled):
        self.filled, self.ticket = filled, ticket_of(filled.token)
        _check_place(sheet, self.ticket)
        check_editable(sheet.submission)
        sheet.narrow_to(self.ticket.groups)
        self.sheet, self.groups = sheet, list(sheet.groups.values())
        _check_rows(self.groups, filled)
        self.problems: dict[str, list[str]] = {}
        self.differences = list(self._compare())

    @property
    def seen(self) -> str:
        """A digest of what the page shows; another file or a newer figure has another."""
        versions = {group.key: group.version for group in self.groups}
        return fingerprint([self.filled.token, self.filled.texts, self.filled.formulas, versions])

    @property
    def takeable(self) -> dict[str, Difference]:
        return {one.group.key: one for one in self.differences if one.taken is not None}

    def _compare(self) -> Iterable[Difference]:
        for group in self.groups:
            version, digest = self.ticket.groups[group.key]
            reading = _Reading(group, self.filled)
            if digest_of(reading.texts) == digest and not reading.formulas:
                continue
            if cells := reading.cells_apart():
                self.problems |= reading.marks
                yield Difference(
                    group, cells, reading.of_group, version != group.version, reading.taken
                )


class _Reading:
    """A group of cells as the file fills them in, and what is wrong with that."""

    def __init__(self, group: Group, filled: Filled):
        self.group = group
        self.texts = {entry.name: filled.texts[entry.name] for entry in group.entries}
        self.formulas = [name for name in self.texts if name in filled.formulas]
        self.numbers = [name for name in self.texts if name in filled.numbers]
        self.form = group.bound(self.texts)
        self.of_cells = self._of_form() | self._of_choices() | self._of_shares()
        self.of_cells |= {name: [FORMULA] for name in self.formulas}
        self.of_group = list(self.form.non_field_errors())
        if not (self.of_cells or self.form.errors):
            self.of_group += group.problems(self.form)

    @property
    def taken(self) -> Answer | Narrative | None:
        return None if self.of_cells or self.of_group else self.group.taken(self.form)

    @property
    def marks(self) -> dict[str, list[str]]:
        """By the cell to mark: what is wrong with the whole group stands at its first."""
        first = self.group.entries[0].name
        marks = {first: self.of_cells.get(first, []) + self.of_group} | {
            name: said for name, said in self.of_cells.items() if name != first
        }
        return {name: said for name, said in marks.items() if said}

    def cells_apart(self) -> list[CellDifference]:
        return [
            CellDifference(
                entry.label,
                entry.text,
                self.texts[entry.name],
                self.of_cells.get(entry.name, []),
            )
            for entry in self.group.entries
            if entry.text != self.texts[entry.name] or entry.name in self.of_cells
        ]

    def _of_form(self) -> dict[str, list[str]]:
        return {
            self.form.add_prefix(name): list(said)
            for name, said in self.form.errors.items()
            if name != NON_FIELD_ERRORS
        }

    def _of_shares(self) -> dict[str, list[str]]:
        """A cell that shows 98% holds 0,98: of a small number nobody knows which was meant."""
        return {
            entry.name: [SHARE]
            for entry in self.group.entries
            if entry.is_percent and entry.name in self.numbers and is_share(self.texts[entry.name])
        }

    def _of_choices(self) -> dict[str, list[str]]:
        """Words that mean no choice; a box to tick would take them for a yes."""
        return {
            entry.name: [NOT_A_CHOICE.format(", ".join(entry.choices))]
            for entry in self.group.entries
            if not entry.understands(self.texts[entry.name])
        }


def is_share(text: str) -> bool:
    return Decimal(text.replace(",", ".")) <= 1


def _check_place(sheet: EntrySheet, ticket: Ticket) -> None:
    submission = sheet.submission
    if ticket.submission_id != submission.pk:
        raise ForeignWorkbook
    is_known = ticket.groups.keys() <= sheet.groups.keys()
    if ticket.revision_id != submission.current_revision_id or not is_known:
        raise OldWorkbook


def _check_rows(groups: Iterable[Group], filled: Filled) -> None:
    if {entry.name for group in groups for entry in group.entries} != filled.texts.keys():
        raise StrangeRows
