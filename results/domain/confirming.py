"""Confirming a report row by row, or one content area at a time; with the last it is accepted."""

from collections.abc import Collection

import rules
from django.db import transaction

from campaigns.models import ContentArea
from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from results.domain.figures import NotAsked
from results.domain.policies import check_other_hand, check_seen, check_under_review
from results.domain.scope import OutsideShare
from results.domain.sheet import Row, Section, sheet_of
from results.domain.submissions import settle_acceptance
from results.models import RowConfirmation, Submission
from results.rules import area_grant, reviewed_areas


class NothingToConfirm(NotPossible):
    code = "nothing_to_confirm"
    message = "Nội dung bạn phụ trách trong báo cáo này đã được xác nhận."


class AlreadyConfirmed(NotPossible):
    code = "already_confirmed"
    message = "Số liệu của chỉ tiêu này đã được xác nhận."


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
    submission = _locked(submission, by, revision_id)
    sections = sheet_of(submission, submission.current_revision)
    chosen = _chosen(sections, area_ids, reviewed_areas(by, submission))
    for section in chosen:
        after = {"area": section.area.title, "revision": submission.current_revision.number}
        facts = _facts(submission, section.area, by, after)
        record("results.area_confirmed", submission, by=by, **facts)
    rows = [row for section in chosen for row in section.waiting]
    return _confirm(submission, sections, rows, by)


@transaction.atomic
def confirm_row(submission: Submission, *, by, revision_id: int, indicator_id: int) -> Submission:
    """Confirms one row; accepts the report when it was the last.

    Raises NotPermitted, CampaignClosed, WrongState, Stale, OwnHand, NotAsked, OutsideShare,
    AlreadyConfirmed.
    """
    submission = _locked(submission, by, revision_id)
    sections = sheet_of(submission, submission.current_revision)
    section, row = _place_of(sections, indicator_id)
    areas = reviewed_areas(by, submission)
    if areas is not None and section.area.pk not in areas:
        raise OutsideShare
    if row.confirmed:
        raise AlreadyConfirmed
    after = {
        "indicator": row.figure.indicator.name,
        "revision": submission.current_revision.number,
    }
    facts = _facts(submission, section.area, by, after)
    record("results.row_confirmed", submission, by=by, **facts)
    return _confirm(submission, sections, [row], by)


def to_confirm(sections: list[Section], areas: frozenset[int] | None) -> list[Section]:
    """Those of the sections that wait, of the areas that a person judges (None: all)."""
    judged = (section for section in sections if areas is None or section.area.pk in areas)
    return [section for section in judged if not section.is_confirmed]


def _locked(submission: Submission, by, revision_id: int) -> Submission:
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.confirm_rows", by, submission):
        raise NotPermitted
    check_under_review(submission)
    check_seen(submission, revision_id)
    check_other_hand(submission, by)
    return submission


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


def _place_of(sections: list[Section], indicator_id: int) -> tuple[Section, Row]:
    for section in sections:
        for row in section.rows:
            if row.figure.indicator_id == indicator_id:
                return section, row
    raise NotAsked


def _confirm(submission: Submission, sections: list[Section], rows: list[Row], by) -> Submission:
    """Writes it, and the acceptance where no other row of the sections waits."""
    RowConfirmation.objects.bulk_create(
        RowConfirmation(figure=row.figure, confirmed_by=by) for row in rows
    )
    if len(rows) == sum(len(section.waiting) for section in sections):
        return settle_acceptance(submission, by=by)
    return submission


def _facts(submission: Submission, area: ContentArea, by, after: dict) -> dict:
    """What the trail tells of it, beside what was done and by whom."""
    grant = area_grant(by, submission, area.pk)
    return {"grant": grant, "unit_id": submission.unit_id, "after": after}
