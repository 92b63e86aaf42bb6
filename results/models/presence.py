"""Who has an entry page open, so that two people on one page are told about each other."""

from django.db import models

from accounts.models import User
from results.models.submission import Submission


class Presence(models.Model):
    """A passing sign, kept by nobody: no evidence, no audit."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "người đang mở trang nhập"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "user"], name="one_presence_of_a_person_on_a_page"
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.submission}"
