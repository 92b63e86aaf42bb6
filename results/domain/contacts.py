"""Whom to call about a unit's reports, as the accounts say."""

from collections.abc import Iterable
from typing import TypedDict

from django.db.models import Case, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant
from results.rules import UNIT_HANDS

FACTS = ("unit_id", "user__full_name", "user__phone")


class Contact(TypedDict):
    name: str
    phone: str


NOBODY = Contact(name="", phone="")


def contacts_of(unit_ids: Iterable[int]) -> dict[int, Contact]:
    """Who enters for each unit today, by the unit's key; a unit without such a person is left out.

    One query.
    """
    hands = _hands().filter(unit__in=list(unit_ids)).values_list(*FACTS)
    found = reversed(hands)  # the first of each unit is written last
    return {unit_id: Contact(name=name, phone=phone) for unit_id, name, phone in found}


def contact_told(unit: str) -> Subquery:
    """The contact of the unit that a column holds, read along with it; None where there is none."""
    contact = JSONObject(name="user__full_name", phone="user__phone")
    return Subquery(_hands().filter(unit=OuterRef(unit)).values(contact=contact)[:1])


def _hands() -> QuerySet:
    """Who has a telephone comes first, then who enters before who answers for it."""
    hands = Grant.objects.in_force(timezone.localdate())
    hands = hands.filter(role__in=UNIT_HANDS, user__is_active=True)
    first = (_yes_last(user__phone=""), _yes_last(role=Role.UNIT_HEAD))
    return hands.order_by(*first, "user__sort_key", "user_id")


def _yes_last(**condition) -> Case:
    return Case(When(**condition, then=1), default=0)
