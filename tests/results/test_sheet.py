"""What stands beside a unit's figure: its targets, and what the unit was given to reach."""

import pytest

from results.domain.sheet import entry_sheet_of, sheet_of
from tests.factories import IndicatorFactory, QuotaFactory
from tests.workflows import running_movement

pytestmark = pytest.mark.django_db


def targets_beside(submission) -> list[str]:
    sections = sheet_of(submission, submission.current_revision)
    lines = [line for section in sections for row in section.rows for line in row.lines]
    return [line.target.code for line in lines]


@pytest.fixture
def movement():
    indicator = IndicatorFactory(ratio=True)
    movement = running_movement(indicator, indicator)
    for number, target in enumerate(movement.campaign.targets.all(), start=1):
        target.code = f"T{number}"
        target.save()
    return movement


def test_sheet_shows_all_targets_that_ask_the_unit(movement):
    assert targets_beside(movement.submission) == ["T1", "T2"]


def test_sheet_leaves_out_a_target_that_names_other_units(movement):
    movement.campaign.targets.get(code="T2").reporting_units.add(movement.sibling)

    assert targets_beside(movement.submission) == ["T1"]


def test_sheet_keeps_a_figure_that_is_asked_of_others_by_now(movement):
    for target in movement.campaign.targets.all():
        target.reporting_units.add(movement.sibling)

    assert targets_beside(movement.submission) == ["T1", "T2"]


@pytest.mark.parametrize(("is_given", "text"), [(True, "1.200"), (False, "chưa giao")])
def test_sheet_to_enter_into_shows_the_present_quota(is_given, text):
    indicator = IndicatorFactory(quota=True)
    movement = running_movement(indicator)
    unit = movement.unit if is_given else movement.sibling
    QuotaFactory(campaign=movement.campaign, unit=unit, indicator=indicator, value=1200)

    [section] = entry_sheet_of(movement.submission)

    assert [row.quota_text for row in section.rows] == [text]
