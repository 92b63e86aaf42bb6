"""Which target is shown over all units, and in which period; both stand in the address."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django import forms

from campaigns.models import Period, Target
from results.domain.columns import Limits, first_to_show, with_figures
from results.models import Figure


class ByTargetForm(forms.Form):
    """Without a choice, the first period, and in it the first target with something to look at.

    So gives way a target that is not asked in the chosen period.
    """

    period = forms.ChoiceField(label="Phong trào, kỳ")
    target = forms.ChoiceField(label="Chỉ tiêu thi đua")

    def __init__(self, query, *, periods: Sequence[Period], by, limits: Limits):
        """`periods` are those to choose from, read with their campaigns and kept together.

        `limits` are what the person judges, as limits_of() says.
        """
        super().__init__(query.copy())
        self._periods = {str(period.pk): period for period in periods}
        self.fields["period"].choices = [
            (campaign.name, [(str(period.pk), period.label) for period in each])
            for campaign, each in groupby(periods, key=lambda period: period.campaign)
        ]
        self._choose("period", self._periods, next(iter(self._periods), ""))
        self.targets = self._targets(by)
        self._by_key = {str(target.pk): target for target in self.targets}
        self.fields["target"].choices = [
            (key, f"{target.code}. {target.title}") for key, target in self._by_key.items()
        ]
        first = first_to_show(self.targets, limits)
        self._choose("target", self._by_key, str(first.pk) if first else "")

    def _choose(self, name: str, offered: dict, otherwise: str) -> None:
        if self.data.get(name) not in offered:
            self.data[name] = otherwise

    def _targets(self, by) -> list[Target]:
        period = self._periods.get(self.data.get("period"))
        if period is None:
            return []
        asked = period.targets.with_reporter_keys().order_by("ordinal")
        rows = with_figures(asked, period, by=by)
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


class ColumnForm(forms.Form):
    """Which rows of the target are confirmed; what went on meanwhile is among them still."""

    chosen = forms.TypedMultipleChoiceField(
        error_messages={
            "required": "Hãy chọn ít nhất một đơn vị.",
            "invalid_choice": "Có dòng không còn ở chỉ tiêu này. Hãy xem lại rồi chọn.",
        },
    )

    def __init__(self, data, *, figures: Iterable[Figure]):
        super().__init__(data)
        by_key = {str(figure.pk): figure for figure in figures}
        self.fields["chosen"].choices = [(key, key) for key in by_key]
        self.fields["chosen"].coerce = by_key.get

    def clean_chosen(self) -> list[Figure]:
        return list(dict.fromkeys(self.cleaned_data["chosen"]))
