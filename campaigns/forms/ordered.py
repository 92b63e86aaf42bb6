"""Rows of a plan in the order of their numbers, each with the key of what it changes."""

from collections.abc import Sequence

from django import forms

from campaigns.domain.editing.sections import Problem
from core.access.marking import mark, mark_what_stands

BLANK_ROWS = 1
MOST_ROWS = 30


class TextForm(forms.Form):
    """A row; `text_class` is what the domain takes, by the names of the fields."""

    text_class: type
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def to_text(self):
        names = self.text_class.__dataclass_fields__
        return self.text_class(**{name: self.cleaned_data[name] for name in names})


class OrderedRows:
    """The rows, posted together; those left blank or crossed out are none."""

    form_class: type[TextForm]
    prefix = ""

    def __init__(self, texts: Sequence, data=None, **form_kwargs):
        self.form_kwargs = form_kwargs
        rows = forms.formset_factory(
            self.form_class,
            extra=BLANK_ROWS,
            can_delete=True,
            can_order=True,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
        )
        initial = [vars(text) for text in texts]
        self.rows = rows(data, prefix=self.prefix, initial=initial, form_kwargs=form_kwargs)

    def is_valid(self) -> bool:
        return self.rows.is_valid()

    def to_texts(self) -> list:
        return [form.to_text() for form in self.rows.ordered_forms]

    def show_problems(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            if problem.field:
                mark(self.rows.ordered_forms[problem.row], problem.field, problem.message)
            else:
                self.rows.non_form_errors().append(problem.message)

    def show_what_stands(self, texts: Sequence) -> None:
        typed = {str(form["pk"].value() or ""): form for form in self.rows.forms}
        for form in type(self)(texts, **self.form_kwargs).rows.initial_forms:
            if one := typed.get(str(form["pk"].value())):
                mark_what_stands(one, form)
