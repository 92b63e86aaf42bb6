"""The menu follows the roles a person holds today."""

import itertools
from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from config.navigation import MENU
from tests.factories import GrantFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

LABELS = {
    Role.CLERK: "Báo cáo số liệu của đơn vị",
    Role.REVIEWER: "Kiểm tra, xác nhận",
    Role.LEADER: "Báo cáo kết quả",
    Role.INSPECTOR: "Nhật ký",
    Role.ADMINISTRATOR: "Người dùng",
}


@pytest.fixture
def holder_of(client):
    """Logs in somebody who holds the roles, at one unit."""

    def holder_of(*roles):
        unit = UnitFactory()
        user = UserFactory(grants=[(role, unit) for role in roles])
        client.force_login(user)
        return user

    return holder_of


def menu(client, address="/units/", **query):
    return client.get(address, query).context["nav_items"]()


def test_home_without_a_grant_says_whom_to_ask(client):
    user = UserFactory()
    GrantFactory(user=user, valid_to=date(2021, 1, 1))
    client.force_login(user)

    response = client.get(reverse("home"))

    assert response.status_code == 200
    assert "Hãy đề nghị người quản trị của đơn vị" in response.content.decode()


@pytest.mark.parametrize("role", Role)
def test_every_place_in_the_menu_is_open_to_who_sees_it(client, holder_of, role):
    holder_of(role)

    answers = {item.url: client.get(item.url).status_code for item in menu(client)}

    assert answers == dict.fromkeys(answers, 200)


@pytest.mark.parametrize(("role", "label"), LABELS.items())
def test_menu_names_what_the_role_does(client, holder_of, role, label):
    holder_of(role)

    assert label in [item.label for item in menu(client)]


def test_menu_of_an_administrator_shows_no_figures(client, holder_of):
    holder_of(Role.ADMINISTRATOR)

    assert [item.label for item in menu(client)] == [
        "Việc hôm nay",
        "Kiểm tra thể thức",
        "Chỉ tiêu thống kê",
        "Đơn vị",
        "Người dùng",
    ]


def test_menu_begins_with_the_first_screen(client, holder_of):
    holder_of(Role.INSPECTOR)

    assert [item.label for item in menu(client, "/") if item.is_current] == ["Việc hôm nay"]


def test_menu_keeps_what_belongs_together_together():
    groups = [entry.group for entry in MENU]

    assert [group for group, _ in itertools.groupby(groups)] == list(dict.fromkeys(groups))


def test_menu_marks_where_one_is(client, holder_of):
    holder_of(Role.ADMINISTRATOR)

    assert [item.label for item in menu(client) if item.is_current] == ["Đơn vị"]


@pytest.mark.parametrize(
    ("task", "label"), [("owed", LABELS[Role.CLERK]), ("review", LABELS[Role.REVIEWER])]
)
def test_menu_tells_two_places_of_one_list_apart(client, holder_of, task, label):
    holder_of(Role.CLERK, Role.REVIEWER)

    items = menu(client, "/results/", task=task)

    assert [item.label for item in items if item.is_current] == [label]


def test_menu_costs_no_query_beyond_the_grants(client, holder_of, django_assert_num_queries):
    user = holder_of(Role.LEADER)
    user.grants_today  # noqa: B018  what every page reads anyway

    with django_assert_num_queries(0):
        assert [entry for entry in MENU if user.holds(*entry.roles)]


def test_frame_says_that_figures_are_illustrative(client, holder_of):
    holder_of(Role.LEADER)

    page = client.get("/units/").content.decode()

    assert "Số liệu trong bản trình diễn là số liệu minh họa." in page
