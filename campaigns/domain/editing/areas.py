"""Setting the content areas of a campaign, in the words of its plan."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import ProtectedError

from campaigns.domain.editing.sections import (
    InvalidPlan,
    Problem,
    finish_editing,
    open_for_editing,
    put_off,
)
from campaigns.models import Campaign, ContentArea
from core.access.seen import check_unchanged


@dataclass(frozen=True)
class AreaText:
    """A content area as it is to be; without a key it is a new one."""

    pk: int | None
    title: str
    text: str


def areas_of(campaign: Campaign) -> list[AreaText]:
    return [AreaText(area.pk, area.title, area.text) for area in campaign.areas.all()]


def area_facts(campaign: Campaign) -> list[dict]:
    """The areas as plain facts, for their fingerprint."""
    return [asdict(area) for area in areas_of(campaign)]


@transaction.atomic
def set_areas(
    campaign: Campaign, areas: Sequence[AreaText], *, by, seen: str, reason: str = ""
) -> Campaign:
    """Makes the content areas what `areas` says, in that order; those left out are removed.

    An area with targets cannot be removed. Raises NotPermitted, CampaignClosed, ReasonMissing,
    ChangedMeanwhile, InvalidPlan.
    """
    campaign = open_for_editing(campaign, by=by, reason=reason)
    check_unchanged(area_facts(campaign), seen)
    before = _words(campaign)
    stored = {area.pk: area for area in campaign.areas.all()}
    _check_left_out(areas, stored)
    with put_off("one_area_at_an_ordinal"):
        kept = [_write(campaign, number, area, stored) for number, area in enumerate(areas, 1)]
        for area in campaign.areas.exclude(pk__in=kept):
            _remove(area, len(areas))
    return finish_editing(campaign, before=before, after=_words(campaign), by=by, reason=reason)


def _words(campaign: Campaign) -> dict[str, str]:
    """Each area by its number, for the trail."""
    return {f"Nội dung {row.ordinal}": f"{row.title}: {row.text}" for row in campaign.areas.all()}


def _write(campaign: Campaign, ordinal: int, area: AreaText, stored: dict) -> int:
    row = stored.get(area.pk) or ContentArea(campaign=campaign)
    row.ordinal, row.title, row.text = ordinal, area.title, area.text
    row.save()
    return row.pk


def _remove(area: ContentArea, length: int) -> None:
    """Raises InvalidPlan where another room rests on the area."""
    try:
        area.delete()
    except ProtectedError as error:
        message = f"Nội dung “{area.title}” đã có số liệu được xác nhận nên không bỏ được."
        raise InvalidPlan([Problem(max(length - 1, 0), "", message)]) from error


def _check_left_out(areas: Sequence[AreaText], stored: dict[int, ContentArea]) -> None:
    kept = {area.pk for area in areas}
    for area in (row for key, row in stored.items() if key not in kept):
        if area.targets.exists():
            message = f"Nội dung “{area.title}” còn chỉ tiêu nên không bỏ được."
            raise InvalidPlan([Problem(max(len(areas) - 1, 0), "", message)])
