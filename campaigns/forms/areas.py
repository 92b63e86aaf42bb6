"""The content areas of a campaign, a row each, in the order of their numbers."""

from collections.abc import Sequence

from django import forms

from campaigns.domain.editing.areas import AreaText
from campaigns.domain.editing.sections import Problem
from campaigns.forms.editing import show_what_stands
from core.vietnamese.forms import NfcCharField

BLANK_ROWS = 1
MOST_AREAS = 30
LONGEST_TEXT = 60_000


class AreaForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = NfcCharField(label="Tên gọn", max_length=200)
    text = NfcCharField(
        label="Nội dung theo kế hoạch",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


AreaFormSet = forms.formset_factory(
    AreaForm,
    extra=BLANK_ROWS,
    can_delete=True,
    can_order=True,
    max_num=MOST_AREAS,
    absolute_max=MOST_AREAS,
)


class AreasForm:
    def __init__(self, areas: Sequence[AreaText], data=None):
        self.rows = AreaFormSet(data, prefix="area", initial=[vars(area) for area in areas])

    def is_valid(self) -> bool:
        return self.rows.is_valid()

    def to_areas(self) -> list[AreaText]:
        """In the order of their numbers; rows left blank or crossed out are none."""
        kept = [form.cleaned_data for form in self.rows.ordered_forms]
        return [AreaText(row["pk"], row["title"], row["text"]) for row in kept]

    def show_problems(self, problems: Sequence[Problem]) -> None:
        self.rows.non_form_errors().extend(problem.message for problem in problems)

    def show_what_stands(self, areas: Sequence[AreaText]) -> None:
        typed = {str(form["pk"].value() or ""): form for form in self.rows.forms}
        for form in AreasForm(areas).rows.initial_forms:
            if one := typed.get(str(form["pk"].value())):
                show_what_stands(one, form)
