"""How far a report has come: how many of its rows have an answer."""

from collections import Counter
from dataclasses import dataclass

from results.domain.asked import own_targets
from results.enums import UNANSWERED
from results.models import Submission


@dataclass(frozen=True)
class Progress:
    """Of a content area, or of the whole sheet."""

    answered: int
    asked: int

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(self.answered + other.answered, self.asked + other.asked)

    @property
    def is_complete(self) -> bool:
        return self.answered == self.asked


NOTHING = Progress(0, 0)


def progress_by_area(submission: Submission) -> dict[int, Progress]:
    """Of the present revision, without reading the sheet. Two queries."""
    areas = _area_by_indicator(submission)
    answers = submission.current_revision.figures.order_by().values_list("indicator", "answer")
    rows = [(areas[indicator], answer) for indicator, answer in answers if indicator in areas]
    asked = Counter(area for area, _ in rows)
    answered = Counter(area for area, answer in rows if answer not in UNANSWERED)
    return {area: Progress(answered[area], number) for area, number in asked.items()}


def _area_by_indicator(submission: Submission) -> dict[int, int]:
    """The area in whose section an indicator stands: that of the first target it answers to."""
    names = ("pk", "indicator_id", "area_id", "reporting_kinds", "named_unit_ids")
    targets = submission.period.targets.with_reporter_keys().order_by("area__ordinal", "ordinal")
    asked: dict[int, list] = {}
    for target in targets.values_list(*names, named=True):
        asked.setdefault(target.indicator_id, []).append(target)
    return {key: own[0].area_id for key, own in own_targets(asked, submission.unit).items()}
