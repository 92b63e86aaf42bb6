"""The forms of collecting reports: what the board shows, and more time for a unit."""

from collections.abc import Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from campaigns.models import Campaign
from core.vietnamese.forms import DayField, NfcCharField
from results.domain.board import EXTENDED
from results.enums import Standing
from units.choices import ending_label, lasting_first
from units.enums import UnitKind
from units.models import Cluster

SEEN = {"widget": forms.HiddenInput}


class BoardForm(forms.Form):
    """Which campaign the board is of, and which of its units; all of it stands in the address."""

    campaign = forms.ChoiceField(label="Phong trào")
    cluster = forms.ChoiceField(label="Cụm, khối thi đua", required=False)
    kind = forms.ChoiceField(
        label="Loại đơn vị", choices=[("", "Tất cả"), *UnitKind.choices], required=False
    )
    state = forms.ChoiceField(
        label="Có báo cáo",
        choices=[("", "Tất cả"), *Standing.choices, (EXTENDED, "Được gia hạn")],
        required=False,
    )

    def __init__(self, query, *, campaigns: Sequence[Campaign], by):
        """`campaigns` are those to choose from; the first is shown where none is chosen."""
        data = query.copy()
        if campaigns:
            data.setdefault("campaign", str(campaigns[0].pk))
        super().__init__(data)
        self._campaigns = {str(campaign.pk): campaign for campaign in campaigns}
        self.fields["campaign"].choices = [(key, str(one)) for key, one in self._campaigns.items()]
        clusters = lasting_first(Cluster.objects.visible_to(by).only("name", "valid_to"))
        self._clusters = {str(cluster.pk): cluster for cluster in clusters}
        labels = [(key, ending_label(one)) for key, one in self._clusters.items()]
        self.fields["cluster"].choices = [("", "Tất cả"), *labels]

    def clean_campaign(self) -> Campaign:
        return self._campaigns[self.cleaned_data["campaign"]]

    def clean_cluster(self) -> Cluster | None:
        return self._clusters.get(self.cleaned_data["cluster"])


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


class CallForm(forms.Form):
    """What was said on the telephone."""

    note = NfcCharField(
        label="Nội dung trao đổi",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: hẹn gửi trong ngày mai; chờ thủ trưởng ký.",
    )
