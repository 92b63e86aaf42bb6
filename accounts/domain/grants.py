"""Grants: given, ended, and handed on in writing. Nothing is deleted."""

from dataclasses import dataclass
from datetime import date, timedelta

import rules
from django.db import transaction
from django.utils import timezone

from accounts.domain.policies import (
    check_own_figures,
    check_room,
    check_still_administered,
    lock_administration,
)
from accounts.domain.refusals import EndedAlready, EndInThePast, EndNotEarlier
from accounts.enums import Role
from accounts.models import Grant, User
from core.access.refusals import NotPermitted
from core.audit.trail import record
from core.vietnamese.dates import short_date
from units.models import Unit

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """Which role, where, and from when to when (both days included)."""

    role: Role
    unit: Unit
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def give_grant(person: User, *, by, terms: Terms) -> Grant:
    """Gives the person a role. Raises NotPermitted, OwnFigures, DatesCrossed, GrantOverlaps."""
    if not rules.has_perm("accounts.give_grant_to", by, person):
        raise NotPermitted
    return place_grant(person, by=by, terms=terms)


def place_grant(person: User, *, by, terms: Terms) -> Grant:
    """The part of giving that holds for a new account as well, which no unit knows yet."""
    if not rules.has_perm("accounts.give_grant_at", by, terms.unit):
        raise NotPermitted
    check_own_figures(person, terms.role, by=by)
    grant = save_apart(Grant(user=person, **vars(terms)))
    record(
        "accounts.grant_given",
        person,
        by=by,
        grant=by.administering_grant(terms.unit),
        unit_id=terms.unit.pk,
        after=grant_facts(grant),
    )
    return grant


def save_apart(grant: Grant) -> Grant:
    """Saves a new grant beside the person's others. Raises DatesCrossed, GrantOverlaps."""
    User.objects.select_for_update().get(pk=grant.user_id)
    check_room(grant)
    grant.save()
    return grant


@transaction.atomic
def end_grant(grant: Grant, *, by, last_day: date | None = None) -> Grant:
    """Ends the grant after `last_day`, or at once; what was delegated from it ends with it.

    A grant whose first day is still to come, or today, is taken back. Raises NotPermitted,
    EndedAlready, EndInThePast, EndNotEarlier, LastAdministrator.
    """
    if not rules.has_perm("accounts.end_grant", by, grant):
        raise NotPermitted
    if grant.role == Role.ADMINISTRATOR:
        lock_administration()
    grant = Grant.objects.select_for_update(of=["self"]).for_naming().get(pk=grant.pk)
    _check_end(grant, last_day)
    last_day = last_day or timezone.localdate() - ONE_DAY
    if grant.role == Role.ADMINISTRATOR:
        check_still_administered([grant.unit], on=last_day + ONE_DAY, without=[grant])
    authority = by.administering_grant(grant.unit) or grant.delegated_from
    for given in grant.delegations.filter(valid_to__gt=last_day).for_naming():
        _shorten(given, last_day, by=by, authority=authority)
    return _shorten(grant, last_day, by=by, authority=authority)


def _check_end(grant: Grant, last_day: date | None) -> None:
    today = timezone.localdate()
    if grant.is_withdrawn or (grant.valid_to and grant.valid_to < today):
        raise EndedAlready
    if last_day and last_day < today:
        raise EndInThePast
    if last_day and grant.valid_to and last_day >= grant.valid_to:
        raise EndNotEarlier(
            f"Phân quyền đã có hạn đến hết ngày {short_date(grant.valid_to)}; chọn ngày sớm hơn."
        )


def _shorten(grant: Grant, last_day: date, *, by, authority: Grant) -> Grant:
    before = {"valid_to": _day_text(grant.valid_to)}
    grant.valid_to = max(last_day, grant.valid_from - ONE_DAY)
    grant.save(update_fields=["valid_to"])
    record(
        "accounts.grant_ended",
        grant.user,
        by=by,
        grant=authority,
        unit_id=grant.unit_id,
        before=before,
        after=grant_facts(grant),
    )
    return grant


def grant_facts(grant: Grant) -> dict[str, str]:
    """What the trail tells of a grant, beside who holds it."""
    return {
        "grant": str(grant),
        "valid_from": _day_text(grant.valid_from),
        "valid_to": _day_text(grant.valid_to),
    }


def _day_text(day: date | None) -> str:
    return day.isoformat() if day else ""
