"""Confirming a report one content area at a time; with the last one it is accepted."""

from collections.abc import Collection

import rules
from django.db import transaction

from campaigns.models import ContentArea
from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from results.domain.policies import check_other_hand, check_seen, check_under_review
from results.domain.scope import OutsideShare
from results.domain.sheet import Section, sheet_of
from results.domain.submissions import settle_acceptance
from results.models import AreaConfirmation, Submission
from results.rules import area_grant, reviewed_areas


class NothingToConfirm(NotPossible):
    code = "nothing_to_confirm"
    message = "Nội dung bạn phụ trách trong báo cáo này đã được xác nhận."


class UnknownAreas(NotPossible):
    code = "unknown_areas"
    message = "Báo cáo này không có chỉ tiêu nào thuộc nội dung đã chọn."


@transaction.atomic
def confirm_areas(
    submission: Submission, *, by, revision_id: int, area_ids: Collection[int] | None = None
) -> Submission:
    """Confirms the rows of content areas; accepts the report when all that it answers to are.

    `area_ids` are those that the person chose; None stands for all that the person judges. What
    somebody else has confirmed meanwhile stays as it is. Raises NotPermitted, CampaignClosed,
    WrongState, Stale, OwnHand, UnknownAreas, OutsideShare, NothingToConfirm.
    """
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.confirm_areas", by, submission):
        raise NotPermitted
    check_under_review(submission)
    check_seen(submission, revision_id)
    check_other_hand(submission, by)
    sections = sheet_of(submission, submission.current_revision)
    chosen = _chosen(sections, area_ids, reviewed_areas(by, submission))
    for section in chosen:
        _confirm(submission, section.area, by)
    if len(chosen) == sum(not section.is_confirmed for section in sections):
        return settle_acceptance(submission, by=by)
    return submission


def to_confirm(sections: list[Section], areas: frozenset[int] | None) -> list[Section]:
    """Those of the sections that wait, of the areas that a person judges (None: all)."""
    judged = (section for section in sections if areas is None or section.area.pk in areas)
    return [section for section in judged if not section.is_confirmed]


def _chosen(sections, area_ids: Collection[int] | None, areas) -> list[Section]:
    """Raises UnknownAreas, OutsideShare, NothingToConfirm."""
    if area_ids is not None:
        if not {section.area.pk for section in sections}.issuperset(area_ids):
            raise UnknownAreas
        if areas is not None and not areas.issuperset(area_ids):
            raise OutsideShare
        areas = frozenset(area_ids)
    if chosen := to_confirm(sections, areas):
        return chosen
    raise NothingToConfirm


def _confirm(submission: Submission, area: ContentArea, by) -> None:
    revision = submission.current_revision
    AreaConfirmation.objects.create(revision=revision, area=area, confirmed_by=by)
    record(
        "results.area_confirmed",
        submission,
        by=by,
        grant=area_grant(by, submission, area.pk),
        unit_id=submission.unit_id,
        after={"area": area.title, "revision": revision.number},
    )
