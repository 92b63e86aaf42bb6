"""The cells of one figure, and the words that go with the figures."""

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.core.validators import MaxLengthValidator

from campaigns.enums import Measure
from core.access.marking import what_stands
from core.vietnamese.forms import DayField, NfcCharField, NumberField
from results.domain.answers import GRADE_COLUMNS, Answer, differs, entered_columns
from results.domain.figures import Narrative
from results.domain.revisions import NARRATIVE
from results.domain.wording import column_labels
from results.enums import AnswerKind
from results.models import Figure, Revision

LONGEST_TEXT = 15_000  # characters; written in any way it fits into a cell of a workbook
ANSWERS = [
    (AnswerKind.VALUE.value, "Có số liệu"),
    (AnswerKind.NONE_ARISEN.value, AnswerKind.NONE_ARISEN.label),
    (AnswerKind.REPORTED_SEPARATELY.value, AnswerKind.REPORTED_SEPARATELY.label),
]


class FigureForm(forms.Form):
    """The cells of one figure; which there are depends on the indicator's measure."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label="Trả lời", choices=ANSWERS)
    note = NfcCharField(label="Ghi chú", required=False, max_length=2000)
    is_estimate = forms.BooleanField(label="Ước thực hiện", required=False)

    def __init__(self, figure: Figure, data=None):
        self.figure = figure
        self.indicator = figure.indicator
        super().__init__(data, prefix=f"f{figure.indicator_id}", initial=_initial(figure))
        value_fields = _value_fields(self.indicator)
        self.value_names = list(value_fields)
        self.fields.update(value_fields)
        for name, form_field in self.fields.items():
            label = f"{self.indicator.name}: {form_field.label}"
            form_field.widget.attrs.update({"aria-label": label, "class": _css_class(form_field)})
            if name == "note":
                form_field.widget.attrs["placeholder"] = form_field.label
            if name in GRADE_COLUMNS or name in ("part", "whole", "percent"):
                form_field.widget.attrs["size"] = 8
            if name in value_fields:
                form_field.widget.attrs["data-cell"] = True

    @property
    def value_fields(self):
        """The bound fields that hold the value itself, in order."""
        return [self[name] for name in self.value_names]

    def clean(self):
        cleaned = super().clean()
        typed = [name for name in self.value_names if cleaned.get(name) not in (None, "")]
        if cleaned.get("answer") != AnswerKind.VALUE and typed:
            label = AnswerKind(cleaned["answer"]).label if cleaned.get("answer") else ""
            self.add_error(None, f"Đã chọn “{label}” thì để trống các ô số liệu.")
        return cleaned

    def to_answer(self) -> Answer:
        """The answer as the domain takes it; an empty row says nothing yet."""
        cleaned = self.cleaned_data
        kind = AnswerKind(cleaned["answer"])
        if kind == AnswerKind.VALUE and not self._has_value():
            kind = AnswerKind.MISSING
        return Answer(
            indicator_id=self.indicator.pk,
            row_version=cleaned["version"],
            kind=kind,
            columns=self._columns(),
            text=cleaned.get("text", ""),
            done_on=cleaned.get("done_on"),
            note=cleaned["note"],
            is_estimate=cleaned["is_estimate"],
        )

    def show_problems(self, problems: Iterable[str]) -> None:
        """Puts what the domain found beside the row that caused it."""
        for problem in problems:
            self.add_error(None, problem)

    def is_apart(self) -> bool:
        """Whether something was typed, and the figure says something else."""
        return self.is_valid() and not self.is_blank() and differs(self.figure, self.to_answer())

    def is_blank(self) -> bool:
        """Whether nothing was typed into the row."""
        if not self.is_valid():
            return False
        answer = self.to_answer()
        return answer.kind == AnswerKind.MISSING and not (answer.note or answer.is_estimate)

    def _has_value(self) -> bool:
        values = (self.cleaned_data.get(name) for name in self.value_names)
        return any(value not in (None, "") for value in values)

    def _columns(self) -> dict[str, Decimal | None]:
        cleaned = self.cleaned_data
        match self.indicator.measure:
            case Measure.GRADE:
                chosen = cleaned.get("grade")
                return {f"g{chosen}": Decimal(1)} if chosen else {}
            case Measure.DONE:
                return {"part": Decimal(cleaned["done"]) if cleaned.get("done") else None}
        return {name: cleaned.get(name) for name in entered_columns(self.indicator)}


def _initial(figure: Figure) -> dict:
    initial = {
        "version": figure.row_version,
        "answer": figure.answer if figure.answer != AnswerKind.MISSING else AnswerKind.VALUE,
        "note": figure.note,
        "is_estimate": figure.is_estimate,
        "text": figure.text,
        "done_on": figure.done_on,
        "done": "" if figure.part is None else str(int(figure.part)),
        "grade": next((c[1:] for c in GRADE_COLUMNS if getattr(figure, c)), ""),
    }
    return initial | {name: getattr(figure, name) for name in entered_columns(figure.indicator)}


def _value_fields(indicator) -> dict[str, forms.Field]:
    match indicator.measure:
        case Measure.GRADE:
            grades = [(str(grade.position), grade.label) for grade in indicator.scale.grades.all()]
            choices = [("", "Chọn mức"), *grades]
            return {"grade": forms.ChoiceField(label="Mức", choices=choices, required=False)}
        case Measure.DONE:
            choices = [("", "Chọn"), ("1", "Đã hoàn thành"), ("0", "Chưa hoàn thành")]
            return {
                "done": forms.ChoiceField(label="Kết quả", choices=choices, required=False),
                "done_on": DayField(label="Ngày hoàn thành", required=False),
            }
        case Measure.STATEMENT:
            area = forms.Textarea(attrs={"rows": 3})
            return {
                "text": NfcCharField(
                    label="Nội dung", required=False, max_length=LONGEST_TEXT, widget=area
                )
            }
    labels = column_labels(indicator)
    return {
        name: NumberField(label=labels[name], required=False) for name in entered_columns(indicator)
    }


def _css_class(form_field: forms.Field) -> str:
    if isinstance(form_field.widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(form_field.widget, forms.Select) else "form-control"


class NarrativeForm(forms.Form):
    """The unit's own words: strengths, shortcomings, causes, proposals."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, revision: Revision, data=None, *, prefix: str = "narrative"):
        words = {name: getattr(revision, name) for name in NARRATIVE}
        super().__init__(data, prefix=prefix, initial=words | {"version": revision.row_version})
        self.fields.update(forms.fields_for_model(Revision, NARRATIVE))
        for name in NARRATIVE:
            self.fields[name].widget.attrs |= {"rows": 3, "class": "form-control"}
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_TEXT))

    def to_narrative(self) -> Narrative:
        cleaned = self.cleaned_data
        return Narrative(cleaned["version"], {name: cleaned[name] for name in NARRATIVE})

    def show_conflict(self, revision: Revision) -> None:
        """Says at each field what somebody else wrote there."""
        for name in NARRATIVE:
            words = getattr(revision, name)
            if self.cleaned_data.get(name, words) != words:
                self.add_error(name, what_stands(words))
