"""What the form asks: its cells to fill in, as the fields of the entry page name and hold them."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.forms import BoundField
from django.utils.text import normalize_newlines

from core.access.seen import fingerprint
from core.vietnamese.collation import fold
from core.vietnamese.dates import short_date
from core.vietnamese.nfc import to_nfc
from results.domain.answers import Answer, problems_with
from results.domain.figures import Narrative
from results.domain.revisions import NARRATIVE
from results.domain.sheet import Row, entry_sheet_of
from results.enums import AnswerKind
from results.forms.figures import FigureForm, NarrativeForm
from results.models import Revision, Submission

TICKED = "Có"
REMARKS = ("answer", "is_estimate", "note")
DIGEST = 12  # hexadecimal digits that tell a cell that was touched from one that was not


@dataclass(frozen=True)
class Entry:
    """A cell to fill in: the name it is posted by, and the words for what may be chosen in it.

    `text` is what stands there now, as the cell shows it.
    """

    name: str
    label: str
    text: str
    choices: dict[str, str]
    is_day: bool
    is_long: bool

    def understands(self, text: str) -> bool:
        return not (text and self.choices) or fold(text) in self._meanings

    def posted(self, text: str) -> str:
        """What a browser would post for the words of the cell."""
        return self._meanings.get(fold(text), text) if self.choices else text

    @property
    def is_number(self) -> bool:
        return not (self.choices or self.is_day or self.is_long)

    @property
    def is_percent(self) -> bool:
        return self.name.endswith("-percent")

    @property
    def _meanings(self) -> dict[str, str]:
        return {fold(label): value for label, value in self.choices.items()}


def entry_of(field: BoundField) -> Entry:
    choices = _choices(field.field)
    return Entry(
        name=field.html_name,
        label=str(field.label),
        text=settled(_text(field.value(), choices)),
        choices=choices,
        is_day=isinstance(field.field, forms.DateField),
        is_long=isinstance(field.field, forms.CharField),
    )


def settled(text: str) -> str:
    """The text without what programs change by saving it: ends of lines, blanks around it."""
    return normalize_newlines(to_nfc(text)).strip()


def digest_of(texts: dict[str, str]) -> str:
    return fingerprint(texts)[:DIGEST]


class Group:
    """Cells that are taken over together, or not at all: `key` names them in tokens and pages."""

    key: str
    title: str
    version: int
    entries: list[Entry]

    @property
    def texts(self) -> dict[str, str]:
        return {entry.name: entry.text for entry in self.entries}

    def posted(self, texts: dict[str, str]) -> dict[str, str | int]:
        """The texts of the cells as the entry page would post them, upon what stands now."""
        data = {entry.name: entry.posted(texts[entry.name]) for entry in self.entries}
        return data | {f"{self.key}-version": self.version}


class FigureGroup(Group):
    """The cells of a figure: its value, and what is said about it."""

    def __init__(self, row: Row):
        form = FigureForm(row.figure)
        self.row, self.key, self.version = row, form.prefix, row.figure.row_version
        self.title = row.figure.indicator.name
        self.values = [entry_of(field) for field in form.value_fields]
        self.remarks = [entry_of(form[name]) for name in REMARKS]
        self.entries = [*self.values, *self.remarks]

    def bound(self, texts: dict[str, str]) -> FigureForm:
        data = self.posted(texts)
        data[f"{self.key}-answer"] = data[f"{self.key}-answer"] or AnswerKind.VALUE.value
        return FigureForm(self.row.figure, data)

    def problems(self, form: FigureForm) -> list[str]:
        return problems_with(self.row.figure, form.to_answer(), self.row.quota)

    def taken(self, form: FigureForm) -> Answer:
        return form.to_answer()


class WordsGroup(Group):
    """The unit's own words about the period."""

    key, title = "narrative", "Đánh giá của đơn vị"

    def __init__(self, revision: Revision):
        form = NarrativeForm(revision, prefix=self.key)
        self.revision, self.version = revision, revision.row_version
        self.entries = [entry_of(form[name]) for name in NARRATIVE]

    def bound(self, texts: dict[str, str]) -> NarrativeForm:
        return NarrativeForm(self.revision, self.posted(texts), prefix=self.key)

    def problems(self, form: NarrativeForm) -> list[str]:
        return []

    def taken(self, form: NarrativeForm) -> Narrative:
        cleaned = form.cleaned_data
        return Narrative(cleaned["version"], {name: cleaned[name] for name in NARRATIVE})


class EntrySheet:
    """Everything that the form of a submission asks, with what stands now. Six queries."""

    def __init__(self, submission: Submission):
        self.submission = submission
        self.sections = [
            (section.area, [FigureGroup(row) for row in section.rows])
            for section in entry_sheet_of(submission)
        ]
        self.words = WordsGroup(submission.current_revision)

    def narrow_to(self, keys: Container[str]) -> None:
        """Leaves out what is asked only since a form was made."""
        self.sections = [
            (area, [group for group in groups if group.key in keys])
            for area, groups in self.sections
        ]

    @property
    def groups(self) -> dict[str, Group]:
        figures = [group for _, groups in self.sections for group in groups]
        return {group.key: group for group in [*figures, self.words]}


def _choices(field: forms.Field) -> dict[str, str]:
    if isinstance(field, forms.BooleanField):
        return {TICKED: "on"}
    pairs: Iterable = getattr(field, "choices", ())
    return {str(label): str(value) for value, label in pairs if value}


def _text(value, choices: dict[str, str]) -> str:
    if choices:
        key = "on" if value is True else str(value)
        return next((label for label, known in choices.items() if known == key), "")
    if isinstance(value, date):
        return short_date(value)
    return "" if value is None else str(value)
