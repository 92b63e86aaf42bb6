"""What every part of the campaign editor carries: what was seen, and why it is changed."""

from django import forms

from core.vietnamese.forms import NfcCharField


class NoteForm(forms.Form):
    """The fingerprint of what the page showed, and after launch the reason of the amendment."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = NfcCharField(
        label="Lý do sửa đổi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Phong trào đã phát động: hãy ghi rõ lý do sửa đổi."},
    )

    def __init__(self, *args, is_launched: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_launched:
            del self.fields["reason"]
