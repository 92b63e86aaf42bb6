"""Official letters that ask for reports which are owed (công văn đôn đốc)."""

from django.db import models
from django.db.models import Count
from django.urls import reverse

from campaigns.models import Period
from documents.models import Document
from results.models.submission import Submission


class ReminderLetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those whose document the user may open."""
        return self.filter(document__in=Document.objects.visible_to(user))

    def for_list(self):
        """What a line about a letter tells, with the number of reports it `asks_for`."""
        paper = ("kind", "state", "number", "symbol", "legal_date", "created_at")
        return (
            self.select_related("document", "period")
            .only("period__label", *(f"document__{name}" for name in paper))
            .annotate(asks_for=Count("submissions"))
            .order_by("-pk")
        )


class ReminderLetter(models.Model):
    """Ties an official letter to the period and to the reports that it asks for.

    `request_key` names the press of the button that made it: pressed twice, it makes one letter.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="reminder_letters")
    document = models.OneToOneField(Document, models.PROTECT, related_name="reminder_letter")
    submissions = models.ManyToManyField(Submission, related_name="reminder_letters")
    request_key = models.UUIDField(unique=True, editable=False)

    objects = ReminderLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "công văn đôn đốc"

    def __str__(self):
        return f"Công văn đôn đốc, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.document_id])
