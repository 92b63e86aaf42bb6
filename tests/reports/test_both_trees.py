"""Every measure, whoever was accepted: the province adds up to the same in the old and new tree.

Old: the units that were there when a period opened, under their superiors of that day. New: the
units that are there today, each with the figures of those whose one successor it is; what a
divided unit said belongs to none of its successors and stands by itself. Both by the
administrative tree and by that of the command.
"""

from collections import defaultdict
from dataclasses import replace
from random import Random

import pytest
from django.db.models import F
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.enums import CombinationRule as Combine
from reports.domain.collect import collect
from reports.domain.table import rules_of
from reports.domain.totals import derived_to_date, spans_of, taken_over, total_of
from results.arithmetic.tally import MISSING, Tally, roll_up
from results.domain.periods import open_period
from results.domain.rollup import subtree_coverage, subtree_tallies
from results.domain.rollup_keeping import rebuild
from results.domain.tallies import tally_of
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Figure, Revision, Submission
from tests.factories import IndicatorFactory
from tests.reports.test_reorganisation import COMMUNES, Commune, ReorganisedProvince, forgotten
from tests.results.test_rollup_agrees import lay
from units.enums import UnitKind

KINDS = [AnswerKind.VALUE] * 3 + [AnswerKind.NONE_ARISEN, AnswerKind.REPORTED_SEPARATELY]


def indicators_of_every_measure() -> list:
    latest = {"part_rule": Combine.LATEST}
    return [
        IndicatorFactory(),
        IndicatorFactory(**latest),
        IndicatorFactory(ratio=True),
        IndicatorFactory(ratio=True, whole_rule=Combine.LATEST),
        IndicatorFactory(ratio=True, whole_rule=Combine.ONCE, **latest),
        IndicatorFactory(graded=True),
        IndicatorFactory(graded=True, **latest),
        IndicatorFactory(grade=True),
        IndicatorFactory(done=True),
        IndicatorFactory(percentage=True),
    ]


class MeasuredProvince(ReorganisedProvince):
    """Whose communes answer by chance, the same in both campaigns, and are accepted by chance."""

    def __init__(self, communes: list[Commune], chance: Random):
        super().__init__(communes, *indicators_of_every_measure())
        self.chance = chance
        self.said: dict = {}  # by ordinal, unit and indicator, what was accepted
        for ordinal in (1, 2):
            self.collect_period(ordinal)
            if ordinal == 1:
                self.reorganise(communes)

    def collect_period(self, ordinal: int) -> None:
        for campaign in self.campaigns:
            period = campaign.periods.get(ordinal=ordinal)
            open_period(period)
            for submission in period.submissions.filter(unit__kind=UnitKind.COMMUNE).order_by("pk"):
                self.answer(submission, ordinal)
            rebuild(period)  # what was accepted around the verbs

    def answer(self, submission: Submission, ordinal: int) -> None:
        figures = list(submission.current_revision.figures.select_related("indicator__scale"))
        key = ordinal, submission.unit_id
        if key not in self.said:
            answers = [self.by_chance() for _ in figures]
            self.said[key] = answers if self.chance.random() < 0.8 else []
        for figure, answer in zip(figures, self.said[key], strict=False):
            lay(figure, *answer)
        if self.said[key]:
            accept_around_the_verbs(submission, by=self.by)

    def by_chance(self) -> tuple:
        amount = self.chance.randint
        return self.chance.choice(KINDS), amount(0, 999), amount(0, 999), amount(0, 1) == 1


def accept_around_the_verbs(submission: Submission, *, by) -> None:
    """They are tested elsewhere, and here there are many."""
    revision = Revision.objects.filter(pk=submission.current_revision_id)
    for decision in ("submitted", "accepted"):
        revision.update(**{f"{decision}_at": timezone.now(), f"{decision}_by": by})
    Submission.objects.filter(pk=submission.pk).update(
        state=State.ACCEPTED, accepted_revision=F("current_revision")
    )


def stated(submission: Submission) -> dict[int, Tally]:
    """What one submission says, by indicator; what is not accepted is missing."""
    accepted = submission.accepted_revision_id
    figures = Figure.objects.filter(revision=accepted or submission.current_revision_id)
    return {
        figure.indicator_id: replace(tally_of(figure), percent=None)
        if accepted
        else Tally(coverage=MISSING)
        for figure in figures
    }


def added(*parts: dict[int, Tally]) -> dict[int, Tally]:
    sums: dict[int, Tally] = defaultdict(Tally)
    for part in parts:
        for indicator, tally in part.items():
            sums[indicator] += tally
    return dict(sums)


def climb(submission: Submission) -> dict[int, Tally]:
    """Up the tree of the day on which the period opened: the own figures and those below."""
    below = Submission.objects.filter(period=submission.period_id, superior=submission.unit_id)
    return added(stated(submission), *map(climb, below))


def plain(campaign, ordinal: int) -> dict[int, Tally]:
    """Every submission of the period once, whoever made it and wherever it stands."""
    return added(*map(stated, campaign.submissions.filter(period__ordinal=ordinal)))


def by_successor(histories, heirs, ordinal: int) -> Tally:
    """One indicator in one period by the units of today: first each of them, then all."""
    taken = taken_over(histories, heirs)
    today: dict = defaultdict(Tally)
    for unit, history in histories.items():
        told = history.get(ordinal, Tally())
        today[taken.get(unit, unit)] += replace(told, percent=None)
    return roll_up(today.values())


def year_by_successor(histories, heirs, rules) -> Tally:
    """One indicator to date by the units of today, and divided units by themselves."""
    taken = taken_over(histories, heirs)
    lines = derived_to_date(histories, rules, 2, taken)
    alone = {unit for unit in histories if unit not in taken and unit not in lines}
    divided = {unit for unit in alone if heirs.get(unit)}
    own = [spans_of(histories[unit], rules, 2).to_date for unit in alone - divided]
    left = [
        left_to(histories[unit], [histories[h] for h in heirs[unit]], rules) for unit in divided
    ]
    return roll_up([*lines.values(), *own, *left])


def left_to(history, those_after, rules) -> Tally:
    """What a divided unit said and no successor states anew: all that adds up, and the rest."""
    to_date = spans_of(history, rules, 2).to_date
    after = [each[2] for each in those_after if 2 in each]
    if rules.part != Combine.ADDS and any(
        each.has_grades or each.part is not None for each in after
    ):
        to_date = replace(to_date, part=None, grades=Tally().grades)
    if rules.whole != Combine.ADDS and any(each.whole is not None for each in after):
        to_date = replace(to_date, whole=None)
    return to_date


def columns(tally: Tally) -> tuple:
    return tally.part, tally.whole, tally.grades


@pytest.mark.django_db
@settings(max_examples=4, deadline=None)
@given(COMMUNES, st.randoms(use_true_random=False))
def test_every_measure_adds_up_to_the_same_in_both_trees(communes, chance):
    with forgotten():
        province = MeasuredProvince(communes, chance)
        sums = {}
        for campaign in province.campaigns:
            for ordinal in (1, 2):
                root = province.root_of(campaign, ordinal)
                sums.setdefault(ordinal, []).append(plain(campaign, ordinal))
                assert climb(root) == plain(campaign, ordinal)
                check_kept_sums(root)
        assert [one == other for one, other in sums.values()] == [True, True]
        for campaign in province.campaigns:
            check_by_successor(province, campaign)


def check_kept_sums(root: Submission) -> None:
    """At the province, and at every unit that was between it and its communes."""
    for submission in Submission.objects.filter(period=root.period_id):
        climbed = climb(submission)
        kept, covered = subtree_tallies(submission), subtree_coverage(submission)
        assert {pk: columns(one) for pk, one in kept.items()} == {
            pk: columns(one) for pk, one in climbed.items() if one.coverage.reported
        }
        assert {pk: (one.asked, one.accepted) for pk, one in covered.items()} == {
            pk: (one.coverage.asked, one.coverage.reported) for pk, one in climbed.items()
        }


def check_by_successor(province: MeasuredProvince, campaign) -> None:
    if not any(province.said[key] for key in province.said if key[0] == 2):
        return  # nothing to report on
    collected = collect(province.root_of(campaign, 2))
    for indicator in province.indicators:
        histories, rules = collected.histories[indicator.pk], rules_of(indicator)
        for ordinal in (1, 2):
            told = by_successor(histories, collected.heirs, ordinal)
            assert told == plain(campaign, ordinal).get(indicator.pk, Tally())
        to_date = total_of(histories, rules, 2, collected.heirs).to_date
        assert columns(year_by_successor(histories, collected.heirs, rules)) == columns(to_date)
