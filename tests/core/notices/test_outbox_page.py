"""The page of the outbox: an administrator sees what did not go out, and why."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.notices.enums import MessageState as State
from core.notices.models import MAX_TRIES, Message
from tests.factories import UnitFactory, UserFactory
from tests.saying import sentences

OUTBOX = reverse("notices:outbox")
OFF = "Thư điện tử đang tắt."
pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client, place):
    keeper = UserFactory(grants=[(Role.ADMINISTRATOR, place)])
    client.force_login(keeper)
    return keeper


def give_up(message) -> Message:
    state = {"state": State.GIVEN_UP, "tries": MAX_TRIES, "last_error": "550 no such person"}
    Message.objects.filter(pk=message.pk).update(**state)
    return message


def listed(client, **query) -> list[Message]:
    return [row.record for row in client.get(OUTBOX, query).context["table"].paginated_rows]


def test_page_shows_messages_to_the_people_in_care(client, keeper, told):
    message = told()
    told(UserFactory(email="xa@example.vn", grants=[(Role.CLERK, UnitFactory())]))
    assert listed(client) == [message]


def test_page_tells_the_last_error_and_nothing_of_the_notice(client, keeper, told):
    message = give_up(told())
    page = client.get(OUTBOX).content.decode()
    assert ("550 no such person" in page, message.notice.words in page) == (True, False)


def test_page_is_filtered_by_state_and_person(client, keeper, told):
    message = give_up(told())
    told()
    name = UserFactory._meta.model.objects.get(pk=message.user_id).full_name
    assert listed(client, state=State.GIVEN_UP) == [message]
    assert listed(client, search=name) == [message]


def test_page_says_that_email_is_off(client, keeper, settings):
    settings.SENDS_EMAIL = False
    assert OFF in client.get(OUTBOX).content.decode()


def test_page_of_an_installation_with_email_does_not(client, keeper, email_is_on):
    assert OFF not in client.get(OUTBOX).content.decode()


def test_page_has_one_message_sent_again(client, keeper, told):
    message, other = give_up(told()), give_up(told())
    response = client.post(reverse("notices:try_again", args=[message.pk]))
    assert sentences(response) == ["Thư sẽ được gửi lại trong ít phút."]
    assert list(Message.objects.given_up()) == [other]


def test_page_has_all_messages_sent_again(client, keeper, told):
    give_up(told()), give_up(told())
    response = client.post(reverse("notices:try_all_again"))
    assert sentences(response) == ["2 thư sẽ được gửi lại trong ít phút."]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_many_rows(client, keeper, told, django_assert_num_queries, rows):
    for _ in range(rows):
        give_up(told())
    with django_assert_num_queries(7):
        client.get(OUTBOX)


def test_first_screen_tells_what_did_not_go_out(client, keeper, told):
    give_up(told())
    page = client.get(reverse("home")).content.decode()
    assert f'<a href="{OUTBOX}?state=given_up">1 thư điện tử không gửi được</a>' in page
