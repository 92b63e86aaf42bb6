"""What people are told of, each person by itself."""

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.db.models.functions import Now
from django.urls import reverse

from core.vietnamese.fields import NfcCharField, NfcTextField

UNREAD = Q(read_at=None)


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A notice is a person's own."""
        return self.filter(user_id=user.pk)

    def unread(self):
        return self.filter(UNREAD)

    def unread_first(self):
        is_unread = ExpressionWrapper(UNREAD, BooleanField())
        return self.order_by(is_unread.desc(), "-pk")


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
    created_at = models.DateTimeField("lúc", db_default=Now())
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
