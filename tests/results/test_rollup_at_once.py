"""Acceptances at once: no sum loses one, none ends in a deadlock, and only because of the lock."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from results.domain import rollup_keeping
from results.domain.rollup import subtree_tallies
from results.domain.rollup_keeping import harmed_roll_ups, rebuild
from results.domain.submissions import accept_submission
from results.enums import SubmissionState as State
from results.models import Figure, RollUp, Submission
from tests.factories import IndicatorFactory
from tests.refusals import wait_until_blocked
from tests.workflows import accept, reviewer_of, running_movement, submission_at

INDICATORS = 8
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def movement():
    return running_movement(*IndicatorFactory.create_batch(INDICATORS))


@pytest.fixture
def sent(movement) -> list[Submission]:
    """Four reports under one superior, each with the person who may accept it."""
    units = (movement.superior, movement.unit, movement.sibling, movement.subordinate)
    submissions = [submission_at(State.SUBMITTED, movement, unit=unit) for unit in units]
    for submission in submissions:
        submission.reviewer = reviewer_of(submission)
    return submissions


@pytest.fixture
def without_lock(monkeypatch):
    monkeypatch.setattr(rollup_keeping, "hold", lambda period_id: None)


def accept_together(submission: Submission, all_are_here: Barrier) -> None:
    with closing(connection):
        all_are_here.wait()
        revision_id = submission.current_revision_id
        accept_submission(submission, by=submission.reviewer, revision_id=revision_id)


def accept_all_at_once(submissions) -> None:
    barrier = Barrier(len(submissions))
    with ThreadPoolExecutor(max_workers=len(submissions)) as pool:
        for done in [pool.submit(accept_together, one, barrier) for one in submissions]:
            done.result(timeout=30)


def stated_at_the_root(movement) -> list:
    root = movement.submission_of(movement.root)
    return [tally.part for tally in subtree_tallies(root).values()]


def test_acceptances_at_once_are_all_counted(movement, sent):
    accept_all_at_once(sent)
    figures = Figure.objects.filter(revision__accepted_for__isnull=False)
    each = figures.values_list("indicator").annotate(sum=Sum("part")).order_by("indicator")
    assert sorted(stated_at_the_root(movement)) == sorted(total for _, total in each)
    assert list(harmed_roll_ups()) == []


def read_and_write(submission, *, replaced_id):
    """As one would without the database: read the sums, add to them, write them."""
    figures = dict(submission.current_revision.figures.values_list("indicator", "part"))
    rows = list(RollUp.objects.filter(period=submission.period_id, unit__in=submission.lineage))
    read_and_write.barrier.wait()
    for row in rows:
        row.part += figures[row.indicator_id]
        row.parts, row.valued = row.parts + 1, row.valued + 1
    for row in sorted(rows, key=lambda row: row.pk):
        row.save(update_fields=["part", "parts", "valued"])


def test_sums_that_are_read_and_written_would_lose_one(movement, sent, monkeypatch):
    pair = sent[1:3]
    read_and_write.barrier = Barrier(len(pair))
    monkeypatch.setattr("results.domain.submissions.count_acceptance", read_and_write)
    accept_all_at_once(pair)
    assert {harm.unit for harm in harmed_roll_ups()} == {str(movement.root), str(movement.superior)}


def test_acceptances_that_cross_one_another_wait_and_do_not_block(sent, elsewhere):
    """One transaction accepts above and below what the other accepts between the two."""
    _, unit, sibling, subordinate = sent
    with transaction.atomic():
        accept(sibling, by=sibling.reviewer)
        other = elsewhere(accept, subordinate, by=subordinate.reviewer)
        wait_until_blocked()
        accept(unit, by=unit.reviewer)
    assert other.result(timeout=30).state == State.ACCEPTED
    assert list(harmed_roll_ups()) == []


def rebuild_beside_an_acceptance(movement, submission, elsewhere) -> None:
    with transaction.atomic():
        rebuild(movement.period)
        accepting = elsewhere(accept, submission, by=submission.reviewer)
        wait_until_blocked()
    assert accepting.result(timeout=30).state == State.ACCEPTED


def test_rebuilding_misses_no_acceptance(movement, sent, elsewhere):
    rebuild_beside_an_acceptance(movement, sent[1], elsewhere)
    assert list(harmed_roll_ups()) == []


def test_without_the_lock_a_rebuilding_would_miss_one(movement, sent, elsewhere, without_lock):
    rebuild_beside_an_acceptance(movement, sent[1], elsewhere)
    above = (movement.root, movement.superior, movement.unit)
    assert {harm.unit for harm in harmed_roll_ups()} == {str(unit) for unit in above}
