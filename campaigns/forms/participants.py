"""Which units take part, chosen one by one or by their kind."""

from itertools import groupby

from django import forms

from campaigns.domain.editing.participants import candidates_of
from campaigns.enums import Tree
from campaigns.models import Campaign
from core.access.marking import what_stands
from units.enums import UnitKind
from units.models import Unit


class ParticipantsForm(forms.Form):
    trees = forms.ChoiceField(
        label="Đơn vị báo cáo cho", choices=Tree, widget=forms.RadioSelect, initial=Tree.COMMAND
    )
    units = forms.TypedMultipleChoiceField(coerce=int, required=False)
    kinds = forms.MultipleChoiceField(choices=UnitKind, required=False)

    def __init__(self, campaign: Campaign, data=None):
        super().__init__(data)
        self.campaign = campaign
        candidates = candidates_of(campaign).only("kind", "short_name", "sort_key")
        self.candidates = sorted(
            candidates, key=lambda unit: (UnitKind(unit.kind).label, unit.sort_key)
        )
        self.fields["units"].choices = lambda: [(unit.pk, str(unit)) for unit in self.candidates]
        staying = campaign.participations.filter(valid_to=None)
        self.superiors = dict(staying.values_list("unit_id", "superior__short_name"))

    def unit_ids(self) -> set[int]:
        kinds = set(self.cleaned_data["kinds"])
        of_kinds = {unit.pk for unit in self.candidates if unit.kind in kinds}
        return of_kinds | set(self.cleaned_data["units"])

    def tree(self) -> Tree:
        return Tree(self.cleaned_data["trees"])

    def show_what_stands(self) -> None:
        others = [str(unit) for unit in self.candidates if self._is_stored(unit)]
        self.add_error(None, what_stands(", ".join(others) or "chưa có đơn vị nào"))

    def groups(self):
        """The candidates by kind: each unit, its tick, and to whom it reports."""
        for kind, units in groupby(self.candidates, key=lambda unit: unit.kind):
            rows = [(unit, self._is_ticked(unit), self.superiors.get(unit.pk)) for unit in units]
            yield UnitKind(kind), rows

    def _is_ticked(self, unit: Unit) -> bool:
        if not self.is_bound:
            return self._is_stored(unit)
        return str(unit.pk) in self.data.getlist("units") or unit.kind in self.data.getlist("kinds")

    def _is_stored(self, unit: Unit) -> bool:
        return unit.pk in self.superiors
