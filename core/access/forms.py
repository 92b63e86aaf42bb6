"""Forms of verbs that may decline."""

from django import forms

from core.access.marking import mark
from core.access.refusals import Refusal


class RefusableForm(forms.Form):
    """A form whose verb may decline: the refusal stands at the field that caused it."""

    def refuse(self, refusal: Refusal) -> None:
        mark(self, getattr(refusal, "field", ""), refusal.message)
