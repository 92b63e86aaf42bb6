"""What a year's file tells about units, submissions and figures."""

from demo.figures import Circumstances, ordinary_figure
from results.models import Submission

IN_TIME = {"course": "accepted"}
NARRATIVE = ("strengths", "shortcomings", "causes", "proposals")


class Script:
    """The invented year of one place, looked up by the codes of units and ordinals of periods."""

    def __init__(self, year: dict):
        rows = [*year["participants"], *year.get("heirs", [])]
        self.participants = {row["unit"]: row for row in rows}
        self._courses = _keyed(year["courses"], "unit", "period")
        self._figures = _keyed(year["figures"], "unit", "period", "indicator")
        self._narratives = _keyed(year["narratives"], "unit", "period")

    def course_of(self, unit: str, period: int) -> dict:
        return self._courses.get((unit, period), IN_TIME)

    def narrative_of(self, unit: str, period: int) -> dict[str, str]:
        told = self._narratives.get((unit, period), {})
        return {name: told[name] for name in NARRATIVE if name in told}

    def quotas(self) -> dict[str, dict[str, int]]:
        """What every unit was given, by indicator and unit."""
        quotas: dict[str, dict[str, int]] = {}
        for unit, row in self.participants.items():
            for indicator, value in row.get("quotas", {}).items():
                quotas.setdefault(indicator, {})[unit] = value
        return quotas

    def figure_of(self, submission: Submission, indicator: str) -> dict:
        """What the unit answers for the indicator: as told, otherwise as usual."""
        key = (submission.unit.code, submission.period.ordinal, indicator)
        return self._figures.get(key) or ordinary_figure(
            indicator, self._circumstances(submission, indicator)
        )

    def _circumstances(self, submission: Submission, indicator: str) -> Circumstances:
        participant = self.participants[submission.unit.code]
        return Circumstances(
            unit=submission.unit.code,
            size=participant.get("size", 0),
            quota=participant.get("quotas", {}).get(indicator, 0),
            ordinal=submission.period.ordinal,
            starts_on=submission.campaign.starts_on,
            data_to=submission.period.data_to,
        )


def _keyed(rows: list[dict], *names: str) -> dict[tuple, dict]:
    return {tuple(row[name] for name in names): row for row in rows}
