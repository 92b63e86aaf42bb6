"""What superiors adjusted in the totals of a report, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain.collect import Collected
from reports.domain.names import name_on
from results.domain.wording import told


@dataclass(frozen=True, slots=True)
class AdjustedTotal:
    """What a superior changed in a total, in words: "Quân số tham gia tăng 2", and why."""

    indicator: str
    unit: str
    period: str
    change: str
    reason: str


def adjusted_totals(collected: Collected) -> Iterator[AdjustedTotal]:
    day = collected.submission.period.due_on
    for one, change in told(collected.adjustments):
        submission = one.revision.submission
        name = name_on(submission.unit, day)
        yield AdjustedTotal(one.indicator.name, name, submission.period.label, change, one.reason)
