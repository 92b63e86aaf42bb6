"""Clusters: units that compete among themselves, and which of them leads when."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, OuterRef, Q
from django.urls import reverse

from core.vietnamese.fields import NfcCharField, SortKeyField
from units.dated import Dated, DatedQuerySet, days
from units.enums import ClusterKind, LeadPlace
from units.models.reach import reach_of
from units.models.unit import Unit

# A membership repeats the organiser, because only columns of one row can keep rows apart.
OF_ITS_CLUSTER = """
IF NEW.organiser_id <> (SELECT organiser_id FROM units_cluster WHERE id = NEW.cluster_id) THEN
    RAISE EXCEPTION 'cluster % is kept by another unit than %', NEW.cluster_id, NEW.organiser_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_of_its_organiser';
END IF;
RETURN NEW;
"""


def dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name=name
    )


def apart(name: str, *columns: str) -> ExclusionConstraint:
    """Rows that agree in the columns share no day."""
    same = [(column, RangeOperators.EQUAL) for column in columns]
    overlapping = (days("valid_from", "valid_to"), RangeOperators.OVERLAPS)
    return ExclusionConstraint(name=name, expressions=[*same, overlapping])


class ClusterQuerySet(DatedQuerySet):
    def visible_to(self, user):
        """Those that a unit within reach keeps, or is or was a member of."""
        reach = reach_of(user.granted_unit_ids)
        joined = ClusterMembership.objects.filter(unit__in=reach).values("cluster")
        return self.filter(Q(organiser__in=reach) | Q(pk__in=joined))

    def standing(self, on):
        """With the number of members, and the name of the head, on a day."""
        members = ClusterMembership.objects.in_force(on).filter(cluster=OuterRef("pk"))
        heads = ClusterLead.objects.in_force(on).filter(
            cluster=OuterRef("pk"), place=LeadPlace.HEAD
        )
        counted = members.order_by().values("cluster").annotate(number=models.Count("pk"))
        return self.annotate(
            member_count=models.functions.Coalesce(
                models.Subquery(counted.values("number")), models.Value(0)
            ),
            head_name=models.Subquery(heads.values("unit__short_name")),
            head_key=models.Subquery(heads.values("unit__sort_key")),
        )


@pghistory.track()
class Cluster(Dated, models.Model):
    """Units that are compared and rank among themselves; one of their superiors keeps it.

    Law 06/2022/QH15 article 16.2 (c): the council of a level organises them.
    """

    name = NfcCharField("tên", max_length=100)
    sort_key = SortKeyField(source="name")
    kind = models.CharField("loại", max_length=10, choices=ClusterKind)
    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="clusters", verbose_name="đơn vị tổ chức"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "cụm, khối thi đua"
        constraints = [
            dates_in_order("cluster_dates_in_order"),
            apart("cluster_names_apart", "organiser", "name"),
        ]
        triggers = [pgtrigger.ReadOnly(name="cluster_organiser_stays", fields=["organiser"])]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("units:cluster", args=[self.pk])


@pghistory.track()
class ClusterMembership(Dated, models.Model):
    """A unit is in at most one cluster of an organiser at a time."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="memberships")
    organiser = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["unit__sort_key", "unit", "valid_from"]
        constraints = [
            dates_in_order("membership_dates_in_order"),
            apart("one_cluster_at_a_time", "organiser", "unit"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="membership_of_its_organiser",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=OF_ITS_CLUSTER,
            )
        ]

    def __str__(self):
        return f"{self.unit}, {self.cluster}"


@pghistory.track()
class ClusterLead(Dated, models.Model):
    """A member that heads the cluster, or stands in for its head."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="leads")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="leads")
    place = models.PositiveSmallIntegerField("vị trí", choices=LeadPlace)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["place", "valid_from"]
        constraints = [
            dates_in_order("lead_dates_in_order"),
            models.CheckConstraint(
                condition=Q(place__in=LeadPlace.values), name="lead_place_is_known"
            ),
            apart("one_lead_in_a_place", "cluster", "place"),
            apart("one_place_of_a_lead", "cluster", "unit"),
        ]

    def __str__(self):
        return f"{self.title}: {self.unit}"

    @property
    def title(self) -> str:
        """Give "Cụm trưởng", "Khối phó"."""
        rank = "trưởng" if self.place == LeadPlace.HEAD else "phó"
        return f"{self.cluster.get_kind_display().split()[0]} {rank}"
