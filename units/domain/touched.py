"""The campaigns, units and people that a change of units touches.

Campaigns and grants stand in rooms above this one: they are asked for through the relations that
lead here, as plain values.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, TextField, Value

from core.vietnamese.dates import short_date
from units.models import Unit

LAUNCHED = "launched"
TAKING_PART, SUPERVISING, MANAGING = range(3)
NOBODY = Value(None, output_field=TextField())
NONE = Value(0)


@dataclass
class TouchedCampaign:
    """A running campaign: how the units are tied to it, and the periods that need attention."""

    name: str
    ties: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)


def moving_with(unit: Unit, day: date) -> tuple[int, int]:
    """How many units of a day stand under the unit, and how many people hold a grant at it."""
    under = Unit.objects.reached_from([unit.pk]).in_force(day).exclude(pk=unit.pk)
    held = Unit.objects.filter(_lasting("grants", day), pk=unit.pk, grants__valid_from__lte=day)
    rows = under.order_by().values_list(Value("unit"), "pk")
    rows = set(rows.union(held.order_by().values_list(Value("person"), "grants__user")))
    units = sum(kind == "unit" for kind, _ in rows)
    return units, len(rows) - units


def campaigns_touched(units: Iterable[Unit], day: date) -> list[TouchedCampaign]:
    """The running campaigns in which the units have a part on a day or later."""
    concerned = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by()
    ties = _taking_part(concerned, day).union(
        _supervising(concerned, day), _managing(concerned), all=True
    )
    touched: dict[int, TouchedCampaign] = {}
    for key, name, part, unit, superior, reporting in ties.order_by("part", "short_name"):
        words = _tie(part, unit, superior, reporting)
        touched.setdefault(key, TouchedCampaign(name)).ties.append(words)
    for key, words in _periods(list(touched), day):
        touched[key].periods.append(words)
    return list(touched.values())


def _tie(part: int, unit: str, superior: str | None, reporting: int) -> str:
    if part == TAKING_PART:
        reports = f"báo cáo về {superior}" if superior else "không báo cáo về đơn vị nào"
        return f"{unit} tham gia, {reports}"
    if part == SUPERVISING:
        return f"{reporting} đơn vị báo cáo về {unit}"
    return f"{unit} quản lý phong trào"


def _taking_part(units, day):
    rows = units.filter(_lasting("participations", day), participations__campaign__state=LAUNCHED)
    superior = "participations__superior__short_name"
    return _ties(rows, TAKING_PART, "participations__campaign", superior=F(superior))


def _supervising(units, day):
    rows = units.filter(
        _lasting("supervised_participations", day),
        supervised_participations__campaign__state=LAUNCHED,
    )
    reporting = Count("supervised_participations__unit", distinct=True)
    path = "supervised_participations__campaign"
    return _ties(rows, SUPERVISING, path, reporting=reporting)


def _managing(units):
    rows = units.filter(managed_campaigns__state=LAUNCHED)
    return _ties(rows, MANAGING, "managed_campaigns")


def _ties(rows, part: int, path: str, *, superior=NOBODY, reporting=NONE):
    """Rows of one shape, so that they are asked in one query."""
    named = rows.values("short_name", key=F(path), name=F(f"{path}__name"), part=Value(part))
    named = named.annotate(superior_name=superior, reporting=reporting)
    return named.values_list("key", "name", "part", "short_name", "superior_name", "reporting")


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
