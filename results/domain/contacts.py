"""Whom to call about a unit's reports, as the accounts say."""

from collections.abc import Iterable
from typing import TypedDict

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant
from results.rules import UNIT_HANDS

FACTS = ("unit_id", "user__full_name", "user__phone", "role", "user__sort_key", "user_id")


class Contact(TypedDict):
    name: str
    phone: str


NOBODY = Contact(name="", phone="")


def contacts_of(unit_ids: Iterable[int]) -> dict[int, Contact]:
    """Who enters for each unit today, by the unit's key; a unit without such a person is left out.

    Who has a telephone comes first, then who enters before who answers for it. One query.
    """
    hands = Grant.objects.in_force(timezone.localdate()).filter(
        unit__in=list(unit_ids), role__in=UNIT_HANDS, user__is_active=True
    )
    found = sorted(hands.values_list(*FACTS), key=_rank, reverse=True)  # the first is written last
    return {unit_id: Contact(name=name, phone=phone) for unit_id, name, phone, *_ in found}


def _rank(facts: tuple) -> tuple:
    _, _, phone, role, sort_key, user_id = facts
    return (not phone, role != Role.CLERK, sort_key, user_id)
