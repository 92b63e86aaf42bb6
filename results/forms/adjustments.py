"""What a superior types to adjust the total of an indicator."""

from decimal import Decimal

from django import forms

from core.access.forms import RefusableForm
from core.vietnamese.forms import NfcCharField, NumberField
from results.domain.adjustments import adjusted_columns
from results.domain.wording import column_labels

MORE, LESS = "more", "less"


class AdjustmentForm(RefusableForm):
    """How much more or less, in the columns of the indicator's measure, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    direction = forms.ChoiceField(
        label="Điều chỉnh",
        choices=[(MORE, "Tăng (cộng thêm vào tổng)"), (LESS, "Giảm (trừ khỏi tổng)")],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn tăng hay giảm."},
    )
    reason = NfcCharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: Xã An Hải và xã Bắc Sơn cùng báo cáo 02 quân nhân chuyển nơi ở.",
        error_messages={"required": "Hãy ghi rõ lý do."},
    )

    def __init__(self, indicator, data=None, **kwargs):
        super().__init__(data, **kwargs)
        labels = column_labels(indicator)
        self.columns = adjusted_columns(indicator)
        for name in self.columns:
            self.fields[name] = NumberField(label=labels[name], required=False)
        self.order_fields(["direction", *self.columns, "reason"])

    def to_columns(self) -> dict[str, Decimal]:
        """The typed numbers, below zero where the total is to become less."""
        sign = -1 if self.cleaned_data["direction"] == LESS else 1
        typed = {name: self.cleaned_data[name] for name in self.columns}
        return {name: sign * value for name, value in typed.items() if value}
