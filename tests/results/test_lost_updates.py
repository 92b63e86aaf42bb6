"""A hundred pairs of clerks on one row: no edit is lost, and only because of the version check."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from results.domain import figures
from results.domain.answers import Answer
from results.domain.figures import FigureConflict, save_answers
from results.models import Figure
from tests.factories import IndicatorFactory
from tests.workflows import answer_to, clerk_of, running_movement

PAIRS = 100
EACH_ADDS = (1, 1000)  # so that what one adds is never what the other one adds
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submission():
    """Open, with a count that stands at 0."""
    submission = running_movement(IndicatorFactory()).submission
    save(submission, clerk_of(submission), answer_to(figure_of(submission), part=Decimal(0)))
    return submission


def figure_of(submission) -> Figure:
    return Figure.objects.get(revision=submission.current_revision_id)


def save(submission, clerk, answer: Answer) -> None:
    save_answers(submission, [answer], by=clerk, revision_id=submission.current_revision_id)


def add(number: int, clerk, submission, both_have_read: Barrier) -> None:
    """Adds to what stands, as a person does who is told when somebody else was faster."""
    with closing(connection):
        seen = figure_of(submission)
        both_have_read.wait()
        while True:
            columns = {"part": seen.part + number}
            try:
                return save(submission, clerk, answer_to(seen, **columns))
            except FigureConflict as refusal:
                seen = refusal.figures[seen.indicator_id]


def let_pairs_add(submission) -> Decimal:
    clerks = {number: clerk_of(submission) for number in EACH_ADDS}
    for _ in range(PAIRS):
        barrier = Barrier(len(clerks))
        with ThreadPoolExecutor(max_workers=len(clerks)) as pool:
            saving = [pool.submit(add, *each, submission, barrier) for each in clerks.items()]
        for one in saving:
            one.result()
    return figure_of(submission).part


def test_no_edit_of_a_hundred_pairs_is_lost(submission):
    assert let_pairs_add(submission) == PAIRS * sum(EACH_ADDS)


def test_without_the_version_check_edits_would_be_lost(submission, monkeypatch):
    monkeypatch.setattr(figures, "_check_versions", lambda *seen: None)
    assert let_pairs_add(submission) < PAIRS * sum(EACH_ADDS)
