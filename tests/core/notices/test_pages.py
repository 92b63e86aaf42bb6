"""The page of notices: a person's own, unread first, marked by what the person saw."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.notices.models import Notice
from core.notices.telling import tell
from tests.factories import UnitFactory, UserFactory
from tests.saying import sentences

pytestmark = pytest.mark.django_db

LIST, READ_ALL = reverse("notices:list"), reverse("notices:read_all")


@pytest.fixture
def person(client):
    person = UserFactory(grants=[(Role.CLERK, UnitFactory())])
    client.force_login(person)
    return person


def told(person, words="Báo cáo bị trả lại.") -> Notice:
    [notice] = tell([person.pk], event="results.returned", about=UnitFactory(), words=words)
    return notice


def listed(client, **query) -> list[Notice]:
    return [row.record for row in client.get(LIST, query).context["table"].paginated_rows]


def read(client, notice, **data):
    return client.post(reverse("notices:read", args=[notice.pk]), data)


def unread() -> list[int]:
    return list(Notice.objects.unread().order_by("pk").values_list("pk", flat=True))


def test_list_shows_the_own_notices_unread_first(client, person):
    first, second, third = told(person), told(person), told(person)
    told(UserFactory())
    read(client, second)
    assert listed(client) == [third, first, second]


def test_list_is_filtered_by_what_was_read(client, person):
    first, second = told(person), told(person)
    read(client, first)
    assert (listed(client, read="1"), listed(client, read="0")) == ([first], [second])


def test_list_is_searched_without_marks(client, person):
    told(person)
    notice = told(person, "Báo cáo được gia hạn.")
    assert listed(client, search="gia han") == [notice]


def test_reading_a_notice_marks_it_alone(client, person):
    first, second = told(person), told(person)
    response = read(client, first)
    assert (response.status_code, response.url, unread()) == (302, LIST, [second.pk])


def test_opening_a_notice_leads_to_what_it_is_about(client, person):
    notice = told(person)
    response = read(client, notice, open="1")
    assert (response.url, unread()) == (notice.address, [])


def test_reading_again_keeps_when_it_was_read(client, person):
    notice = told(person)
    read(client, notice)
    at = Notice.objects.get().read_at
    read(client, notice)
    assert Notice.objects.get().read_at == at


def test_notice_of_somebody_else_is_not_found(client, person):
    notice = told(UserFactory())
    assert (read(client, notice).status_code, unread()) == (404, [notice.pk])


def test_notice_waits_for_who_has_no_grant_today(client):
    person = UserFactory()
    client.force_login(person)
    notice = told(person)
    assert (read(client, notice).status_code, unread()) == (403, [notice.pk])


def test_reading_all_leaves_what_came_after_the_page(client, person):
    told(person)
    until = client.get(LIST).context["seen_form"].initial["until"]
    later, of_another = told(person), told(UserFactory())
    response = client.post(READ_ALL, {"until": until})
    assert unread() == [later.pk, of_another.pk]
    assert sentences(response) == ["Đã đánh dấu đã đọc các thông báo."]


@pytest.mark.parametrize("until", ["", "mọi", "0", str(10**30)])
def test_reading_all_of_a_broken_page_marks_nothing(client, person, until):
    notice = told(person)
    response = client.post(READ_ALL, {"until": until})
    assert (response.status_code, unread()) == (302, [notice.pk])


def test_looking_changes_nothing(client, person):
    notice = told(person)
    client.get(LIST)
    assert unread() == [notice.pk]


def number_in_the_bar(client) -> str:
    page = client.get(LIST).content.decode()
    return page.partition('class="told-number">')[2].partition("<")[0]


def test_bar_tells_how_many_are_unread(client, person):
    read(client, told(person))
    told(person), told(person), told(UserFactory())
    assert number_in_the_bar(client) == "2"


def test_bar_tells_no_number_when_all_is_read(client, person):
    read(client, told(person))
    assert number_in_the_bar(client) == ""


def test_first_screen_shows_what_is_unread(client, person):
    read(client, told(person))
    notice = told(person)
    assert client.get(reverse("home")).context["notices"] == [notice]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_many_rows(client, person, django_assert_num_queries, rows):
    for _ in range(rows):
        told(person)
    with django_assert_num_queries(5):
        client.get(LIST)
