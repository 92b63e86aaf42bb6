import pytest

from tests.workflows import officer_of, planned_movement


@pytest.fixture
def campaign(client):
    """A draft whose officer is logged in."""
    campaign = planned_movement().campaign
    client.force_login(officer_of(campaign))
    return campaign
