"""Who issues documents."""

import pghistory
from django.db import models
from django.db.models import Q

from accounts.enums import FIGURE_READERS
from core.vietnamese.fields import NfcCharField, NfcTextField
from documents.enums import ContactsOn, LayoutProfile
from units.models import Unit


class IssuerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=user.reach_as(FIGURE_READERS))


@pghistory.track()
class Issuer(models.Model):
    """The head of a unit's documents (Decree 30/2020/NĐ-CP, Annex I, part II, items 2 and 3).

    `name` and `superior_line` are printed as they stand here, line breaks included; names are
    never derived, because usage of capitals and abbreviations differs from place to place. Where
    it is found stands at the foot of page 1, if it wants that (part III, item 4).
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
    address = NfcCharField("địa chỉ", max_length=200, blank=True)
    email = models.EmailField("thư điện tử", max_length=100, blank=True)
    website = NfcCharField("trang thông tin điện tử", max_length=100, blank=True)
    telephone = NfcCharField("điện thoại", max_length=50, blank=True)
    fax = NfcCharField("số fax", max_length=50, blank=True)
    contacts_on = models.CharField(
        "in địa chỉ ở chân trang đầu",
        max_length=10,
        choices=ContactsOn,
        default=ContactsOn.NONE,
    )

    objects = IssuerQuerySet.as_manager()

    class Meta:
        ordering = ["unit"]
        verbose_name = "cơ quan ban hành"
        constraints = [
            models.CheckConstraint(
                condition=Q(contacts_on__in=ContactsOn.values), name="issuer_contacts_on_known"
            ),
        ]

    def __str__(self):
        return " ".join(self.name.split())
