"""What people are told of, each person by itself, and the e-mails that say so."""

from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.urls import reverse

from core.jobs.models import LEASE_FREE, LEASED, DatabaseClock
from core.notices.enums import TONES, MessageState
from core.vietnamese.fields import NfcCharField, NfcTextField

UNREAD = Q(read_at=None)
NEWEST_FIRST = ("-created_at", "-pk")
MAX_TRIES = 8


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A notice is a person's own."""
        return self.filter(user_id=user.pk)

    def unread(self):
        return self.filter(UNREAD)

    def unread_first(self):
        is_unread = ExpressionWrapper(UNREAD, BooleanField())
        return self.order_by(is_unread.desc(), *NEWEST_FIRST)


class Notice(models.Model):
    """One person is told of one thing that happened.

    What it is about is kept by its names, as in the trail; `key` names an occasion on which a
    person is told once only, however often the program says it.
    """

    user_id = models.BigIntegerField()
    event = models.CharField(max_length=60)
    about_type = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    about_name = NfcCharField("về", max_length=300)
    address = models.CharField(max_length=200)
    words = NfcTextField("thông báo")
    key = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField("lúc", auto_now_add=True)
    read_at = models.DateTimeField("đọc lúc", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user_id", "-id"], name="notice_of_user"),
            models.Index(fields=["user_id"], condition=UNREAD, name="notice_unread"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "event", "about_type", "about_id", "key"],
                condition=~Q(key=""),
                name="notice_once_for_an_occasion",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="notice_says_something"),
            models.CheckConstraint(
                condition=Q(address__regex=r"^/([^/].*)?$"), name="notice_address_is_local"
            ),
            models.CheckConstraint(
                condition=Q(UNREAD) | Q(read_at__gte=F("created_at")),
                name="notice_read_after_it_was_made",
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.about_name}"

    def get_absolute_url(self) -> str:
        return reverse("notices:list")

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An administrator sees the e-mails of the people in care, without what they are about."""
        return self.filter(user_id__in=user.administered_user_ids)

    def with_person(self):
        """With the name of whom each is for."""
        people = get_user_model().objects.filter(pk=OuterRef("user_id"))
        return self.annotate(person=Subquery(people.values("full_name")))

    def given_up(self):
        return self.filter(state=MessageState.GIVEN_UP)

    def untouched(self):
        return self.filter(state=MessageState.WAITING, tries=0)

    def abandoned(self):
        """Being sent by their row, but whoever sent them has had the time for it."""
        return self.filter(state=MessageState.SENDING, lease_until__lt=DatabaseClock())

    def claimable(self):
        due = self.filter(state=MessageState.WAITING, next_try_at__lte=DatabaseClock())
        return (due | self.abandoned()).filter(tries__lt=MAX_TRIES)

    def held(self, message):
        """The message, as long as its lease is the one this sender was given."""
        return self.filter(pk=message.pk, lease_token=message.lease_token)


class Message(models.Model):
    """An e-mail that tells a person of a notice, or of several at once: the carrier's.

    `key` makes the Message-ID, which stays the same however often the sending is tried.
    """

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="message")
    user_id = models.BigIntegerField()
    address = models.EmailField("địa chỉ thư", max_length=254)
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField(
        "trạng thái", max_length=10, choices=MessageState, default=MessageState.WAITING
    )
    carrier = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried")
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_try_at = models.DateTimeField("thử lại lúc", db_default=DatabaseClock())
    lease_token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    last_error = NfcTextField("lỗi gần nhất", blank=True)
    created_at = models.DateTimeField("lập lúc", db_default=Now())
    sent_at = models.DateTimeField("gửi lúc", null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "thư điện tử"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state__in=[MessageState.WAITING, MessageState.SENDING]),
                name="message_to_send",
            ),
            models.Index(fields=["user_id", "-id"], name="message_of_user"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MessageState.WAITING, sent_at=None, carrier=None) & LEASE_FREE
                | Q(state=MessageState.SENDING, sent_at=None, carrier=None) & LEASED
                | Q(state=MessageState.SENT, sent_at__isnull=False, carrier=None) & LEASE_FREE
                | Q(state=MessageState.CARRIED, sent_at=None, carrier__isnull=False) & LEASE_FREE
                | Q(state=MessageState.GIVEN_UP, sent_at=None, carrier=None) & LEASE_FREE,
                name="message_state_agrees_with_lease_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.GIVEN_UP) | ~Q(last_error=""),
                name="message_given_up_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(tries__lte=MAX_TRIES), name="message_tries_are_limited"
            ),
        ]

    def __str__(self):
        return self.address

    def get_absolute_url(self) -> str:
        return reverse("notices:outbox")

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def message_id(self) -> str:
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
        return f"<{self.key}@{domain}>"
