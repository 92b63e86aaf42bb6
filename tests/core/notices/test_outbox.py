"""The outbox: what is put into it, who may take it, when it is tried again and when given up."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from core.jobs.models import DatabaseClock
from core.notices import outbox
from core.notices.enums import MessageState as State
from core.notices.models import MAX_TRIES, Message, Notice
from core.notices.telling import tell
from tests.factories import UnitFactory, UserFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

TROUBLE = ConnectionRefusedError("Connection refused")


def given_up(message) -> Message:
    state = {"state": State.GIVEN_UP, "tries": MAX_TRIES, "last_error": "550"}
    Message.objects.filter(pk=message.pk).update(**state)
    return message


@pytest.fixture
def keeper(place):
    return UserFactory(grants=[(Role.ADMINISTRATOR, place)])


@pytest.fixture
def message(told):
    return told()


def test_person_with_an_address_is_written_to(place, email_is_on):
    people = [UserFactory(email="an@example.vn"), UserFactory(email="")]
    people.append(UserFactory(email="cu@example.vn", is_active=False))
    tell([one.pk for one in people], event="units.renamed", about=place, words="Đã đổi tên.")
    written = Message.objects.values_list("address", "state", "user_id")
    assert list(written) == [("an@example.vn", State.WAITING, people[0].pk)]
    assert Notice.objects.count() == 3


def test_nobody_is_written_to_where_email_is_off(place):
    person = UserFactory(email="an@example.vn")
    tell([person.pk], event="units.renamed", about=place, words="Đã đổi tên.")
    assert Message.objects.count() == 0


def test_who_was_told_on_an_occasion_is_not_written_to_again(place, email_is_on):
    person = UserFactory(email="an@example.vn")
    for _ in range(2):
        tell([person.pk], event="units.renamed", about=place, words="Đổi tên.", key="1")
    assert Message.objects.count() == 1


def test_message_goes_with_what_was_undone(told):
    with transaction.atomic():
        told()
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


def test_message_is_claimed_once(message):
    claimed = outbox.claim(message.pk)
    assert (claimed.state, claimed.tries, outbox.claim(message.pk)) == (State.SENDING, 1, None)


def test_message_whose_sender_died_is_claimed_again(message, later):
    outbox.claim(message.pk)
    later()
    assert outbox.claim(message.pk).tries == 2


def test_message_whose_sender_died_at_the_last_try_is_given_up(message, later):
    Message.objects.update(tries=MAX_TRIES - 1)
    outbox.claim(message.pk)
    later()
    outbox.give_up_lost()
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.GIVEN_UP, outbox.LOST)


def test_sender_that_was_too_slow_changes_nothing(message, later):
    slow = outbox.claim(message.pk)
    later()
    outbox.claim(message.pk)
    assert (outbox.settle(slow), outbox.put_back(slow, TROUBLE)) == (False, False)
    assert Message.objects.get().state == State.SENDING


def test_pauses_grow_and_tries_are_bounded(message, later):
    pauses = []
    while claimed := outbox.claim(message.pk):
        outbox.put_back(claimed, TROUBLE)
        pause = Message.objects.annotate(now=DatabaseClock()).get()
        pauses.append(round((pause.next_try_at - pause.now) / timedelta(minutes=1)))
        later()
    message.refresh_from_db()
    assert pauses[:-1] == list(outbox.PAUSES) == sorted(outbox.PAUSES)
    assert (message.state, message.tries) == (State.GIVEN_UP, MAX_TRIES)
    assert message.last_error == "ConnectionRefusedError: Connection refused"


def test_message_is_not_claimed_before_its_pause_is_over(message):
    outbox.put_back(outbox.claim(message.pk), TROUBLE)
    assert outbox.claim(message.pk) is None


@pytest.mark.parametrize("said", ["a\0b", "e\u0301" * 2000], ids=["NUL", "decomposed, long"])
def test_whatever_a_server_says_can_be_kept(message, said):
    outbox.put_back(outbox.claim(message.pk), OSError(said))
    assert 0 < len(Message.objects.get().last_error) <= outbox.LONGEST


def test_first_try_takes_along_what_else_waits_for_the_person(told):
    person = UserFactory(email="an@example.vn")
    first, second, of_another = told(person), told(person), told()
    claimed = outbox.claim(first.pk)
    outbox.carry_others(claimed)
    states = {one.pk: (one.state, one.carrier_id) for one in Message.objects.all()}
    assert states == {
        first.pk: (State.SENDING, None),
        second.pk: (State.CARRIED, first.pk),
        of_another.pk: (State.WAITING, None),
    }


def test_later_try_takes_nothing_more_along(told, later):
    person = UserFactory(email="an@example.vn")
    first = told(person)
    outbox.put_back(outbox.claim(first.pk), TROUBLE)
    second = told(person)
    later()
    outbox.carry_others(outbox.claim(first.pk))
    assert Message.objects.get(pk=second.pk).state == State.WAITING


def test_administrator_has_a_message_tried_again_at_the_present_address(message, keeper):
    given_up(message)
    person = message.notice.user_id
    UserFactory._meta.model.objects.filter(pk=person).update(email="moi@example.vn")
    outbox.try_again(message, by=keeper)
    message.refresh_from_db()
    entry = Entry.objects.get(event="notices.tried_again")
    assert (message.state, message.tries, message.address) == (State.WAITING, 0, "moi@example.vn")
    assert (entry.actor_id, entry.before, entry.after) == (
        keeper.pk,
        {"email": "an@example.vn"},
        {"email": "moi@example.vn"},
    )
    assert outbox.claim(message.pk).tries == 1


def test_message_under_way_is_not_tried_again(message, keeper):
    with pytest.raises(outbox.NotGivenUp):
        outbox.try_again(message, by=keeper)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_has_a_message_tried_again(message, place, role):
    with pytest.raises(NotPermitted):
        outbox.try_again(given_up(message), by=UserFactory(grants=[(role, place)]))


def test_administrator_of_another_unit_has_nothing_tried_again(message):
    stranger = UserFactory(grants=[(Role.ADMINISTRATOR, UnitFactory())])
    with pytest.raises(NotPermitted):
        outbox.try_again(given_up(message), by=stranger)
    assert outbox.try_all_again(by=stranger) == 0


def test_trying_all_again_leaves_the_trace_of_trying_each(told, keeper):
    messages = [given_up(told()), given_up(told())]
    told()
    assert outbox.try_all_again(by=keeper) == 2
    entries = Entry.objects.filter(event="notices.tried_again")
    assert set(entries.values_list("subject_id", flat=True)) == {one.pk for one in messages}


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"state": State.SENT}, "message_state_agrees_with_lease_and_time"),
        ({"state": State.SENDING}, "message_state_agrees_with_lease_and_time"),
        ({"state": State.CARRIED}, "message_state_agrees_with_lease_and_time"),
        ({"lease_token": uuid4()}, "message_state_agrees_with_lease_and_time"),
        ({"state": State.GIVEN_UP}, "message_given_up_for_a_reason"),
        ({"tries": MAX_TRIES + 1}, "message_tries_are_limited"),
    ],
)
def test_database_refuses_a_message_that_cannot_be(message, changes, name):
    with refused_by(name):
        Message.objects.update(**changes)
