"""The outbox of e-mails: everything that changes a message's state, each a conditional update.

Put in with the notice, in the transaction of the act; sent by the worker, never by a request.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F

from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from core.jobs.models import DatabaseClock
from core.notices.enums import MessageState
from core.notices.models import MAX_TRIES, Message, Notice

logger = logging.getLogger(__name__)

PAUSES = (1, 5, 15, 60, 240, 720, 1440)  # minutes after the first try that failed, the second …
LEASE = timedelta(minutes=5)  # a try has some ten answers to wait for, EMAIL_TIMEOUT each
LEASE_GIVEN_UP = {"lease_token": None, "lease_until": None}
LOST = "Máy gửi thư dừng đột ngột ở lần thử cuối."
LONGEST = 500  # of a server's answer


class NotGivenUp(NotPossible):
    code = "not_given_up"
    message = "Thư này không ở trạng thái “Không gửi được” nên không cần gửi lại."


def post(notices: Iterable[Notice]) -> None:
    """Puts a message beside each notice of a person with an address, where e-mail is on."""
    if not settings.SENDS_EMAIL:
        return
    addresses = _addresses(notice.user_id for notice in notices)
    Message.objects.bulk_create(
        Message(notice=notice, user_id=notice.user_id, address=addresses[notice.user_id])
        for notice in notices
        if notice.user_id in addresses
    )


def claim(pk: int) -> Message | None:
    """Takes the message under a lease, or None when it is not there to be taken."""
    token = uuid4()
    taken = (
        Message.objects.claimable()
        .filter(pk=pk)
        .update(
            state=MessageState.SENDING,
            tries=F("tries") + 1,
            lease_token=token,
            lease_until=DatabaseClock() + LEASE,
        )
    )
    return Message.objects.filter(pk=pk, lease_token=token).first() if taken else None


@transaction.atomic
def carry_others(message: Message) -> None:
    """At its first try a message takes along what else waits for the person: one e-mail, not ten.

    Later nothing joins it: what has one Message-ID says one thing.
    """
    if message.tries > 1:
        return
    others = Message.objects.untouched().filter(user_id=message.user_id)
    free = list(others.select_for_update(skip_locked=True).values_list("pk", flat=True))
    Message.objects.filter(pk__in=free).update(state=MessageState.CARRIED, carrier=message)


def settle(message: Message) -> bool:
    """The server has taken it; False when the lease was lost, and somebody else may send it."""
    return _change_held(
        message, state=MessageState.SENT, sent_at=DatabaseClock(), last_error="", **LEASE_GIVEN_UP
    )


def put_back(message: Message, error: Exception) -> bool:
    """For another try after a pause, each longer than the one before, or given up after the last.

    False when the lease was lost.
    """
    said = {"last_error": _words(error)} | LEASE_GIVEN_UP
    if message.tries >= MAX_TRIES:
        return _change_held(message, state=MessageState.GIVEN_UP, **said)
    pause = timedelta(minutes=PAUSES[message.tries - 1])
    next_try_at = DatabaseClock() + pause
    return _change_held(message, state=MessageState.WAITING, next_try_at=next_try_at, **said)


def give_up_lost() -> None:
    """What was abandoned at its last try; whatever has tries left is claimed again."""
    lost = Message.objects.abandoned().filter(tries=MAX_TRIES)
    if number := lost.update(state=MessageState.GIVEN_UP, last_error=LOST, **LEASE_GIVEN_UP):
        logger.warning("e-mails given up after their senders died: %s", number)


@transaction.atomic
def try_again(message: Message, *, by) -> Message:
    """Puts a given-up message back, to the address that the account has now.

    Raises NotPermitted, NotGivenUp.
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    if not Message.objects.visible_to(by).filter(pk=message.pk).exists():
        raise NotPermitted
    if message.state != MessageState.GIVEN_UP:
        raise NotGivenUp
    before = message.address
    message.address = _addresses([message.user_id]).get(message.user_id, before)
    message.state, message.tries = MessageState.WAITING, 0
    message.next_try_at = DatabaseClock()
    message.save(update_fields=["address", "state", "tries", "next_try_at"])
    record(
        "notices.tried_again",
        message,
        by=by,
        before={"email": before},
        after={"email": message.address},
    )
    return message


def try_all_again(*, by) -> int:
    """All that were given up within the person's care, each by itself; how many."""
    number = 0
    for message in Message.objects.visible_to(by).given_up().order_by("pk"):
        with suppress(NotGivenUp):  # somebody else was faster
            try_again(message, by=by)
            number += 1
    return number


def given_up_number(user) -> int:
    """How many messages within the person's care were given up. No query where e-mail is off."""
    return Message.objects.visible_to(user).given_up().count() if settings.SENDS_EMAIL else 0


def _addresses(user_ids: Iterable[int]) -> dict[int, str]:
    people = get_user_model().objects.filter(pk__in=list(user_ids), is_active=True)
    return dict(people.exclude(email="").values_list("pk", "email"))


def _change_held(message: Message, **changes) -> bool:
    return Message.objects.held(message).update(**changes) == 1


def _words(error: Exception) -> str:
    """What the server or the network said, as text that can be kept."""
    said = f"{type(error).__name__}: {error}".replace("\0", "")
    return said[:LONGEST]
