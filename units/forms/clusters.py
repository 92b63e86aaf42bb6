"""The forms of clusters."""

from django import forms
from django.utils import timezone

from core.vietnamese.forms import DayField
from units.domain.clusters import ClusterIdentity
from units.domain.membership import (
    FIELDS_OF_PLACES,
    candidates_of,
    clusters_elsewhere,
    leads_on,
    members_on,
)
from units.enums import ClusterKind, LeadPlace
from units.forms.units import (
    RefusableForm,
    UnitChoice,
    UnitsChoice,
    column_field,
    reason_field,
)
from units.models import Cluster, Unit


class SeenClusterForm(RefusableForm):
    """Sends along the fingerprint of the cluster that the person saw."""

    seen = forms.CharField(widget=forms.HiddenInput)


class IdentityForm(RefusableForm):
    name = column_field(Cluster, "name", help_text="Ví dụ: Cụm thi đua số 1.")
    kind = forms.ChoiceField(label="Loại", choices=ClusterKind, widget=forms.RadioSelect)
    valid_from = DayField(label="Từ ngày")

    def to_identity(self) -> ClusterIdentity:
        kept = ClusterIdentity.__dataclass_fields__
        return ClusterIdentity(**{name: self.cleaned_data[name] for name in kept})


class NewClusterForm(IdentityForm):
    organiser = UnitChoice(
        label="Đơn vị tổ chức",
        empty_label="Chọn đơn vị",
        help_text="Thành viên là các đơn vị thuộc quyền của đơn vị này. Về sau không đổi được.",
    )

    field_order = ("organiser",)

    def __init__(self, data=None, *, organisers, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["organiser"].offer(organisers)


class CorrectionForm(SeenClusterForm, IdentityForm):
    reason = reason_field()


class EndForm(SeenClusterForm):
    last_day = DayField(label="Đến hết ngày")
    reason = reason_field()


class MembersForm(SeenClusterForm):
    """Whoever is in stands first: among all that can be, a few marks are not seen."""

    from_day = DayField(label="Từ ngày", initial=timezone.localdate)
    units = UnitsChoice(label="Thành viên", required=False)

    def __init__(self, data=None, *, cluster: Cluster, **kwargs):
        super().__init__(data, **kwargs)
        today = timezone.localdate()
        members = members_on(cluster, today)
        offered = {unit.pk: unit for unit in (*members, *candidates_of(cluster))}
        self.fields["units"].offer(
            list(offered.values()), remarks=clusters_elsewhere(cluster, today)
        )
        self.initial["units"] = [unit.pk for unit in members]


class LeadsForm(SeenClusterForm):
    head = UnitChoice(label="Trưởng", required=False, empty_label="Chưa có")
    first_deputy = UnitChoice(label="Phó thứ nhất", required=False, empty_label="Không có")
    second_deputy = UnitChoice(label="Phó thứ hai", required=False, empty_label="Không có")
    from_day = DayField(label="Từ ngày", initial=timezone.localdate)

    def __init__(self, data=None, *, cluster: Cluster, **kwargs):
        super().__init__(data, **kwargs)
        today = timezone.localdate()
        members = members_on(cluster, today)
        leads = leads_on(cluster, today)
        for place, name in FIELDS_OF_PLACES.items():
            self.fields[name].offer(members)
            self.initial[name] = leads[place].pk if place in leads else ""

    def to_leads(self) -> dict[LeadPlace, Unit]:
        chosen = {place: self.cleaned_data[name] for place, name in FIELDS_OF_PLACES.items()}
        return {place: unit for place, unit in chosen.items() if unit}
