"""Many senders at one moment, and one that is killed in the middle."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection

from core.notices.enums import MessageState as State
from core.notices.models import Message, MessageQuerySet
from core.notices.tasks import send_waiting
from tests.core.notices.post_office import Fault
from tests.factories import UserFactory

SENDERS, MESSAGES = 4, 12
SEND = "import django; django.setup(); from core.notices.tasks import send_waiting; send_waiting()"
pytestmark = pytest.mark.django_db(transaction=True)


def send_with_own_connection(_) -> None:
    with closing(connection):
        send_waiting()


def send_at_once() -> None:
    with ThreadPoolExecutor(max_workers=SENDERS) as pool:
        list(pool.map(send_with_own_connection, range(SENDERS)))


def test_many_senders_deliver_each_message_once(told, open_office):
    office, messages = open_office(), [told() for _ in range(MESSAGES)]
    send_at_once()
    assert office.by_id == {message.message_id: 1 for message in messages}


def test_without_the_claim_messages_would_go_out_twice(told, open_office, monkeypatch):
    """As it would be if what another sender has at hand could be taken as well."""
    unsent = lambda messages: messages.exclude(state=State.SENT)  # noqa: E731
    monkeypatch.setattr(MessageQuerySet, "claimable", unsent)
    office, _ = open_office(), [told() for _ in range(MESSAGES)]
    send_at_once()
    assert max(office.by_id.values()) > 1


def test_many_senders_say_each_notice_in_one_email(told, open_office):
    """All to one person: whichever are claimed first take along what is free."""
    office, person = open_office(), UserFactory(email="an@example.vn")
    for _ in range(MESSAGES):
        told(person)
    send_at_once()
    sent = Message.objects.filter(state=State.SENT)
    carried = Message.objects.filter(state=State.CARRIED, carrier__in=sent)
    assert (sent.count() + carried.count(), len(office.delivered)) == (MESSAGES, sent.count())


def test_sender_that_is_killed_leaves_its_message_to_the_next(
    told, open_office, later, child_environment
):
    """Killed after the server took it and before we knew: what may come twice has one id."""
    office, message = open_office(Fault.SILENT), told()
    environment = child_environment | {
        "DJANGO_SETTINGS_MODULE": "tests.core.notices.mail_settings",
        "TEST_EMAIL_PORT": str(office.port),
        "EMAIL_FROM": "quyet-thang@example.vn",
    }
    sender = subprocess.Popen([sys.executable, "-c", SEND], env=environment)
    assert office.was_silent.wait(30)
    sender.kill()
    sender.wait()
    send_waiting()
    assert (Message.objects.get().state, len(office.delivered)) == (State.SENDING, 1)
    later()
    send_waiting()
    assert (Message.objects.get().state, office.by_id) == (State.SENT, {message.message_id: 2})
