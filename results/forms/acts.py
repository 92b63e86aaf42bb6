"""What a step of a submission asks for."""

from django import forms

from core.vietnamese.forms import NfcCharField


class ReasonForm(forms.Form):
    """Why something is handed back or opened again."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = NfcCharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi rõ lý do."},
    )
