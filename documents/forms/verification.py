from django import forms
from django.core.exceptions import ValidationError

from core.vietnamese.forms import NfcCharField
from documents.domain.verification import read_code
from documents.forms.fields import PdfField

NOT_A_CODE = "Mã gồm 16 chữ và số, chia thành bốn nhóm. Hãy xem lại mã in cạnh ô QR."


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

    file = PdfField(
        label="Tệp văn bản",
        help_text="Tệp PDF nhận được, không quá 30 MB. Chương trình không giữ lại tệp này.",
    )
