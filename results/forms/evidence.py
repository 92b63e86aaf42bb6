"""The upload of a file of evidence."""

from django import forms

from core.access.forms import RefusableForm
from core.files.forms import PaperField
from core.vietnamese.forms import NfcCharField


class EvidenceForm(RefusableForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = NfcCharField(
        label="Nội dung tệp",
        max_length=200,
        help_text="Ví dụ: Quyết định công nhận kết quả huấn luyện dân quân.",
        error_messages={"required": "Hãy ghi tệp chứng minh điều gì."},
    )
    file = PaperField()
