"""When units end, their participations end with them and their successors take part instead.

The act on the units carries this along: it is worked out for the effect that a person agrees to,
and done in the same transaction.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from campaigns.domain.participations import ONE_DAY, end_before, lasting_on, put_under
from campaigns.domain.quotas import give_quotas
from campaigns.domain.touched import as_touched, participations_of, rows_by_campaign
from campaigns.models import Campaign, Indicator, Participation, Quota
from core.audit.trail import record
from core.vietnamese.dates import short_date
from core.vietnamese.numbers import format_number
from units.domain.identity import NewUnit
from units.domain.touched import TouchedCampaign
from units.models import Unit

Successor = Unit | NewUnit
Quotas = Sequence[Quota]


@dataclass(frozen=True)
class CampaignChange:
    """What changes in one campaign.

    `rows` are all participations in it, `ending` those of the units, `joining` the successors that
    take part from then on and to whom they report, `passing` the participations that go under
    another unit, `quotas` what the one successor is given.
    """

    campaign: Campaign
    effective_on: date
    rows: list[Participation]
    ending: list[Participation]
    joining: list[tuple[Successor, Unit | None]]
    passing: list[tuple[Participation, Successor]]
    quotas: Mapping[Indicator, Decimal]
    heir: Successor | None
    is_managed_by_one: bool
    divides_quotas: bool

    def sentences(self) -> list[str]:
        return list(_sentences(self))


def foreseen(
    units: Sequence[Unit], successors: Sequence[Successor], effective_on: date
) -> list[TouchedCampaign]:
    """The campaigns that the units are tied to, and what follow() would do in each."""
    return [
        as_touched(each.campaign, each.rows, units, effective_on, changes=each.sentences())
        for each in _changes(units, successors, effective_on)
    ]


def follow(
    units: Sequence[Unit], successors: Sequence[Unit], effective_on: date, *, reason: str, by
) -> None:
    """Ends the units' participations in running campaigns and lets their successors take part.

    A successor reports to whom its predecessors reported; where these differ, to the managing
    unit. Whoever reported to an ended unit reports to its one successor, or to the unit above.
    The one successor of all is given the sum of their quotas, a quota that is part of another's
    not twice; where there are several, nobody can say how a quota divides, and none is given.
    Management itself passes by transfer_campaign().
    """
    grant = by.administering_grant(units[0])
    list(_touched(units, effective_on).order_by("pk").select_for_update())
    for change in _changes(units, successors, effective_on):
        _do(change)
        _give_quotas(change, grant=grant, by=by, reason=reason)
        record(
            "campaigns.units_succeeded",
            change.campaign,
            by=by,
            grant=grant,
            unit_id=change.campaign.managing_unit_id,
            after={"participants": change.sentences()},
            reason=reason,
        )


def _touched(units: Sequence[Unit], day: date) -> QuerySet[Campaign]:
    return Campaign.objects.filter(pk__in=participations_of(units, day).values("campaign"))


def _changes(
    units: Sequence[Unit], successors: Sequence[Successor], day: date
) -> Iterator[CampaignChange]:
    """One for each campaign; two queries for all of them."""
    rows = Participation.objects.filter(lasting_on(day), campaign__in=_touched(units, day))
    by_campaign = rows_by_campaign(rows, day)
    quotas = _quotas(by_campaign, [*units, *successors]) if by_campaign else {}
    for campaign, taking_part in by_campaign.items():
        given = quotas.get(campaign.pk, [])
        yield _change(campaign, taking_part, given, units, successors, day)


def _change(
    campaign: Campaign,
    rows: list[Participation],
    quotas: Quotas,
    units: Sequence[Unit],
    successors: Sequence[Successor],
    day: date,
) -> CampaignChange:
    ending = [row for row in rows if row.unit in units]
    followed = [row for row in ending if row.unit_id != campaign.managing_unit_id]
    heir = successors[0] if len(successors) == 1 else None
    line = _Line(campaign, rows, gone=units)
    predecessors = [row.unit for row in followed if not line.stands_under_any(row.unit, successors)]
    sums = _sums(quotas, predecessors)
    return CampaignChange(
        campaign=campaign,
        effective_on=day,
        rows=rows,
        ending=ending,
        joining=list(_joining(line, followed, successors)),
        passing=list(_passing(line, heir)),
        quotas=_sums(quotas, [*predecessors, heir], only=sums) if heir else {},
        heir=heir,
        is_managed_by_one=campaign.managing_unit in units,
        divides_quotas=bool(sums) and heir is None,
    )


class _Line:
    """To whom one reports when the units are gone; the managing unit stays until it hands on."""

    def __init__(self, campaign: Campaign, rows: list[Participation], gone: Sequence[Unit]):
        self.rows = rows
        self.root = campaign.managing_unit
        self.gone = [unit for unit in gone if unit != self.root]
        self._above = {row.unit: row.superior for row in rows}

    def takes_part(self, unit: Successor) -> bool:
        return unit in self._above

    def stands_under_any(self, unit: Unit, successors: Sequence[Successor]) -> bool:
        """Whether the quota of a successor, or of another that ends, holds the unit's already."""
        others = {*self.gone, *successors} - {unit}
        above = self._above.get(unit)
        while above is not None and above not in others:
            above = self._above.get(above)
        return above is not None

    def above(self, unit: Unit | None, *, passing_over: Sequence[Successor] = ()) -> Unit:
        """The unit itself, or the nearest above it that stays."""
        while unit is not None and (unit in self.gone or unit in passing_over):
            unit = self._above.get(unit)
        return unit or self.root


def _joining(
    line: _Line, followed: list[Participation], successors: Sequence[Successor]
) -> Iterator[tuple[Successor, Unit | None]]:
    superiors = {line.above(row.superior, passing_over=successors) for row in followed}
    for successor in successors:
        if superiors and not line.takes_part(successor):
            superior = superiors.copy().pop() if len(superiors) == 1 else line.root
            yield successor, None if superior == successor else superior


def _passing(line: _Line, heir: Successor | None) -> Iterator[tuple[Participation, Successor]]:
    for row in line.rows:
        if row.superior in line.gone and row.unit not in line.gone:
            yield row, heir if heir and row.unit != heir else line.above(row.superior)


def _quotas(campaigns: Iterable[Campaign], units: Sequence[Successor]) -> dict[int, Quotas]:
    """The present quotas of the units that are there, by campaign."""
    rows = Quota.objects.current().filter(
        campaign__in=campaigns, unit__in=[unit for unit in units if isinstance(unit, Unit)]
    )
    by_campaign: dict[int, Quotas] = {}
    for row in rows.select_related("indicator").order_by("indicator__code"):
        by_campaign.setdefault(row.campaign_id, []).append(row)
    return by_campaign


def _sums(
    quotas: Quotas, units: Sequence[Successor], *, only: Container[Indicator] | None = None
) -> dict[Indicator, Decimal]:
    """What the units together were given, by indicator."""
    keys = {unit.pk for unit in units if isinstance(unit, Unit)}
    sums: dict[Indicator, Decimal] = {}
    for quota in quotas:
        if quota.unit_id in keys and (only is None or quota.indicator in only):
            sums[quota.indicator] = sums.get(quota.indicator, Decimal(0)) + quota.value
    return sums


def _sentences(change: CampaignChange) -> Iterator[str]:
    since = f"từ ngày {short_date(change.effective_on)}"
    last_day = short_date(change.effective_on - ONE_DAY)
    for row in change.ending:
        yield f"{row.unit} thôi tham gia, hết ngày {last_day}"
    for successor, superior in change.joining:
        yield f"{successor} tham gia {since}, báo cáo về {superior or 'không đơn vị nào'}"
    for row, superior in change.passing:
        yield f"{row.unit} báo cáo về {superior} {since}"
    for indicator, value in change.quotas.items():
        yield (
            f"{change.heir} được giao chỉ tiêu “{indicator}”: {format_number(value)},"
            " gồm cả chỉ tiêu của đơn vị cũ"
        )
    if change.divides_quotas:
        yield "Chỉ tiêu đã giao không tự chia: người soạn kế hoạch giao cho từng đơn vị kế thừa"
    if change.is_managed_by_one:
        yield f"{change.campaign.managing_unit} quản lý phong trào: cần chuyển giao quản lý"


def _do(change: CampaignChange) -> None:
    day = change.effective_on
    for row, superior in change.passing:
        put_under(row, superior, day)
    for row in change.ending:
        end_before(row, day)
    for unit, superior in change.joining:
        Participation.objects.create(
            campaign=change.campaign, unit=unit, superior=superior, valid_from=day
        )


def _give_quotas(change: CampaignChange, *, grant, by, reason: str) -> None:
    values = {(change.heir.pk, indicator.pk): value for indicator, value in change.quotas.items()}
    predecessors = ", ".join(str(row.unit) for row in change.ending)
    words = f"Tiếp nhận từ {predecessors}: {reason}"
    give_quotas(change.campaign, values, grant=grant, by=by, reason=words)
