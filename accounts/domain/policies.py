"""What is possible now; which person may do it stands in rules.py."""

from collections.abc import Iterable
from datetime import date

from accounts.domain.refusals import (
    DatesCrossed,
    GrantOverlaps,
    LastAdministrator,
    OwnFigures,
)
from accounts.enums import FIGURE_READERS, Role
from accounts.models import Grant, User
from core.vietnamese.dates import short_date
from units.models import Unit


def check_own_figures(person: User, role: Role, *, by) -> None:
    """Raises OwnFigures when an administrator would become a reader of figures by the own hand."""
    if person.pk == by.pk and role in FIGURE_READERS:
        raise OwnFigures


def check_room(grant: Grant) -> None:
    """Raises DatesCrossed, or GrantOverlaps when the person holds the role there already."""
    if grant.valid_to and grant.valid_to < grant.valid_from:
        raise DatesCrossed
    same = grant.user.grants.filter(role=grant.role, unit=grant.unit)
    if held := same.overlapping(grant.valid_from, grant.valid_to).first():
        raise GrantOverlaps(
            f"{grant.user} đã giữ vai trò “{grant.get_role_display()}” tại {grant.unit}"
            f" {days_in_words(held)}."
        )


def days_in_words(grant: Grant) -> str:
    """Give "từ ngày 01/01/2026 đến hết ngày 31/12/2026"."""
    since = f"từ ngày {short_date(grant.valid_from)}"
    return f"{since} đến hết ngày {short_date(grant.valid_to)}" if grant.valid_to else since


def lock_administration() -> None:
    """Two administrators who lock each other out at once wait for one another."""
    list(Grant.objects.filter(role=Role.ADMINISTRATOR).order_by("pk").select_for_update())


def check_still_administered(units: Iterable[Unit], *, on: date, without: Iterable[Grant]) -> None:
    """Raises LastAdministrator when a unit has nobody left who keeps it and its people.

    For the top unit nobody could mend that from above. Expects `lock_administration()`.
    """
    others = Grant.objects.in_force(on).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    others = others.exclude(pk__in=[grant.pk for grant in without])
    kept = Unit.objects.reached_from(others.values_list("unit", flat=True))
    kept_ids = set(kept.values_list("pk", flat=True))
    for unit in units:
        if unit.pk not in kept_ids:
            raise LastAdministrator(
                f"Đây là người quản trị cuối cùng của {unit}."
                " Hãy giao quyền quản trị cho người khác trước."
            )
