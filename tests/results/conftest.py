import pytest

from tests.factories import IndicatorFactory
from tests.workflows import running_movement


@pytest.fixture
def ratio():
    return IndicatorFactory(ratio=True)


@pytest.fixture
def submission(ratio):
    """Open, in a campaign that asks one ratio."""
    return running_movement(ratio).submission
