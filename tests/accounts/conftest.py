import pytest

from accounts.enums import Role
from tests.factories import UnitFactory, UserFactory


@pytest.fixture
def province():
    return UnitFactory(short_name="Tỉnh Quảng Ngãi")


@pytest.fixture
def commune(province):
    return UnitFactory(short_name="Xã Ba Tơ", administrative_parent=province)


@pytest.fixture
def administrator(client, province):
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, province)])
    client.force_login(administrator)
    return administrator


@pytest.fixture
def clerk(commune):
    return UserFactory(full_name="Nguyễn Thị Thảo", grants=[(Role.CLERK, commune)])
