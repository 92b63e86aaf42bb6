"""Who issues documents."""

import pghistory
from django.db import models

from accounts.enums import FIGURE_READERS
from core.vietnamese.fields import NfcCharField, NfcTextField
from documents.enums import LayoutProfile
from units.models import Unit


class IssuerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=user.reach_as(FIGURE_READERS))


@pghistory.track()
class Issuer(models.Model):
    """The head of a unit's documents (Decree 30/2020/NĐ-CP, Annex I, part II, items 2 and 3).

    `name` and `superior_line` are printed as they stand here, line breaks included; names are
    never derived, because usage of capitals and abbreviations differs from place to place.
    """

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="issuer")
    superior_line = NfcTextField("cơ quan chủ quản trực tiếp", blank=True)
    name = NfcTextField("tên cơ quan ban hành")
    abbreviation = NfcCharField("chữ viết tắt trong ký hiệu", max_length=30)
    place = NfcCharField("địa danh", max_length=60)
    layout = models.CharField(
        "thể thức theo",
        max_length=10,
        choices=LayoutProfile,
        default=LayoutProfile.DECREE_30,
    )

    objects = IssuerQuerySet.as_manager()

    class Meta:
        ordering = ["unit"]
        verbose_name = "cơ quan ban hành"

    def __str__(self):
        return " ".join(self.name.split())
