"""A report at a glance on the first screen: what is missing, and what the period before said."""

import pytest
from django.urls import reverse

from results.domain.glance import glance_of
from results.domain.periods import open_period
from results.enums import SubmissionState as State
from results.models import Submission
from tests.factories import IndicatorFactory
from tests.workflows import (
    accept,
    clerk_of,
    fill_in,
    reopen,
    running_movement,
    submission_at,
    submit,
)

HOME = reverse("home")
pytestmark = pytest.mark.django_db


def later(movement, submission=None) -> Submission:
    """The unit's report of a second period."""
    period = movement.later_period()
    open_period(period)
    unit = (submission or movement.submission).unit
    return Submission.objects.with_context().get(unit=unit, period=period)


def only_row(submission: Submission):
    [row] = glance_of([submission])[submission.pk]
    return row


def test_glance_puts_what_is_missing_first():
    indicators = [IndicatorFactory(ratio=True, code=f"HL.{number}") for number in (1, 2)]
    submission = running_movement(*indicators).submission
    first = submission.current_revision.figures.get(indicator=indicators[0])
    first.answer = "none_arisen"
    first.save()
    rows = glance_of([submission])[submission.pk]
    assert [(row.figure.indicator.code, row.is_missing) for row in rows] == [
        ("HL.2", True),
        ("HL.1", False),
    ]


def test_glance_shows_the_value_of_the_period_before():
    movement = running_movement()
    submission_at(State.ACCEPTED, movement)
    row = only_row(later(movement))
    assert (row.previous_text, row.is_missing) == ("95/100 (95%)", True)


def test_glance_of_a_first_period_has_a_dash():
    assert only_row(submission_at(State.OPEN)).previous_text == "–"


def test_glance_shows_what_was_accepted_until_it_is_replaced():
    movement = running_movement()
    reopened = reopen(accept(submit(fill_in(movement.submission))))
    reopened.current_revision.figures.update(part=1)
    assert only_row(later(movement)).previous_text == "95/100 (95%)"


def test_glance_leaves_out_other_units():
    movement = running_movement()
    submission_at(State.ACCEPTED, movement, unit=movement.sibling)
    assert only_row(later(movement)).previous_text == "Chưa có số liệu"


def test_home_leads_to_the_row_that_is_missing(client):
    submission = submission_at(State.OPEN)
    indicator = submission.current_revision.figures.get().indicator_id
    client.force_login(clerk_of(submission))
    address = reverse("results:enter", args=[submission.pk])
    assert f'href="{address}#row-{indicator}"' in client.get(HOME).text
    assert f'id="row-{indicator}"' in client.get(address).text


def test_home_tells_when_and_why_a_report_came_back(client):
    submission = submission_at(State.RETURNED)
    client.force_login(clerk_of(submission))
    text = " ".join(client.get(HOME).text.split())
    assert "Trả lại lúc " in text
    assert submission.current_revision.reason in text


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_as_often_for_many_rows(client, django_assert_num_queries, rows):
    movement = running_movement(*[IndicatorFactory(graded=True) for _ in range(rows)])
    submission_at(State.ACCEPTED, movement)
    submission = later(movement)
    client.force_login(clerk_of(submission))
    client.get(HOME)
    with django_assert_num_queries(9):
        client.get(HOME)
