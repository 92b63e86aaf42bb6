"""The forms of collecting reports: more time for a unit."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from core.vietnamese.forms import DayField, NfcCharField

SEEN = {"widget": forms.HiddenInput}


def reason_field() -> NfcCharField:
    return NfcCharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi rõ lý do."},
    )


class ExtensionForm(forms.Form):
    """The new days of one report, and why."""

    seen = forms.CharField(**SEEN)
    due_on = DayField(
        label="Hạn gửi mới",
        help_text="Đơn vị gửi đến hết ngày này thì được tính đúng hạn.",
    )
    closes_on = DayField(
        label="Nhập được đến hết ngày",
        help_text="Đến hết ngày này đơn vị vẫn nhập và gửi được, dù kỳ đã khóa sổ.",
    )
    reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        days = Row(Column("due_on"), Column("closes_on"))
        self.helper.layout = Layout("seen", days, "reason")


class WithdrawalForm(forms.Form):
    """Why an extension is taken back."""

    prefix = "withdrawal"

    seen = forms.CharField(**SEEN)
    reason = reason_field()
