"""Bars along the days: what lies where, and what is left out."""

from datetime import date

import pytest

from campaigns.domain.timeline import WIDTH, timeline_of
from tests.factories import CampaignFactory, PeriodFactory, PhaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))


def bars(campaign, kind):
    return [bar for bar in timeline_of(campaign).bars if bar.kind == kind]


def test_nothing_planned_has_no_timeline(campaign):
    assert timeline_of(campaign) is None


def test_phases_meet_in_the_middle_of_the_year(campaign):
    PhaseFactory(campaign=campaign)
    PhaseFactory(
        campaign=campaign, ordinal=2, starts_on=date(2026, 7, 1), ends_on=date(2026, 12, 31)
    )

    one, two = bars(campaign, "phase")

    assert (one.left, two.left + two.width) == (0, WIDTH)
    assert one.left + one.width == two.left == round(181 * WIDTH / 365)


def test_a_window_before_the_campaign_widens_the_strip(campaign):
    PeriodFactory(
        campaign=campaign,
        data_from=date(2025, 12, 15),
        data_to=date(2026, 3, 14),
        due_on=date(2026, 3, 25),
    )

    (data,) = bars(campaign, "data")

    assert data.left == 0
    assert data.width == round(90 * WIDTH / 382)


def test_a_due_day_far_away_does_not_squeeze_the_year(campaign):
    PeriodFactory(campaign=campaign, due_on=date(2099, 12, 31))

    (entry,) = bars(campaign, "entry")

    assert entry.left + entry.width == WIDTH
    assert len(timeline_of(campaign).months) == 25


def test_tet_is_shown_in_its_days(campaign):
    PhaseFactory(campaign=campaign)

    (tet,) = bars(campaign, "tet")

    assert tet.left == round((date(2026, 2, 15) - date(2026, 1, 1)).days * WIDTH / 365)
