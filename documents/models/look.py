"""What a signatory last looked at."""

from django.db import models

from accounts.models import User
from documents.models.document import Document


class DocumentLook(models.Model):
    """A person looked a document through; `words` are what it said then."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="looks")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    looked_on = models.DateTimeField("xem lúc")
    words = models.JSONField("nội dung khi xem")

    erasable = ("words",)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "user"], name="one_look_of_a_person_at_a_document"
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.document}"
