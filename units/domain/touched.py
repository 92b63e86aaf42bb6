"""The campaigns, people and signers that a change of units touches.

Campaigns and grants stand in rooms above this one: they are asked for through the relations that
lead here, as plain values.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from core.vietnamese.dates import short_date
from units.models import Office, Unit

LAUNCHED = "launched"


@dataclass
class TouchedCampaign:
    """A running campaign: how the units are tied to it, and the periods that need attention."""

    name: str
    ties: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)


def people_of(units: Iterable[Unit], day: date) -> int:
    """How many people hold a grant at the units on a day."""
    held = Unit.objects.filter(
        _lasting("grants", day), pk__in=[unit.pk for unit in units], grants__valid_from__lte=day
    )
    return held.aggregate(people=Count("grants__user", distinct=True))["people"]


def signers_after(units: Iterable[Unit], day: date) -> list[Office]:
    """The offices of the units that do not end by the day."""
    lasting = Q(valid_to=None) | Q(valid_to__gt=day)
    return list(Office.objects.filter(lasting, unit__in=units).select_related("unit"))


def campaigns_touched(units: Iterable[Unit], day: date) -> list[TouchedCampaign]:
    """The running campaigns in which the units have a part on a day or later."""
    concerned = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    touched: dict[int, TouchedCampaign] = {}
    for key, name, tie in [
        *_taking_part(concerned, day),
        *_supervising(concerned, day),
        *_managing(concerned),
    ]:
        touched.setdefault(key, TouchedCampaign(name)).ties.append(tie)
    for key, words in _periods(list(touched), day):
        touched[key].periods.append(words)
    return list(touched.values())


def _taking_part(units, day):
    rows = units.filter(
        _lasting("participations", day), participations__campaign__state=LAUNCHED
    ).values_list(
        "participations__campaign",
        "participations__campaign__name",
        "short_name",
        "participations__superior__short_name",
    )
    for key, name, unit, superior in rows:
        reports = f", báo cáo về {superior}" if superior else ", không báo cáo về đơn vị nào"
        yield key, name, f"{unit} tham gia{reports}"


def _supervising(units, day):
    rows = (
        units.filter(
            _lasting("supervised_participations", day),
            supervised_participations__campaign__state=LAUNCHED,
        )
        .values_list(
            "supervised_participations__campaign",
            "supervised_participations__campaign__name",
            "short_name",
        )
        .annotate(reporting=Count("supervised_participations__unit", distinct=True))
    )
    for key, name, unit, reporting in rows:
        yield key, name, f"{reporting} đơn vị báo cáo về {unit}"


def _managing(units):
    rows = units.filter(managed_campaigns__state=LAUNCHED).values_list(
        "managed_campaigns", "managed_campaigns__name", "short_name"
    )
    for key, name, unit in rows:
        yield key, name, f"{unit} quản lý phong trào"


def _periods(campaigns: list[int], day: date):
    """The periods that are open on the day, or whose data the day cuts in two."""
    path = "participations__campaign__periods"
    cut = {f"{path}__data_from__lt": day, f"{path}__data_to__gte": day}
    still_open = {f"{path}__opens_on__lte": day, f"{path}__closes_on__gte": day}
    named = ("label", "data_from", "data_to", "closes_on")
    rows = (
        Unit.objects.filter(Q(**cut) | Q(**still_open), participations__campaign__in=campaigns)
        .order_by(f"{path}__data_from")
        .values_list("participations__campaign", *(f"{path}__{name}" for name in named))
        .distinct()
    )
    for key, label, data_from, data_to, closes_on in rows:
        is_cut = "bị cắt ngang" if data_from < day <= data_to else "đang mở"
        window = f"số liệu {short_date(data_from)} – {short_date(data_to)}"
        yield key, f"{label}: {is_cut}, {window}, nhận báo cáo đến hết {short_date(closes_on)}"


def _lasting(path: str, day: date) -> Q:
    return Q(**{f"{path}__valid_to": None}) | Q(**{f"{path}__valid_to__gte": day})
