import pytest
from django.urls import reverse

from tests.factories import IndicatorFactory
from tests.workflows import officer_of, planned_movement


@pytest.fixture
def movement():
    """A draft that asks two indicators with quotas."""
    return planned_movement(
        IndicatorFactory(quota=True, code="A1"), IndicatorFactory(quota=True, code="A2")
    )


@pytest.fixture
def indicators(movement):
    return [target.indicator for target in movement.campaign.targets.order_by("indicator__code")]


@pytest.fixture
def officer(client, movement):
    officer = officer_of(movement.campaign)
    client.force_login(officer)
    return officer


@pytest.fixture
def address(movement):
    return reverse("campaigns:quotas", args=[movement.campaign.pk])
