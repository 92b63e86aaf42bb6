"""Sharing the review of a campaign: which reviewer judges which content areas."""

from collections.abc import Mapping, Set
from itertools import chain

import rules
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant
from campaigns.domain.policies import check_not_closed
from campaigns.models import Campaign
from campaigns.rules import officer_grant
from core.access.refusals import NotPermitted, NotPossible
from core.access.seen import check_unchanged
from core.audit.trail import record
from results.models import ReviewShare

Shares = dict[int, list[int]]


class UnknownShare(NotPossible):
    code = "unknown_share"
    message = "Có người kiểm tra hay nội dung không thuộc phong trào này. Hãy tải lại trang."


def reviewers_of(campaign: Campaign) -> QuerySet[Grant]:
    """The grants, of today and of days to come, under which reports of the campaign are judged."""
    superiors = campaign.participations.exclude(superior=None).values_list("superior", flat=True)
    grants = Grant.objects.filter(
        role=Role.REVIEWER, unit__in={campaign.managing_unit_id, *superiors}
    )
    named = grants.not_ended(timezone.localdate()).for_naming().select_related("user")
    return named.order_by("unit__sort_key", "user__sort_key", "pk")


def shares_of(campaign: Campaign) -> Shares:
    """The keys of the content areas of each limited grant, by the grant's key."""
    shares = campaign.review_shares.order_by("grant_id").values_list("grant_id", "area_ids")
    return {grant_id: sorted(area_ids) for grant_id, area_ids in shares}


@transaction.atomic
def share_review(campaign: Campaign, shares: Mapping[int, Set[int]], *, by, seen: str) -> Campaign:
    """Makes the content areas of each grant what `shares` says; without an area it judges all.

    `seen` is the fingerprint of shares_of(). Raises NotPermitted, CampaignClosed,
    ChangedMeanwhile, UnknownShare.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if not rules.has_perm("results.share_review", by, campaign):
        raise NotPermitted
    check_not_closed(campaign)
    check_unchanged(shares_of(campaign), seen)
    _check_known(campaign, shares)
    before = _words(campaign)
    for grant_id, area_ids in shares.items():
        _write(campaign, grant_id, area_ids)
    _trace(campaign, before, _words(campaign), by)
    return campaign


def _check_known(campaign: Campaign, shares: Mapping[int, Set[int]]) -> None:
    grants = {grant.pk for grant in reviewers_of(campaign)}
    areas = set(campaign.areas.values_list("pk", flat=True))
    named = chain.from_iterable(shares.values())
    if not (grants.issuperset(shares) and areas.issuperset(named)):
        raise UnknownShare


def _write(campaign: Campaign, grant_id: int, area_ids: Set[int]) -> None:
    of_grant = ReviewShare.objects.filter(campaign=campaign, grant=grant_id)
    if not area_ids:
        of_grant.delete()
    elif not of_grant.filter(area_ids=sorted(area_ids)).exists():
        named = {"area_ids": sorted(area_ids)}
        ReviewShare.objects.update_or_create(campaign=campaign, grant_id=grant_id, defaults=named)


def _words(campaign: Campaign) -> dict[str, list[str]]:
    """The titles of the areas by whose they are, for the trail."""
    titles = dict(campaign.areas.values_list("pk", "title"))
    shares = campaign.review_shares.select_related("grant__user", "grant__unit").order_by("pk")
    return {
        f"{share.grant.user}, {share.grant.unit}": [
            titles[key] for key in share.area_ids if key in titles
        ]
        for share in shares
    }


def _trace(campaign: Campaign, before: dict, after: dict, by) -> None:
    names = [name for name in before | after if before.get(name) != after.get(name)]
    if not names:
        return
    record(
        "results.review_shared",
        campaign,
        by=by,
        grant=officer_grant(by, campaign),
        unit_id=campaign.managing_unit_id,
        before={name: before.get(name, []) for name in names},
        after={name: after.get(name, []) for name in names},
    )
