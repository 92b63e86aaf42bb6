"""What all parts of the campaign editor share: opening under a lock, and the end on the trail."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import rules
from django.db import connection

from campaigns.domain.campaigns import definitions_of
from campaigns.domain.policies import check_not_closed
from campaigns.enums import CampaignState
from campaigns.models import Campaign, DefinitionVersion
from campaigns.rules import officer_grant
from core.access.refusals import NotPermitted, NotPossible, check_reason
from core.audit.trail import record


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell; `row` counts from 0, an empty `field` means the whole row."""

    row: int
    field: str
    message: str


class InvalidPlan(NotPossible):
    """The part as a whole does not hold; each problem says where."""

    code = "invalid_plan"
    message = "Chưa ghi được. Hãy xem các ô được đánh dấu."

    def __init__(self, problems: Sequence[Problem]):
        self.problems = problems
        super().__init__()


def open_for_editing(campaign: Campaign, *, by, reason: str) -> Campaign:
    """The campaign under a lock. After launch every change is an amendment and needs a reason.

    Raises NotPermitted, CampaignClosed, ReasonMissing.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not rules.has_perm("campaigns.change_campaign", by, campaign):
        raise NotPermitted
    check_not_closed(campaign)
    if campaign.state == CampaignState.LAUNCHED:
        check_reason(reason)
    return campaign


@contextmanager
def put_off(*constraints: str) -> Iterator[None]:
    """Lets rows change places: these constraints are checked at the end."""
    names = ", ".join(constraints)
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {names} DEFERRED")
        yield
        cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")


def finish_editing(
    campaign: Campaign, *, before: dict[str, str], after: dict[str, str], by, reason: str
) -> Campaign:
    """Puts the change on the trail; a change of launched definitions makes their next version.

    `before` and `after` say in words, by what they are about, what the part held.
    """
    names = [name for name in before | after if before.get(name) != after.get(name)]
    if not names:
        return campaign
    if campaign.state == CampaignState.LAUNCHED:
        _keep_version(campaign, reason)
    record(
        "campaigns.changed",
        campaign,
        by=by,
        grant=officer_grant(by, campaign),
        unit_id=campaign.managing_unit_id,
        before={name: before.get(name, "") for name in names},
        after={name: after.get(name, "") for name in names},
        reason=reason,
    )
    return campaign


def _keep_version(campaign: Campaign, reason: str) -> None:
    last = campaign.versions.latest("number")
    definitions = definitions_of(campaign)
    if definitions != last.definitions:
        DefinitionVersion.objects.create(
            campaign=campaign, number=last.number + 1, reason=reason, definitions=definitions
        )
