"""That a unit was reminded of a report that it owes."""

import pgtrigger
from django.db import models

from results.models.submission import Submission

LETTER = "letter"


class Reminder(models.Model):
    """The people of the unit were told of one submission; by the schedule where nobody did it.

    `occasion` names the step of the schedule, the day of the person or the letter: there is one
    reminder for it, however often it is asked for.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reminders")
    occasion = models.CharField(max_length=60)
    reminded_at = models.DateTimeField("nhắc lúc", auto_now_add=True)
    reminded_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="reminders"
    )

    class Meta:
        ordering = ["submission_id", "-reminded_at", "-pk"]
        verbose_name = "lần nhắc"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "occasion"], name="one_reminder_for_an_occasion"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="reminder_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.submission}, lần nhắc"

    @property
    def is_by_letter(self) -> bool:
        return self.occasion.startswith(LETTER)
