"""Giving quotas: one in force, the former kept, every change with its reason."""

from decimal import Decimal

import pytest

from accounts.enums import Role
from campaigns.domain import quotas as verbs
from campaigns.domain.campaigns import close_campaign, launch_campaign
from campaigns.domain.policies import CampaignClosed
from campaigns.domain.quotas import set_quota
from campaigns.models import Quota
from core.access.refusals import NotPermitted, ReasonMissing
from core.audit.models import Entry
from tests.factories import IndicatorFactory, UserFactory
from tests.workflows import planned_movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    return planned_movement()


@pytest.fixture
def indicator():
    return IndicatorFactory(quota=True)


@pytest.fixture
def give(movement, officer, indicator):
    """Gives the movement's unit a quota on the indicator."""

    def give(value, *, by=officer, reason=""):
        return set_quota(
            movement.campaign, movement.unit, indicator, Decimal(value), by=by, reason=reason
        )

    return give


def test_set_quota_gives_the_current_one(give):
    quota = give(10)
    assert list(Quota.objects.current()) == [quota]


def test_set_quota_keeps_the_former_as_history(give):
    former = give(10)
    current = give(12, reason="Giao bổ sung")
    assert list(Quota.objects.current()) == [current]
    former.refresh_from_db()
    assert (former.value, former.replaced_at is not None) == (10, True)


def test_set_quota_leaves_other_units_alone(movement, officer, indicator, give):
    other = set_quota(movement.campaign, movement.sibling, indicator, Decimal(7), by=officer)
    give(10)
    other.refresh_from_db()
    assert other.replaced_at is None


def test_set_quota_is_recorded_with_both_values(movement, give):
    give(10)
    give(12, reason="Giao bổ sung")
    entry = Entry.objects.filter(event="campaigns.quota_set").first()
    assert (entry.before, entry.after, entry.reason, entry.unit_id) == (
        {"value": "10.00"},
        {"value": "12"},
        "Giao bổ sung",
        movement.unit.pk,
    )


def test_set_quota_is_undone_when_the_trail_cannot_be_written(give, monkeypatch):
    give(10)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(verbs, "record", fail)
    with pytest.raises(RuntimeError):
        give(12, reason="Giao bổ sung")
    assert Quota.objects.current().get().value == 10


def test_set_quota_anew_without_a_reason_is_refused(give):
    give(10)
    with pytest.raises(ReasonMissing):
        give(12, reason=" ")


def test_set_quota_of_a_closed_campaign_is_refused(movement, officer, give):
    close_campaign(launch_campaign(movement.campaign, by=officer), by=officer)
    with pytest.raises(CampaignClosed):
        give(10)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CAMPAIGN_OFFICER}))
def test_set_quota_by_another_role_is_not_permitted(movement, give, role):
    with pytest.raises(NotPermitted):
        give(10, by=UserFactory(grants=[(role, movement.root)]))
