"""The assignments that a plan gives out, and the marking of one as done."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from campaigns.domain.editing.assignments import AssignmentText
from campaigns.forms.ordered import OrderedRows, TextForm
from core.vietnamese.collation import fold
from core.vietnamese.forms import DayField, NfcCharField
from units.models import Unit

LONGEST_TEXT = 10_000
OFFERED = "offered-units"
NOT_OFFERED = "Hãy chọn một đơn vị trong các tên được gợi ý, hoặc để trống."


class OfferedUnits:
    """Units to choose from by typing: a list of two hundred in every row would weigh too much."""

    def __init__(self, units: Iterable[Unit]):
        self.labels = {unit.pk: f"{unit} ({unit.code})" for unit in units}
        self.keys = {fold(label): key for key, label in self.labels.items()}


class TypedUnitField(NfcCharField):
    """The key of a unit, typed as it is offered, whatever its marks and capitals."""

    widget = forms.TextInput(attrs={"list": OFFERED, "autocomplete": "off"})
    offered: OfferedUnits

    def clean(self, value) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.offered.keys[fold(text)]
        except KeyError as error:
            raise ValidationError(NOT_OFFERED) from error

    def prepare_value(self, value):
        return self.offered.labels.get(value, value)


class AssignmentForm(TextForm):
    text_class = AssignmentText
    what = NfcCharField(
        label="Nhiệm vụ theo kế hoạch",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    assignee = NfcCharField(
        label="Giao cho",
        max_length=300,
        help_text="Theo kế hoạch, ví dụ: Ban CHQS huyện chủ trì, phối hợp với Phòng Nội vụ.",
    )
    unit_id = TypedUnitField(
        label="Đơn vị chủ trì",
        required=False,
        help_text="Gõ vài chữ của tên rồi chọn; để trống nếu giao chung cho nhiều đơn vị.",
    )
    due_on = DayField(
        label="Hạn hoàn thành", required=False, help_text="Để trống nếu kế hoạch không đặt hạn."
    )

    def __init__(self, *args, offered: OfferedUnits, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].offered = offered


class AssignmentsForm(OrderedRows):
    form_class = AssignmentForm
    prefix = "assignment"


class DoneForm(forms.Form):
    """When an assignment was done, and what came of it."""

    done_on = DayField(label="Ngày xong", initial=timezone.localdate)
    note = NfcCharField(
        label="Kết quả, ghi chú",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
