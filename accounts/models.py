"""People, and what each was granted: a role at a unit from one day to another."""

import functools
from datetime import timedelta

import pghistory
import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.enums import DELEGATED_ROLES, Role
from core.notices.reading import unread_number
from core.vietnamese.collation import person_sort_key
from core.vietnamese.fields import NfcCharField, SortKeyField
from units.dated import DatedQuerySet, days
from units.models import Succession, Unit, reach_of

# A delegated right is never more than the right it comes from, whichever of the two rows changes.
# A grant whose last day precedes its first was taken back before it meant anything.
WITHIN = """
    source.delegated_from_id IS NULL
    AND (source.role, source.unit_id) = (given.role, given.unit_id)
    AND source.user_id <> given.user_id
    AND source.valid_from <= given.valid_from
    AND COALESCE(source.valid_to, 'infinity') >= given.valid_to
"""
DELEGATION = f"""
IF EXISTS (
    SELECT FROM (SELECT NEW.*) given
    JOIN accounts_grant source ON source.id = given.delegated_from_id
    WHERE given.valid_to >= given.valid_from AND NOT ({WITHIN})
) OR EXISTS (
    SELECT FROM (SELECT NEW.*) source
    JOIN accounts_grant given ON given.delegated_from_id = source.id
    WHERE given.valid_to >= given.valid_from AND NOT ({WITHIN})
) THEN
    RAISE EXCEPTION 'grant % would go beyond the right it is delegated from', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_within_its_source';
END IF;
RETURN NEW;
"""  # noqa: S608 - made of constants


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The user's own account, and those with a grant at a unit within reach."""
        reach = reach_of(user.granted_unit_ids)
        return self.filter(Q(pk=user.pk) | Q(grants__unit__in=reach)).distinct()

    def administered_by(self, user):
        """Those with a grant at a unit that the user administers."""
        return self.filter(grants__unit__in=user.reach_as([Role.ADMINISTRATOR])).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=self.model.normalize_username(username).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account made by an administrator. There is no superuser: every right is a grant."""

    username = NfcCharField(
        "tên đăng nhập",
        max_length=50,
        unique=True,
        error_messages={"unique": "Tên đăng nhập này đã có người dùng."},
    )
    full_name = NfcCharField("họ và tên", max_length=100)
    sort_key = SortKeyField(source="full_name", key=person_sort_key)
    email = models.EmailField("thư điện tử", blank=True)
    phone = NfcCharField("điện thoại", max_length=20, blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)
    date_joined = models.DateTimeField("ngày lập tài khoản", default=timezone.now)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    session_round = models.PositiveIntegerField(default=0, editable=False)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    objects = UserManager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "người dùng"
        constraints = [
            models.CheckConstraint(
                condition=Q(username=Lower("username")),
                name="username_in_small_letters",
                violation_error_message="Tên đăng nhập viết bằng chữ thường.",
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return reverse("accounts:detail", args=[self.pk])

    def get_session_auth_hash(self) -> str:
        """What a session must carry: it ends with the password, and with `session_round`."""
        facts = f"{self.password} {self.session_round}"
        return salted_hmac("accounts.session", facts, algorithm="sha256").hexdigest()

    @functools.cached_property
    def grants_today(self) -> list["Grant"]:
        """The grants in force today; read once per request."""
        return list(self.grants.in_force(timezone.localdate()).for_naming())

    @functools.cached_property
    def grants_by_unit(self) -> dict[int, list["Grant"]]:
        """Today's grants by unit, a dissolved unit counted with each of its successors."""
        own: dict[int, list[Grant]] = {}
        for grant in self.grants_today:
            own.setdefault(grant.unit_id, []).append(grant)
        held = dict(own)
        for successor, predecessor in Succession.objects.inherited_by(own):
            held[predecessor] = held.get(predecessor, []) + own[successor]
        return held

    @functools.cached_property
    def unread_notices(self) -> int:
        """How much the user was told and has not read; a request reads it with the account."""
        return unread_number(self.pk)

    @property
    def granted_unit_ids(self) -> frozenset[int]:
        return frozenset(self.grants_by_unit)

    @functools.cached_property
    def reachable_unit_ids(self) -> frozenset[int]:
        """The units that the user may see."""
        return frozenset(Unit.objects.visible_to(self).values_list("pk", flat=True))

    def grant_for(self, roles, unit_ids) -> "Grant | None":
        """The grant under which the user holds one of the roles at one of the units, if any."""
        for unit_id in unit_ids:
            for grant in self.grants_by_unit.get(unit_id, ()):
                if grant.role in roles:
                    return grant
        return None

    def unit_ids_as(self, roles) -> list[int]:
        """The units where the user holds one of the roles."""
        return [
            unit_id
            for unit_id, grants in self.grants_by_unit.items()
            if any(grant.role in roles for grant in grants)
        ]

    def units_as(self, roles):
        """The units within the reach of the user's grants of these roles."""
        return Unit.objects.reached_from(self.unit_ids_as(roles))

    def reach_as(self, roles):
        """The ids of these units, to compare a column with."""
        return reach_of(self.unit_ids_as(roles))

    def administering_grant(self, unit: Unit) -> "Grant | None":
        """The grant under which the user keeps the unit and its people, if any."""
        return self.administering_grants([unit.pk]).get(unit.pk)

    def administering_grants(self, unit_ids) -> dict[int, "Grant"]:
        """The grant under which the user keeps each unit, by the unit's key."""
        return self.grants_reaching([Role.ADMINISTRATOR], unit_ids)

    def grants_reaching(self, roles, unit_ids) -> dict[int, "Grant"]:
        """The grant of one of these roles that reaches each unit, by its key; asked all at once."""
        tops = self.unit_ids_as(roles)
        if not tops:
            return {}
        pairs = Unit.objects.pairs_of_reach(tops, unit_ids)
        pairs.sort(key=lambda pair: tops.index(pair[0]), reverse=True)  # the first of them counts
        return {key: self.grant_for(roles, [top]) for top, key in pairs}

    def organising_grant(self, unit: Unit) -> "Grant | None":
        """The grant under which the user organises the unit's competition, if any."""
        return self.grant_for([Role.CAMPAIGN_OFFICER], [unit.pk])

    @property
    def organised_units(self):
        """The units whose competition the user organises."""
        return Unit.objects.filter(pk__in=self.unit_ids_as([Role.CAMPAIGN_OFFICER]))

    @property
    def inspected_units(self):
        """The ids of the units whose trail the user reads."""
        return self.reach_as([Role.INSPECTOR])

    def holds(self, *roles: Role) -> bool:
        """Whether the user holds one of the roles anywhere today."""
        return any(grant.role in roles for grant in self.grants_today)


class GrantQuerySet(DatedQuerySet):
    def visible_to(self, user):
        """Those at a unit within the user's reach."""
        return self.filter(unit__in=reach_of(user.granted_unit_ids))

    def not_ended(self, on):
        """Those in force on the day or from a later day on."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=Greatest("valid_from", Value(on))))

    def overlapping(self, valid_from, valid_to):
        """Those that share a day with the given ones; without an end they go on."""
        begun = Q() if valid_to is None else Q(valid_from__lte=valid_to)
        return self.not_ended(valid_from).filter(begun)

    def for_naming(self):
        """With what the name of a grant tells."""
        return self.select_related("unit", "delegated_from__user")


@pghistory.track()
class Grant(models.Model):
    """A person holds a role at a unit, from a day to a day (both included).

    A delegated grant comes from another person's; it names the paper and ends with its source.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField("vai trò", max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    delegated_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    paper = NfcCharField("văn bản ủy quyền", max_length=100, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "pk"]
        verbose_name = "phân quyền"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from") - timedelta(days=1)),
                name="grant_dates_in_order",
            ),
            ExclusionConstraint(
                name="grants_of_a_role_apart",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                condition=Q(delegated_from=None)
                | Q(~Q(paper=""), valid_to__isnull=False, role__in=DELEGATED_ROLES),
                name="delegation_in_writing_and_for_a_time",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="grant_within_its_source",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=DELEGATION,
            )
        ]

    def __str__(self):
        name = f"{self.get_role_display()}, {self.unit}"
        if self.delegated_from is None:
            return name
        return f"{name}, {self.delegated_from.user} ủy quyền ({self.paper})"

    def get_absolute_url(self):
        return self.user.get_absolute_url()

    def has_ended(self, day) -> bool:
        """Neither in force on the day nor from a later day on."""
        return self.valid_to is not None and self.valid_to < max(self.valid_from, day)

    @property
    def is_withdrawn(self) -> bool:
        """Taken back on its first day or before it."""
        return self.valid_to is not None and self.valid_to < self.valid_from
