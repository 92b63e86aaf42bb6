"""Which target is shown over all units, and in which period; both stand in the address."""

from collections.abc import Sequence
from itertools import groupby

from django import forms

from campaigns.enums import Measure
from campaigns.models import Period, Target


class ByTargetForm(forms.Form):
    """Without a choice, the first period and its first target that can be compared.

    So gives way a target that is not asked in the chosen period.
    """

    period = forms.ChoiceField(label="Phong trào, kỳ")
    target = forms.ChoiceField(label="Chỉ tiêu thi đua")

    def __init__(self, query, *, periods: Sequence[Period]):
        """`periods` are those to choose from, read with their campaigns and kept together."""
        super().__init__(query.copy())
        self._periods = {str(period.pk): period for period in periods}
        self.fields["period"].choices = [
            (campaign.name, [(str(period.pk), period.label) for period in each])
            for campaign, each in groupby(periods, key=lambda period: period.campaign)
        ]
        self._choose("period", self._periods, next(iter(self._periods), ""))
        self.targets = self._targets()
        self._by_key = {str(target.pk): target for target in self.targets}
        self.fields["target"].choices = [
            (key, f"{target.code}. {target.title}") for key, target in self._by_key.items()
        ]
        comparable = [
            key
            for key, target in self._by_key.items()
            if target.indicator.measure != Measure.STATEMENT
        ]
        self._choose("target", self._by_key, next(iter([*comparable, *self._by_key]), ""))

    def _choose(self, name: str, offered: dict, otherwise: str) -> None:
        if self.data.get(name) not in offered:
            self.data[name] = otherwise

    def _targets(self) -> list[Target]:
        period = self._periods.get(self.data.get("period"))
        if period is None:
            return []
        rows = period.targets.with_reporter_keys().order_by("ordinal")
        return list(rows.select_related("area", "indicator__scale", "judged_from"))

    def clean_period(self) -> Period:
        return self._periods[self.cleaned_data["period"]]

    def clean_target(self) -> Target:
        return self._by_key[self.cleaned_data["target"]]

    @property
    def alike(self) -> list[Target]:
        """The period's targets of the chosen one's indicator."""
        indicator_id = self.cleaned_data["target"].indicator_id
        return [target for target in self.targets if target.indicator_id == indicator_id]
