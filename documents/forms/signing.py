from django import forms

from documents.forms.fields import PdfField


class SignedFileForm(forms.Form):
    file = PdfField(
        label="Tệp đã ký số",
        help_text="Tệp PDF tải từ trang này rồi ký, không quá 30 MB.",
    )
