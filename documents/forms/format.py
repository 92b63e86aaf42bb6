from django import forms

from documents.checker.errors import MOST_BYTES, TooLarge


class FormatForm(forms.Form):
    """The document to be measured."""

    file = forms.FileField(
        label="Tệp PDF của văn bản",
        help_text="Xuất thẳng từ phần mềm soạn thảo; bản quét không đo được.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp không có nội dung."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TooLarge.message)
        return file
