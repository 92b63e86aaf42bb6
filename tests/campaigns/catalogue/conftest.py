import pytest

from accounts.enums import Role
from tests.factories import IndicatorFactory, UnitFactory, UserFactory
from tests.workflows import running_movement


@pytest.fixture
def keeper(client):
    keeper = UserFactory(grants=[(Role.ADMINISTRATOR, UnitFactory())])
    client.force_login(keeper)
    return keeper


@pytest.fixture
def used():
    """An indicator that a launched campaign asks for."""
    indicator = IndicatorFactory(graded=True)
    running_movement(indicator)
    return indicator
