"""Whatever is accepted, reopened and accepted anew, the kept sums are those of the figures."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from operator import add

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st

from results.arithmetic.tally import Tally
from results.domain.rollup import Covered, subtree_coverage, subtree_tallies
from results.domain.rollup_keeping import harmed_roll_ups
from results.domain.tallies import tally_of
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Figure, Submission
from tests.factories import IndicatorFactory
from tests.workflows import Movement, accept, reopen, running_movement, send_back, submit

MEASURES = ("ratio", "graded", "grade", "done", "percentage", "")  # "" is a count
UNITS = ("root", "superior", "unit", "sibling", "subordinate")
AMOUNTS = st.integers(min_value=0, max_value=10**11)
ANSWERS = st.sampled_from(
    [AnswerKind.VALUE, AnswerKind.VALUE, AnswerKind.NONE_ARISEN, AnswerKind.REPORTED_SEPARATELY]
)
STATEMENTS = st.lists(
    st.tuples(ANSWERS, AMOUNTS, AMOUNTS, st.booleans()),
    min_size=len(MEASURES),
    max_size=len(MEASURES),
)
# Which unit has its turn, whether what it sent is accepted or handed back, and what it says.
TURNS = st.lists(
    st.tuples(st.sampled_from(UNITS), st.booleans(), STATEMENTS), min_size=1, max_size=8
)


def lay(figure: Figure, kind: str, one: int, other: int, is_estimate: bool) -> None:
    """In the columns that the measure has, as entering leaves them."""
    figure.answer = kind
    figure.is_estimate = is_estimate and kind == AnswerKind.VALUE
    indicator = figure.indicator
    columns: dict = {"part": one}
    if indicator.percentages_only:
        columns = {"percent": one % 101}
    elif indicator.measure == "ratio":
        columns = {"part": min(one, other), "whole": max(one, other)}
    elif indicator.measure == "graded":
        columns = {"g1": one, "g2": other}
    elif indicator.measure == "grade":
        columns = {f"g{1 + one % 4}": 1}
    elif indicator.measure == "done":
        columns = {"part": one % 2, "whole": 1}
    if kind != AnswerKind.VALUE:
        columns = dict.fromkeys(columns)
    for name in ("part", "whole", "g1", "g2", "g3", "g4", "percent"):
        value = columns.get(name)
        setattr(figure, name, None if value is None else Decimal(value))
    figure.save()


def state(submission: Submission, statements) -> None:
    figures = submission.current_revision.figures.select_related("indicator__scale")
    for figure, statement in zip(figures.order_by("pk"), statements, strict=True):
        lay(figure, *statement)


def take_turn(movement: Movement, unit: str, is_accepted: bool, statements) -> None:
    """The unit states its figures once more, and they are judged."""
    submission = movement.submission_of(getattr(movement, unit))
    if submission.state == State.ACCEPTED:
        submission = reopen(submission)
    state(submission, statements)
    sent = submit(submission)
    if is_accepted:
        accept(sent)
    else:
        send_back(sent)


def counted_figures(submission: Submission) -> list[Figure]:
    """Of the unit and all under it, each with whether it was accepted."""
    under = Submission.objects.under(submission.unit, submission.period)
    figures = Figure.objects.counted().filter(revision__submission__in=under)
    return list(figures.annotate(accepted_id=F("revision__submission__accepted_revision")))


def plain_tallies(submission: Submission) -> dict[int, Tally]:
    """The same straight from the figures."""
    tallies: dict[int, Tally] = defaultdict(Tally)
    for figure in counted_figures(submission):
        if figure.accepted_id:
            tallies[figure.indicator_id] += replace(tally_of(figure), percent=None)
    return tallies


def plain_coverage(submission: Submission) -> dict[int, Covered]:
    numbers: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for figure in counted_figures(submission):
        accepted = bool(figure.accepted_id)
        one = (1, accepted, accepted and figure.is_estimate)
        numbers[figure.indicator_id] = list(map(add, numbers[figure.indicator_id], one))
    return {indicator: Covered(*each) for indicator, each in numbers.items()}


@pytest.mark.django_db
@settings(max_examples=12, deadline=None)
@given(TURNS)
def test_sums_are_those_of_the_figures_whatever_was_accepted(turns):
    with transaction.atomic():
        indicators = [
            IndicatorFactory(**{measure: True} if measure else {}) for measure in MEASURES
        ]
        movement = running_movement(*indicators)
        for turn in turns:
            take_turn(movement, *turn)
        for unit in UNITS:
            submission = movement.submission_of(getattr(movement, unit))
            assert subtree_tallies(submission) == plain_tallies(submission)
            assert subtree_coverage(submission) == plain_coverage(submission)
        assert list(harmed_roll_ups()) == []
        transaction.set_rollback(True)
