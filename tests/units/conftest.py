import pytest

from tests.units.province import Province, make_new, make_province
from units.domain.identity import NewUnit


@pytest.fixture
def province() -> Province:
    return make_province()


@pytest.fixture
def new(province) -> NewUnit:
    return make_new(province)
