"""What the acts on a document ask for."""

from django import forms
from django.utils import timezone

from core.access.forms import RefusableForm
from core.access.refusals import Refusal
from core.vietnamese.forms import DayField, NfcCharField

LARGEST_NUMBER = 99_999


def _reason(**options) -> NfcCharField:
    return NfcCharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi rõ lý do."},
        **options,
    )


class ReasonForm(forms.Form):
    """Why a document is handed back, and what it said when that was decided."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = _reason()


class FormatCheckForm(forms.Form):
    """That the findings were judged; where something is not met, why the document goes on."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = _reason(help_text="Vì sao văn bản vẫn đi tiếp khi có nội dung không đạt.")

    def __init__(self, data=None, *, asks_reason: bool, **kwargs):
        super().__init__(data, **kwargs)
        if not asks_reason:
            del self.fields["reason"]


class NumberForm(RefusableForm):
    """Number and day. The number is typed where another system gives it."""

    seen = forms.CharField(widget=forms.HiddenInput)
    number = forms.IntegerField(
        label="Số",
        min_value=1,
        max_value=LARGEST_NUMBER,
        required=False,
        help_text="Số mà văn thư đã cấp ở hệ thống khác.",
    )
    legal_date = DayField(label="Ngày ban hành")
    reason = _reason(
        required=False,
        help_text="Chỉ ghi khi ngày không theo thứ tự số; khi đó lãnh đạo hoặc thủ trưởng cấp số.",
    )

    def __init__(self, data=None, *, asks_number: bool, **kwargs):
        super().__init__(data, **kwargs)
        self.initial.setdefault("legal_date", timezone.localdate())
        if not asks_number:
            del self.fields["number"]

    def refuse(self, refusal: Refusal) -> None:
        if refusal.code == "reason_missing":
            self.add_error("reason", refusal.message)
        else:
            super().refuse(refusal)
