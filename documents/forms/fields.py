from django import forms
from django.core.exceptions import ValidationError

from core.files.uploads import LARGEST_UPLOAD, TOO_LARGE


class PdfField(forms.FileField):
    """One PDF file of at most 30 MB; whether it is one, the domain finds out."""

    widget = forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"})
    default_error_messages = {"required": "Hãy chọn tệp.", "empty": "Tệp không có nội dung."}

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file.size > LARGEST_UPLOAD:
            raise ValidationError(TOO_LARGE, code="too_large")
        return file
