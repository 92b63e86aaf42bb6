"""Sending what waits in the outbox. The only module that speaks to a mail server."""

import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from core.notices import outbox
from core.notices.models import Message

logger = logging.getLogger(__name__)

ROUND = 100  # of messages; the next round comes soon
SUBJECT = "Quyết Thắng: có việc cần xem"
BODY = """Kính gửi đồng chí,

Chương trình Quyết Thắng có {number} thông báo mới dành cho đồng chí.
{way}

Thư này do chương trình tự động gửi và không chứa nội dung, số liệu; xin không trả lời thư."""
BY_ADDRESS = "Mời đăng nhập để xem: {address}"
WITHOUT_ADDRESS = "Mời đăng nhập chương trình và mở mục Thông báo để xem."
OF_ONE_MESSAGE = (SMTPRecipientsRefused, SMTPDataError)


def send_waiting() -> None:
    """One round. A server in trouble ends it: the others keep their tries, the worker its time."""
    if not settings.SENDS_EMAIL:
        return
    outbox.give_up_lost()
    waiting = Message.objects.claimable().order_by("next_try_at", "pk")
    for pk in list(waiting.values_list("pk", flat=True)[:ROUND]):
        if not send(pk):
            break


def send(pk: int) -> bool:
    """One try of one message; whether the server seems fit for the next."""
    message = outbox.claim(pk)
    if message is None:
        return True
    try:
        outbox.carry_others(message)
        email_of(message).send()
    except Exception as error:
        logger.warning("e-mail %s, try %s: %r", message.pk, message.tries, error)
        outbox.put_back(message, error)
        return isinstance(error, OF_ONE_MESSAGE)
    if not outbox.settle(message):
        logger.error("e-mail %s took longer than its lease and may go out twice", message.pk)
    return True


def email_of(message: Message) -> EmailMessage:
    """Says that there is something to do, and where; nothing of what it is leaves the program."""
    number = 1 + message.carried.count()
    address = settings.PUBLIC_URL and settings.PUBLIC_URL.rstrip("/") + reverse("notices:list")
    way = BY_ADDRESS.format(address=address) if address else WITHOUT_ADDRESS
    return EmailMessage(
        SUBJECT,
        BODY.format(number=number, way=way),
        to=[message.address],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
