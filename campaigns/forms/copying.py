"""What is new in a campaign that is drafted from another."""

from django import forms
from django.utils import timezone

from accounts.enums import Role
from campaigns.domain.calendar import same_day
from campaigns.domain.editing.copying import Successor, draft_lower, draft_next
from campaigns.models import Campaign
from core.vietnamese.forms import DayField, NfcCharField
from units.models import Unit

NEXT, LOWER = "next", "lower"
WAYS = {NEXT: draft_next, LOWER: draft_lower}


class CopyForm(forms.Form):
    way = forms.ChoiceField(
        label="Lập",
        choices=[
            (NEXT, "Phong trào năm sau: giữ nội dung, chỉ tiêu, đơn vị; ngày dời theo năm"),
            (LOWER, "Phong trào cấp dưới: thực hiện và viện dẫn phong trào này"),
        ],
        widget=forms.RadioSelect,
    )
    name = NfcCharField(label="Tên phong trào", max_length=300)
    theme = NfcCharField(label="Chủ đề", max_length=300, required=False)
    starts_on = DayField(label="Từ ngày")
    managing_unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị quản lý")

    def __init__(self, source: Campaign, data=None, *, by):
        super().__init__(data, initial=_initial(source, by))
        self.fields["managing_unit"].queryset = _managing_units(by)

    def draft(self, source: Campaign, *, by) -> Campaign:
        given = {name: value for name, value in self.cleaned_data.items() if name != "way"}
        return WAYS[self.cleaned_data["way"]](source, Successor(**given), by=by)


def _managing_units(by):
    kept = by.unit_ids_as([Role.CAMPAIGN_OFFICER])
    return Unit.objects.filter(pk__in=kept).lasting(timezone.localdate())


def _initial(source: Campaign, by) -> dict:
    is_own = source.managing_unit_id in by.unit_ids_as([Role.CAMPAIGN_OFFICER])
    offered = [unit.pk for unit in _managing_units(by)]
    is_offered = source.managing_unit_id in offered
    years = 1 if is_own else 0
    year = source.starts_on.year
    return {
        "way": NEXT if is_own else LOWER,
        "name": source.name.replace(str(year), str(year + years)),
        "starts_on": same_day(source.starts_on, years),
        "managing_unit": source.managing_unit_id if is_offered else next(iter(offered), None),
    }
