"""Giving quotas: one after another under the lock of the campaign, the former kept as history."""

from decimal import Decimal

import rules
from django.db import transaction
from django.utils import timezone

from campaigns.domain.policies import check_not_closed
from campaigns.domain.quota_sheet import Cell, Values, quota_indicators, values_at
from campaigns.models import Campaign, Indicator, Quota
from campaigns.rules import officer_grant
from core.access.refusals import NotPermitted, NotPossible, Stale, check_reason
from core.audit.trail import record
from units.models import Unit

Typed = dict[Cell, Decimal | None]


class QuotaConflict(Stale):
    """Somebody else gave other quotas since; `stands` holds what they are now, by cell."""

    code = "quota_conflict"

    def __init__(self, stands: Values):
        self.stands = stands
        super().__init__()


class QuotaTakenAway(NotPossible):
    """`cells` held a quota and were left empty."""

    code = "quota_taken_away"
    message = "Ô đã có chỉ tiêu giao thì không để trống. Không giao nữa thì ghi 0."

    def __init__(self, cells: list[Cell]):
        self.cells = cells
        super().__init__()


class NoSuchQuota(NotPossible):
    code = "no_such_quota"
    message = "Có đơn vị hoặc chỉ tiêu không thuộc phong trào này. Hãy tải lại trang."


class NoQuotaOfPercentages(NotPossible):
    code = "no_quota_of_percentages"
    message = "Chỉ tiêu thống kê này chỉ nhận tỷ lệ nên không giao chỉ tiêu bằng số tuyệt đối."


@transaction.atomic
def set_quota(
    campaign: Campaign, unit: Unit, indicator: Indicator, value: Decimal, *, by, reason: str = ""
) -> Quota:
    """Gives a unit its quota, in the indicator's own counting; the former row stays as history.

    A change needs a reason. Raises NotPermitted, CampaignClosed, NoQuotaOfPercentages,
    ReasonMissing.
    """
    campaign = _locked(campaign, by)
    if indicator.percentages_only:
        raise NoQuotaOfPercentages
    values = {(unit.pk, indicator.pk): value}
    [quota] = give_quotas(campaign, values, grant=officer_grant(by, campaign), by=by, reason=reason)
    return quota


@transaction.atomic
def save_quotas(
    campaign: Campaign, typed: Typed, *, by, seen: int, reason: str = ""
) -> list[Quota]:
    """Writes the cells that say something else than what was seen, all or none.

    `seen` is QuotaSheet.seen of the page. A cell that somebody else has changed to another value
    is a conflict, unless it was left as it was shown. Raises NotPermitted, CampaignClosed,
    QuotaConflict, QuotaTakenAway, NoSuchQuota, ReasonMissing.
    """
    campaign = _locked(campaign, by)
    before, now = values_at(campaign, seen), _current_values(campaign)
    changes = {
        cell: value
        for cell, value in typed.items()
        if value not in (before.get(cell), now.get(cell))
    }
    if stands := {cell: now[cell] for cell in changes if now.get(cell) != before.get(cell)}:
        raise QuotaConflict(stands)
    if emptied := [cell for cell, value in changes.items() if value is None]:
        raise QuotaTakenAway(emptied)
    _check_cells(campaign, changes)
    grant = officer_grant(by, campaign)
    return give_quotas(campaign, changes, grant=grant, by=by, reason=reason)


def _locked(campaign: Campaign, by) -> Campaign:
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not rules.has_perm("campaigns.set_quota", by, campaign):
        raise NotPermitted
    check_not_closed(campaign)
    return campaign


def _current_values(campaign: Campaign) -> Values:
    return {(row.unit_id, row.indicator_id): row.value for row in campaign.quotas.current()}


def _check_cells(campaign: Campaign, changes: Values) -> None:
    units = set(campaign.participations.values_list("unit_id", flat=True))
    indicators = {indicator.pk for indicator in quota_indicators(campaign)}
    for unit_id, indicator_id in changes:
        if unit_id not in units or indicator_id not in indicators:
            raise NoSuchQuota


def give_quotas(campaign: Campaign, changes: Values, *, grant, by, reason: str) -> list[Quota]:
    """Writes values that were checked, under the lock of the campaign; former rows are history.

    Raises ReasonMissing.
    """
    former = {
        (row.unit_id, row.indicator_id): row
        for row in campaign.quotas.current()
        if (row.unit_id, row.indicator_id) in changes
    }
    if former:
        check_reason(reason)
        replaced = Quota.objects.filter(pk__in=[row.pk for row in former.values()])
        replaced.update(replaced_at=timezone.now())
    quotas = Quota.objects.bulk_create(_rows(campaign, changes, reason))
    for quota in quotas:
        replaced = former.get((quota.unit_id, quota.indicator_id))
        record(
            "campaigns.quota_set",
            quota,
            by=by,
            grant=grant,
            unit_id=quota.unit_id,
            before={"value": str(replaced.value)} if replaced else {},
            after={"value": str(quota.value)},
            reason=reason,
        )
    return quotas


def _rows(campaign: Campaign, changes: Values, reason: str) -> list[Quota]:
    units = Unit.objects.in_bulk({unit_id for unit_id, _ in changes})
    indicators = Indicator.objects.in_bulk({indicator_id for _, indicator_id in changes})
    return [
        Quota(
            campaign=campaign,
            unit=units[unit_id],
            indicator=indicators[indicator_id],
            value=value,
            reason=reason,
        )
        for (unit_id, indicator_id), value in changes.items()
    ]
