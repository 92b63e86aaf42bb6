"""To whom an issued document was sent, and who received it."""

from django.db import models
from django.db.models import F, Q

from accounts.enums import FIGURE_READERS
from core.vietnamese.fields import NfcCharField
from documents.enums import DispatchWay
from documents.models.document import Document
from units.models import Unit


class DispatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those to a unit within reach; the house that sent the document sees them all."""
        return self.filter(unit__in=user.reach_as(FIGURE_READERS))


class Dispatch(models.Model):
    """One recipient of an issued document; `unit` where it is a unit of the program."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="dispatches")
    recipient = NfcCharField("nơi nhận", max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    way = models.CharField("cách gửi", max_length=10, choices=DispatchWay, blank=True)
    sent_on = models.DateField("gửi ngày", null=True)
    received_on = models.DateField("nhận ngày", null=True)
    received_by = NfcCharField("người nhận", max_length=100, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "recipient"], name="one_dispatch_to_a_recipient"
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None, way="")
                | Q(sent_on__isnull=False, way__in=DispatchWay.values),
                name="dispatch_is_sent_in_a_way",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None, received_by="")
                | Q(
                    received_on__isnull=False, received_on__gte=F("sent_on"), sent_on__isnull=False
                ),
                name="dispatch_is_received_after_it_is_sent",
            ),
        ]

    def __str__(self):
        return self.recipient
