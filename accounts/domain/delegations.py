"""A head hands the own right to another person, in writing and for a time.

Decree 30/2020/NĐ-CP article 13.3: authorisation is given in writing, limited in time and content,
and who was authorised does not authorise another.
"""

from datetime import date

import rules
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.domain.grants import Terms, grant_facts, save_apart
from accounts.domain.refusals import (
    BeyondOwnGrant,
    DelegatedBackwards,
    DelegateUnfit,
    NotDelegable,
    PaperMissing,
)
from accounts.enums import DELEGATED_ROLES
from accounts.models import Grant, User
from core.access.refusals import NotPermitted
from core.audit.trail import record
from core.vietnamese.dates import short_date


def delegable_grants(user: User):
    """The user's own grants of today that can be handed on; not at a unit that has ended."""
    today = timezone.localdate()
    own = user.grants.in_force(today).for_naming()
    lasting = Q(unit__valid_to=None) | Q(unit__valid_to__gte=today)
    return own.filter(lasting, role__in=DELEGATED_ROLES, delegated_from=None)


def possible_delegates(user: User):
    """Active people who hold a role today, or will, at a unit within the user's reach."""
    held = Grant.objects.visible_to(user).not_ended(timezone.localdate())
    active = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return active.exclude(pk=user.pk)


@transaction.atomic
def delegate_grant(
    source: Grant, *, by, person: User, valid_from: date, valid_to: date, paper: str
) -> Grant:
    """Hands the right of `source` to the person; `paper` names the written authorisation.

    Raises NotPermitted, NotDelegable, DelegateUnfit, PaperMissing, DelegatedBackwards,
    BeyondOwnGrant, DatesCrossed, GrantOverlaps.
    """
    if not rules.has_perm("accounts.delegate", by):
        raise NotPermitted
    source = delegable_grants(by).select_for_update(of=["self"]).filter(pk=source.pk).first()
    if source is None:
        raise NotDelegable
    if not possible_delegates(by).filter(pk=person.pk).exists():
        raise DelegateUnfit
    if not paper.strip():
        raise PaperMissing
    _check_within(source, valid_from, valid_to)
    terms = Terms(source.role, source.unit, valid_from, valid_to)
    grant = Grant(user=person, delegated_from=source, paper=paper, **vars(terms))
    save_apart(grant)
    record(
        "accounts.delegated",
        person,
        by=by,
        grant=source,
        unit_id=source.unit_id,
        after=grant_facts(grant),
    )
    return grant


def _check_within(source: Grant, valid_from: date, valid_to: date) -> None:
    if valid_from < timezone.localdate():
        raise DelegatedBackwards
    if source.valid_to and valid_to > source.valid_to:
        raise BeyondOwnGrant(
            f"Quyền của chính bạn chỉ có đến hết ngày {short_date(source.valid_to)}."
        )
