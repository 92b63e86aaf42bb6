"""Units, their two trees, their former names, who succeeded whom, and who held which office."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import RangeOperators
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone

from core.vietnamese.fields import NfcCharField, NfcTextField, SortKeyField
from units.dated import Dated, DatedQuerySet, days
from units.enums import UnitKind
from units.models.reach import INHERITED, LINES, REACHED_FROM, TAKEN_OVER, reach_of

# The lock makes two transactions that turn the trees at once wait for one another; alone, neither
# would see the half of the cycle that the other has not committed.
CYCLE = """
IF TG_OP = 'UPDATE' AND
    (NEW.administrative_parent_id, NEW.command_parent_id) IS NOT DISTINCT FROM
    (OLD.administrative_parent_id, OLD.command_parent_id) THEN
    RETURN NEW;
END IF;
PERFORM pg_advisory_xact_lock(hashtext('unit_cycle'));
IF NEW.administrative_parent_id IS NOT NULL AND EXISTS (
    WITH RECURSIVE up(id) AS (
        SELECT NEW.administrative_parent_id
        UNION SELECT u.administrative_parent_id FROM units_unit u JOIN up ON u.id = up.id
    ) SELECT 1 FROM up WHERE id = NEW.id
) OR NEW.command_parent_id IS NOT NULL AND EXISTS (
    WITH RECURSIVE up(id) AS (
        SELECT NEW.command_parent_id
        UNION SELECT u.command_parent_id FROM units_unit u JOIN up ON u.id = up.id
    ) SELECT 1 FROM up WHERE id = NEW.id
) THEN
    RAISE EXCEPTION 'unit % would stand under itself', NEW.id USING ERRCODE = 'check_violation',
        CONSTRAINT = 'unit_cycle';
END IF;
RETURN NEW;
"""


class UnitQuerySet(DatedQuerySet):
    def reached_from(self, unit_ids):
        """The given units, all under them by either tree, and all that these succeeded."""
        return self.filter(pk__in=reach_of(unit_ids))

    def pairs_of_reach(self, tops, unit_ids) -> list[tuple[int, int]]:
        """Pairs of one of the tops and one of the units that it reaches."""
        today = timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute(REACHED_FROM, [list(tops), today, today, list(unit_ids)])
            return cursor.fetchall()

    def taken_over_by(self, unit_id):
        """The unit itself, and those whose one successor it is, in steps too."""
        today = timezone.localdate()
        line = RawSQL(TAKEN_OVER, [unit_id, today, today])  # noqa: S611 - constant SQL
        return self.filter(pk__in=line)

    def lines_of(self, unit_ids) -> list[tuple[int, int]]:
        """Pairs of a given unit and each unit that taken_over_by() names, itself among them."""
        today = timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute(LINES, [list(unit_ids), today, today])
            return cursor.fetchall()

    def without_successor(self):
        """Those that have ended and passed their rights on to nobody."""
        return self.filter(valid_to__lt=timezone.localdate(), successions=None)

    def visible_to(self, user):
        return self.reached_from(user.granted_unit_ids)


@pghistory.track()
class Unit(Dated, models.Model):
    """A unit that reports or is reported to. Nothing is deleted; a unit ends on `valid_to`."""

    code = NfcCharField("mã đơn vị", max_length=30, unique=True)
    kind = models.CharField("loại đơn vị", max_length=20, choices=UnitKind)
    official_name = NfcCharField("tên đầy đủ", max_length=200)
    short_name = NfcCharField("tên gọn", max_length=100)
    named_since = models.DateField("mang tên từ ngày")
    sort_key = SortKeyField(source="short_name")
    administrative_parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="administrative_children",
        verbose_name="cấp trên về hành chính",
    )
    command_parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="command_children",
        verbose_name="cấp trên về chỉ huy",
    )
    valid_from = models.DateField("thành lập từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "đơn vị"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_dates_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày thành lập.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="unit_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=CYCLE,
            )
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("units:detail", args=[self.pk])

    def name_on(self, day) -> str:
        """The official name the unit bore on a day; documents keep the names of their date."""
        if day >= self.named_since:
            return self.official_name
        former = self.former_names.filter(valid_from__lte=day, valid_to__gte=day).first()
        return former.official_name if former else self.official_name


@pghistory.track()
class FormerName(models.Model):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="former_names")
    official_name = NfcCharField("tên đầy đủ", max_length=200)
    short_name = NfcCharField("tên gọn", max_length=100)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")

    class Meta:
        ordering = ["unit_id", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="former_name_dates_in_order"
            ),
            ExclusionConstraint(
                name="former_names_apart",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return self.official_name


class SuccessionQuerySet(models.QuerySet):
    def inherited_by(self, unit_ids) -> list[tuple[int, int]]:
        """Pairs of a given unit and each dissolved unit it succeeded, directly or in steps."""
        today = timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute(INHERITED, [list(unit_ids), today, today])
            return cursor.fetchall()

    def names_of_divided(self, **successions) -> ArraySubquery:
        """Of these successions, the units that were dissolved into several."""
        of_same = self.model.objects.filter(predecessor=OuterRef("predecessor"))
        others = of_same.exclude(successor=OuterRef("successor"))
        parts = self.filter(Exists(others), predecessor__valid_to__isnull=False, **successions)
        in_order = parts.order_by("predecessor__sort_key", "predecessor")
        return ArraySubquery(in_order.values("predecessor__short_name"))

    def passed_on(self, unit_ids) -> list[tuple[int, int]]:
        """Pairs of each direct successor of a given unit that was dissolved, and that unit."""
        today = timezone.localdate()
        ended = self.filter(predecessor__in=unit_ids, predecessor__valid_to__lt=today)
        return list(ended.filter(effective_on__lte=today).values_list("successor", "predecessor"))


@pghistory.track()
class Succession(models.Model):
    """One unit took over from another; both sides may be many."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="inheritances")
    effective_on = models.DateField("có hiệu lực từ ngày")

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        ordering = ["effective_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="one_succession_of_a_pair"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="no_unit_succeeds_itself"
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"


class OfficeQuerySet(DatedQuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=reach_of(user.granted_unit_ids))


@pghistory.track()
class Office(models.Model):
    """Who may sign for a unit, and the lines above the name (Decree 30/2020 article 13).

    A unit has one signer at a time, who stands on its papers; others are entered as signing
    alongside (KT., TUQ.).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offices")
    title = NfcCharField("chức vụ", max_length=100)
    authority_line = NfcTextField("quyền hạn", blank=True)
    rank = NfcCharField("cấp bậc", max_length=50, blank=True)
    holder = NfcCharField("họ và tên", max_length=100)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    signs_alongside = models.BooleanField("cùng ký với người ký chính", default=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["unit_id", "signs_alongside", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="office_dates_in_order",
            ),
            ExclusionConstraint(
                name="one_signer_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                condition=Q(signs_alongside=False),
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.holder}"
