"""What was confirmed of a report before the report as a whole was."""

import pgtrigger
from django.db import models

from results.models.figure import Figure


class RowConfirmation(models.Model):
    """Who confirmed one row of a revision; a report whose rows all are is accepted."""

    figure = models.OneToOneField(Figure, models.PROTECT, related_name="confirmation")
    confirmed_at = models.DateTimeField("xác nhận lúc", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="row_confirmations"
    )

    class Meta:
        ordering = ["figure_id"]
        verbose_name = "xác nhận theo chỉ tiêu"
        triggers = [
            pgtrigger.Protect(
                name="confirmation_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.figure}, xác nhận"
