"""Two real connections at once: quotas of two people, and a definition that is being launched."""

from decimal import Decimal

import pytest
from django.db import transaction

from accounts.enums import Role
from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.catalogue import InUse, change_indicator, facts_of
from campaigns.domain.quotas import QuotaConflict, save_quotas
from core.access.seen import fingerprint
from tests.factories import IndicatorFactory, UnitFactory, UserFactory
from tests.refusals import wait_until_blocked
from tests.workflows import officer_of, planned_movement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def indicator():
    return IndicatorFactory(quota=True)


@pytest.fixture
def movement(indicator):
    return planned_movement(indicator)


def test_second_of_two_who_give_a_quota_at_once_is_told(movement, indicator, elsewhere):
    campaign, cell = movement.campaign, (movement.unit.pk, indicator.pk)
    officers = [officer_of(campaign), officer_of(campaign)]

    with transaction.atomic():
        save_quotas(campaign, {cell: Decimal(10)}, by=officers[0], seen=0)
        late = elsewhere(lambda: save_quotas(campaign, {cell: Decimal(12)}, by=officers[1], seen=0))
        wait_until_blocked()

    error = late.result(timeout=10)
    assert (type(error), error.stands) == (QuotaConflict, {cell: 10})


def test_definition_changed_while_its_campaign_is_being_launched_stays(
    movement, indicator, elsewhere
):
    keeper = UserFactory(grants=[(Role.ADMINISTRATOR, UnitFactory())])
    facts, seen = {"part_rule": "latest"}, fingerprint(facts_of(indicator))

    with transaction.atomic():
        launch_campaign(movement.campaign, by=officer_of(movement.campaign))
        late = elsewhere(lambda: change_indicator(indicator, facts, by=keeper, seen=seen))
        wait_until_blocked()

    assert isinstance(late.result(timeout=10), InUse)
