"""Writing the plan's text; what targets point to in it is not lost."""

from collections.abc import Iterable, Iterator

import pgtrigger
from django.db import transaction

from campaigns.domain.editing.places import place_of
from campaigns.domain.editing.sections import (
    InvalidPlan,
    Problem,
    finish_editing,
    open_for_editing,
)
from campaigns.domain.tied_text import anchors_of, body_of
from campaigns.models import Campaign, PlanBody, Target
from core.access.seen import check_unchanged
from documents.domain.encoding import to_json
from documents.domain.grammar import line_of
from documents.domain.plain_text import Body, rewrite

TIED_ANCHORS_STAND = "campaigns.PlanBody:tied_anchors_stand"


def body_facts(campaign: Campaign) -> list[dict]:
    """The blocks as they are stored, for their fingerprint."""
    stored: PlanBody | None = getattr(campaign, "body", None)
    return stored.blocks if stored else []


@transaction.atomic
def set_body(campaign: Campaign, text: str, *, by, seen: str, reason: str = "") -> Campaign:
    """Makes the plan's text what was typed, one block for each line.

    A target stays with its block as long as that says its sentence, and otherwise follows the
    sentence to the one block that does; one without a place is given one in the same way. `seen`
    is the fingerprint of body_facts() as they were shown. Raises NotPermitted, CampaignClosed,
    ReasonMissing, ChangedMeanwhile, and InvalidPlan with a problem for each tied target whose
    sentence would be nowhere, or in several other blocks.
    """
    campaign = open_for_editing(campaign, by=by, reason=reason)
    check_unchanged(body_facts(campaign), seen)
    before = _words(campaign)
    body, targets = rewrite(body_of(campaign), text), list(campaign.targets.all())
    problems = list(_homeless(body, targets))
    if problems:
        raise InvalidPlan(problems)
    pgtrigger.constraints(pgtrigger.Deferred, TIED_ANCHORS_STAND)
    write_body(campaign, body)
    for target in targets:
        _place(target, body)
    pgtrigger.constraints(pgtrigger.Immediate, TIED_ANCHORS_STAND)
    return finish_editing(campaign, before=before, after=_words(campaign), by=by, reason=reason)


def write_body(campaign: Campaign, body: Body) -> None:
    """Stores the blocks of the plan, over those it had."""
    facts = {"blocks": to_json(body.blocks), "last_number": body.last_number}
    campaign.body, _ = PlanBody.objects.update_or_create(campaign=campaign, defaults=facts)


def _place(target: Target, body: Body) -> None:
    if target.anchor in anchors_of(body.blocks, target.sentence):
        return
    anchor = place_of(body.blocks, target.sentence, "")
    if anchor != target.anchor:
        target.anchor = anchor
        target.save(update_fields=["anchor"])


def _homeless(body: Body, targets: Iterable[Target]) -> Iterator[Problem]:
    for target in targets:
        places = anchors_of(body.blocks, target.sentence)
        if not target.anchor or target.anchor in places or len(places) == 1:
            continue
        fault = "có ở nhiều đoạn mới" if places else "không còn nguyên văn"
        message = f"Chỉ tiêu {target.code}: câu “{target.sentence}” {fault} trong toàn văn."
        yield Problem(0, "text", message)


def _words(campaign: Campaign) -> dict[str, str]:
    """Each block by its anchor, their order, and where the targets stand; for the trail."""
    blocks = body_of(campaign).blocks
    lines = {f"Toàn văn, {block.anchor}": line_of(block) for block in blocks}
    places = {f"Chỉ tiêu {row.code} đoạn": row.anchor for row in campaign.targets.all()}
    order = ", ".join(block.anchor for block in blocks)
    return {**lines, "Toàn văn, thứ tự đoạn": order, **places}
