"""The running campaigns in which units have a part: for the effect of what happens to the units."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from campaigns.domain.participations import lasting_on
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Participation, Period
from core.vietnamese.dates import short_date
from units.domain.touched import TouchedCampaign
from units.models import Unit

Rows = list[Participation]


def touched(units: Sequence[Unit], day: date) -> list[TouchedCampaign]:
    """Those in which the units take part, or are reported to, on the day or later. One query."""
    rows = rows_by_campaign(participations_of(units, day), day)
    return [as_touched(campaign, rows[campaign], units, day) for campaign in rows]


def as_touched(
    campaign: Campaign, rows: Rows, units: Sequence[Unit], day: date, changes: Sequence[str] = ()
) -> TouchedCampaign:
    """What the room of units shows of a campaign; the rows are those of rows_by_campaign()."""
    return TouchedCampaign(
        name=campaign.name,
        ties=list(_ties(campaign, rows, units)),
        periods=[_in_words(period, day) for period in rows[0].periods_touched],
        changes=list(changes),
    )


def participations_of(units: Sequence[Unit], day: date) -> QuerySet[Participation]:
    """The units' own in running campaigns, and those of who reports to one of them."""
    of_units = Q(unit__in=units) | Q(superior__in=units)
    return Participation.objects.filter(
        lasting_on(day), of_units, campaign__state=CampaignState.LAUNCHED
    )


def rows_by_campaign(rows: QuerySet[Participation], day: date) -> dict[Campaign, Rows]:
    """In the order of their making, with `periods_touched`: those that the day cuts or meets."""
    rows = rows.select_related("campaign__managing_unit", "unit", "superior")
    by_campaign: dict[Campaign, Rows] = {}
    for row in rows.annotate(periods_touched=_periods(day)).order_by("campaign", "pk"):
        by_campaign.setdefault(row.campaign, []).append(row)
    return by_campaign


def _periods(day: date) -> ArraySubquery:
    """The periods that are open on the day, or whose data the day cuts in two."""
    cut = Q(data_from__lt=day, data_to__gte=day)
    still_open = Q(opens_on__lte=day, closes_on__gte=day)
    periods = Period.objects.filter(cut | still_open, campaign=OuterRef("campaign"))
    told = JSONObject(**{name: name for name in ("label", "data_from", "data_to", "closes_on")})
    return ArraySubquery(periods.order_by("data_from").values_list(told))


def _in_words(period: dict[str, str], day: date) -> str:
    data_from, data_to, closes_on = (
        date.fromisoformat(period[name]) for name in ("data_from", "data_to", "closes_on")
    )
    is_cut = "bị cắt ngang" if data_from < day <= data_to else "đang mở"
    window = f"số liệu {short_date(data_from)} – {short_date(data_to)}"
    return f"{period['label']}: {is_cut}, {window}, nhận báo cáo đến hết {short_date(closes_on)}"


def _ties(campaign: Campaign, rows: Rows, units: Sequence[Unit]) -> Iterator[str]:
    for row in rows:
        if row.unit in units:
            superior = row.superior
            reports = f"báo cáo về {superior}" if superior else "không báo cáo về đơn vị nào"
            yield f"{row.unit} tham gia, {reports}"
    for unit in units:
        if reporting := {row.unit_id for row in rows if row.superior == unit}:
            yield f"{len(reporting)} đơn vị báo cáo về {unit}"
    if campaign.managing_unit in units:
        yield f"{campaign.managing_unit} quản lý phong trào"
