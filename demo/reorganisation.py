"""Units of a place end in the middle of its campaign, and another unit takes the campaign over.

Who succeeds whom stands with the units, the day and the papers in the year's file.
"""

from collections.abc import Iterable

from accounts.enums import Role
from accounts.models import User
from campaigns.domain.transfer import effect_of_transfer, transfer_campaign
from campaigns.models import Campaign
from demo.people import Cast
from units.domain.effects import ONE_DAY, effect_of_dissolution
from units.domain.reorganisation import dissolve_unit, merge_units
from units.models import Unit

Groups = dict[tuple[str, ...], list[str]]  # those who end, by their successors


def groups_of(rows: Iterable[dict]) -> Groups:
    """By code, those below before those above them."""
    groups: Groups = {}
    for row in reversed(list(rows)):
        if "succeeded_by" in row:
            groups.setdefault(tuple(row["succeeded_by"]), []).append(row["code"])
    return groups


def heirs_of(groups: Groups, participants: list[dict]) -> list[dict]:
    """The successors as participants, as large as those they succeed."""
    sizes = {row["unit"]: row.get("size", 0) for row in participants}
    return [
        {"unit": heir, "size": sum(sizes.get(code, 0) for code in codes)}
        for heirs, codes in groups.items()
        for heir in heirs
    ]


def reorganise(campaign: Campaign, told: dict, groups: Groups, cast: Cast) -> None:
    """Ends the units and hands the campaign on, as the province's people would the day after."""
    administrator = cast[Role.ADMINISTRATOR, told["to"]]
    for heirs, codes in groups.items():
        _end(codes, heirs, told, by=administrator)
    campaign = Campaign.objects.get(pk=campaign.pk)  # its managing unit has ended meanwhile
    _hand_on(campaign, told, by=cast[Role.CAMPAIGN_OFFICER, told["to"]])


def _end(codes: list[str], heirs: tuple[str, ...], told: dict, *, by: User) -> None:
    units, successors = _units(codes), _units(heirs)
    day = {"last_day": told["last_day"]}
    effect = effect_of_dissolution(units, successors=successors, by=by, **day)
    act = day | {"reason": told["reason"], "agreed": effect.digest, "by": by}
    if successors:
        [successor] = successors
        merge_units(units, into=successor, **act)
    else:
        [unit] = units
        dissolve_unit(unit, successors=[], **act)


def _hand_on(campaign: Campaign, told: dict, *, by: User) -> None:
    [to] = _units([told["to"]])
    act = {"to": to, "effective_on": told["last_day"] + ONE_DAY, "by": by}
    effect = effect_of_transfer(campaign, **act)
    papers = {"act": told["act"], "reason": told["reason"], "agreed": effect.digest}
    transfer_campaign(campaign, **act, **papers)


def _units(codes: Iterable[str]) -> list[Unit]:
    return list(Unit.objects.filter(code__in=codes).order_by("code"))
