"""The page of a successor: what its predecessors said, marked as theirs, and nothing divided."""

from datetime import date

import pytest
from django.urls import reverse

from results.domain.periods import open_period
from results.domain.sheet import sheet_of
from results.enums import SubmissionState as State
from tests.factories import IndicatorFactory, PeriodFactory, SuccessionFactory
from tests.workflows import clerk_of, running_movement, submission_at
from units.models import Unit

pytestmark = pytest.mark.django_db
LAST_DAY, NEXT_DAY = date(2026, 3, 31), date(2026, 4, 1)


@pytest.fixture
def movement():
    """Two siblings and one below them state a count of 3 in the first period."""
    movement = running_movement(IndicatorFactory(counted_in="buổi"))
    for unit in (movement.unit, movement.sibling, movement.subordinate):
        submission_at(State.ACCEPTED, movement, unit=unit)
    return movement


def end(unit, *successors):
    Unit.objects.filter(pk=unit.pk).update(valid_to=LAST_DAY)
    unit.participations.update(valid_to=LAST_DAY)
    for successor in successors:
        SuccessionFactory(predecessor=unit, successor=successor, effective_on=NEXT_DAY)


def next_of(movement, unit):
    """The unit's submission in the next period."""
    ordinal = movement.period.ordinal + 1
    movement.period = PeriodFactory(campaign=movement.campaign, ordinal=ordinal)
    movement.campaign.targets.get().asked_in.add(movement.period)
    open_period(movement.period)
    return movement.submission_of(unit)


def row_of(submission):
    [section] = sheet_of(submission, submission.current_revision)
    return section.rows[0]


def page_of(client, name, submission) -> str:
    client.force_login(clerk_of(submission))
    page = client.get(reverse(f"results:{name}", args=[submission.pk])).content.decode()
    return " ".join(page.split())


def test_row_of_a_successor_tells_what_each_predecessor_said(movement):
    end(movement.sibling, movement.unit)
    row = row_of(next_of(movement, movement.unit))
    assert row.inherited_texts == [(movement.sibling, "3 buổi")]
    assert (row.previous_text, row.is_derived) == ("3 buổi", True)


def test_row_of_a_unit_without_predecessors_is_its_own(movement):
    row = row_of(next_of(movement, movement.unit))
    assert (row.inherited_texts, row.is_derived) == ([], False)


def test_row_after_another_period_tells_its_own_and_stays_derived(movement):
    end(movement.sibling, movement.unit)
    next_of(movement, movement.unit)
    submission_at(State.ACCEPTED, movement, unit=movement.unit)
    row = row_of(next_of(movement, movement.unit))
    assert (row.inherited_texts, row.is_derived) == ([], True)


@pytest.mark.parametrize("name", ["submission", "enter"])
def test_page_of_a_successor_marks_what_is_derived(client, movement, name):
    end(movement.sibling, movement.unit)
    page = page_of(client, name, next_of(movement, movement.unit))
    assert f"{movement.sibling} (đơn vị tiền thân): 3 buổi" in page
    assert "Tổng hợp cả từ đơn vị tiền thân" in page


@pytest.mark.parametrize("name", ["submission", "enter"])
def test_page_of_one_of_several_successors_says_that_nothing_is_divided(client, movement, name):
    end(movement.sibling, movement.unit, movement.superior)
    submission = next_of(movement, movement.unit)
    page = page_of(client, name, submission)
    assert f"Đơn vị kế thừa một phần của {movement.sibling}." in page
    assert row_of(submission).is_derived is False


@pytest.mark.parametrize("name", ["submission", "enter"])
def test_page_of_a_sole_successor_tells_of_no_division(client, movement, name):
    end(movement.sibling, movement.unit)
    assert "kế thừa một phần" not in page_of(client, name, next_of(movement, movement.unit))


def test_division_before_the_campaign_is_no_matter_of_its_pages(movement):
    end(movement.sibling, movement.unit, movement.superior)
    movement.campaign.starts_on = NEXT_DAY
    movement.campaign.save(update_fields=["starts_on"])
    assert next_of(movement, movement.unit).divided == []
