from django import forms
from django.core.exceptions import ValidationError

from core.vietnamese.forms import NfcCharField
from documents.domain.verification import read_code

MEGABYTE = 1 << 20
LARGEST_FILE = 30 * MEGABYTE
NOT_A_CODE = "Mã gồm 16 chữ và số, chia thành bốn nhóm. Hãy xem lại mã in cạnh ô QR."
TOO_LARGE = f"Tệp lớn quá {LARGEST_FILE // MEGABYTE} MB."


class CodeForm(forms.Form):
    code = NfcCharField(
        label="Mã xác minh",
        max_length=40,
        help_text="In cạnh ô QR, ví dụ 7K3Q-0M9T-XD42-W8HB. Có thể gõ chữ thường, bỏ dấu gạch.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Hãy gõ mã xác minh.", "max_length": NOT_A_CODE},
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(NOT_A_CODE, code="not_a_code")
        return code


class FileForm(forms.Form):
    """A file of which only the hash arrives."""

    file = forms.FileField(
        label="Tệp văn bản",
        help_text="Tệp PDF nhận được, không quá 30 MB. Chương trình không giữ lại tệp này.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp không có nội dung."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(TOO_LARGE, code="too_large")
        return file
