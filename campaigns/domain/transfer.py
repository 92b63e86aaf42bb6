"""A campaign passes from its managing unit to another by a formal act, reviews and quotas with it.

As with reorganisations of units, the effect is worked out and shown first, and the verb does what
was agreed to.
"""

from dataclasses import dataclass
from datetime import date

import rules
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import Role
from campaigns.domain.participations import ONE_DAY, end_before, lasting, put_under
from campaigns.domain.policies import check_not_closed
from campaigns.domain.quotas import give_quotas
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Management, Participation, Quota
from campaigns.rules import transferring_grant
from campaigns.signals import management_passed, management_passing
from core.access.refusals import NotPermitted, NotPossible, check_reason
from core.audit.trail import record
from core.vietnamese.dates import short_date
from core.vietnamese.numbers import format_number
from units.domain.effects import Effect, check_agreed
from units.domain.facts import named
from units.domain.policies import check_in_force
from units.domain.refusals import DatesCross, NothingChanged, OutOfReach
from units.models import Unit


class StillDraft(NotPossible):
    code = "still_draft"
    message = "Phong trào chưa phát động: đơn vị quản lý được sửa ở phần Thông tin chung."


@dataclass(frozen=True)
class TransferEffect(Effect):
    """`passing` are the units that report to the new managing unit from then on, `foreseen` what
    the rooms above say of submissions."""

    former: Unit
    to: Unit
    effective_on: date
    passing: list[Unit]
    quotas: list[str]
    foreseen: list[str]

    @property
    def last_day(self) -> date:
        return self.effective_on - ONE_DAY


def receivers_for(campaign: Campaign, *, by) -> QuerySet[Unit]:
    """Whom the actor may hand the campaign to.

    The units within reach of the actor's grants as an officer, and the named successors of the
    managing unit, which need not be.
    """
    heirs = Q(
        inheritances__predecessor=campaign.managing_unit_id,
        inheritances__effective_on__lte=timezone.localdate(),
    )
    within_reach = Q(pk__in=by.reach_as([Role.CAMPAIGN_OFFICER]))
    units = Unit.objects.filter(heirs | within_reach).exclude(pk=campaign.managing_unit_id)
    return units.distinct()


def effect_of_transfer(campaign: Campaign, *, to: Unit, effective_on: date, by) -> TransferEffect:
    """Raises CampaignClosed, StillDraft, NothingChanged, OutOfReach, NotInForce, DatesCross."""
    _check_possible(campaign, to, effective_on, by=by)
    asked = {"campaign": campaign, "to": to, "effective_on": effective_on}
    answers = management_passing.send(Campaign, **asked)
    return TransferEffect(
        former=campaign.managing_unit,
        to=to,
        effective_on=effective_on,
        passing=[row.unit for row in _reporting_to_former(campaign, to, effective_on)],
        quotas=[
            f"{quota.indicator}: {format_number(quota.value)}"
            for quota in _quotas_passing(campaign, to)
        ],
        foreseen=[line for _, lines in answers for line in lines],
    )


@transaction.atomic
def transfer_campaign(
    campaign: Campaign, *, to: Unit, effective_on: date, act: str, reason: str, agreed: str, by
) -> Campaign:
    """Hands the campaign on: from `effective_on` another unit manages it and is its root.

    May be done by a campaign officer of the managing unit and, once that unit has ended, of its
    successor or of a unit above it; to a unit within the officer's own reach or to a named
    successor. Whoever reported to the former managing unit reports to the new one, which reviews
    all that is not accepted yet; what was accepted stays as it is. The former unit's own quotas
    are given to the new one. `act` names the paper: its number, its day and what it is about.
    `agreed` is the digest of the effect that the person saw. Raises NotPermitted, ReasonMissing,
    EffectChanged, and what effect_of_transfer raises.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not rules.has_perm("campaigns.transfer_campaign", by, campaign):
        raise NotPermitted
    check_reason(reason)
    effect = effect_of_transfer(campaign, to=to, effective_on=effective_on, by=by)
    check_agreed(effect, agreed)
    grant = transferring_grant(by, campaign)
    _keep_history(campaign, effect, act, reason)
    _pass_participations(campaign, effect)
    _pass_quotas(campaign, effect, act, grant=grant, by=by)
    campaign.managing_unit = to
    campaign.save(update_fields=["managing_unit"])
    management_passed.send(
        Campaign, campaign=campaign, former=effect.former, to=to, effective_on=effective_on
    )
    record(
        "campaigns.transferred",
        campaign,
        by=by,
        grant=grant,
        unit_id=effect.former.pk,
        before={"managing_unit": named(effect.former)},
        after={
            "managing_unit": named(to),
            "effective_on": effective_on.isoformat(),
            "act": act,
        },
        reason=reason,
    )
    return campaign


def _check_possible(campaign: Campaign, to: Unit, effective_on: date, *, by) -> None:
    check_not_closed(campaign)
    if campaign.state == CampaignState.DRAFT:
        raise StillDraft
    if to.pk == campaign.managing_unit_id:
        raise NothingChanged(f"“{to}” đang quản lý phong trào.", field="to")
    if not receivers_for(campaign, by=by).filter(pk=to.pk).exists():
        raise OutOfReach(f"Bạn không chuyển giao được cho “{to}”.", field="to")
    check_in_force(to, effective_on, field="to")
    _check_day(campaign, effective_on)


def _check_day(campaign: Campaign, effective_on: date) -> None:
    since = _since(campaign)
    if effective_on <= since:
        raise DatesCross(
            f"“{campaign.managing_unit}” quản lý phong trào từ ngày {short_date(since)};"
            " việc chuyển giao phải có hiệu lực sau ngày đó.",
            field="effective_on",
        )
    if effective_on > timezone.localdate():
        raise DatesCross("Chỉ ghi việc chuyển giao khi đã có hiệu lực.", field="effective_on")


def _since(campaign: Campaign) -> date:
    """The first day of the present management."""
    last = campaign.managements.last()
    return last.valid_from if last else campaign.starts_on


def _reporting_to_former(campaign: Campaign, to: Unit, day: date) -> list[Participation]:
    rows = lasting(campaign, day).filter(superior=campaign.managing_unit_id).exclude(unit=to)
    return list(rows.select_related("unit").order_by("unit__sort_key", "pk"))


def _quotas_passing(campaign: Campaign, to: Unit) -> list[Quota]:
    """The former unit's own quotas, on what the new one has none for."""
    given = campaign.quotas.current()
    own = given.filter(unit=campaign.managing_unit_id).select_related("indicator")
    has_own = given.filter(unit=to).values("indicator")
    return list(own.exclude(indicator__in=has_own).order_by("indicator__code"))


def _keep_history(campaign: Campaign, effect: TransferEffect, act: str, reason: str) -> None:
    last = campaign.managements.last() or Management(
        campaign=campaign, unit=effect.former, valid_from=campaign.starts_on
    )
    last.valid_to = effect.last_day
    last.save()
    Management.objects.create(
        campaign=campaign,
        unit=effect.to,
        valid_from=effect.effective_on,
        act=act,
        reason=reason,
    )


def _pass_participations(campaign: Campaign, effect: TransferEffect) -> None:
    for row in _reporting_to_former(campaign, effect.to, effect.effective_on):
        put_under(row, effect.to, effect.effective_on)
    for row in lasting(campaign, effect.effective_on).filter(unit__in=[effect.former, effect.to]):
        end_before(row, effect.effective_on)
    Participation.objects.create(campaign=campaign, unit=effect.to, valid_from=effect.effective_on)


def _pass_quotas(campaign: Campaign, effect: TransferEffect, act: str, *, grant, by) -> None:
    values = {
        (effect.to.pk, quota.indicator_id): quota.value
        for quota in _quotas_passing(campaign, effect.to)
    }
    reason = f"Tiếp nhận từ {effect.former} theo {act}"
    give_quotas(campaign, values, grant=grant, by=by, reason=reason)
