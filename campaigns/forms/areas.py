"""The content areas of a campaign."""

from django import forms

from campaigns.domain.editing.areas import AreaText
from campaigns.forms.ordered import OrderedRows, TextForm
from core.vietnamese.forms import NfcCharField

LONGEST_TEXT = 60_000


class AreaForm(TextForm):
    text_class = AreaText
    title = NfcCharField(label="Tên gọn", max_length=300)
    text = NfcCharField(
        label="Nội dung theo kế hoạch",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AreasForm(OrderedRows):
    form_class = AreaForm
    prefix = "area"
