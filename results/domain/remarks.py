"""What a reviewer says of single rows, and what the unit answers: kept for ever, read by both."""

import rules
from django.db import transaction

from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from results.domain.figures import NotAsked
from results.domain.policies import check_editable, check_seen, check_under_review
from results.domain.scope import check_rows_judged
from results.domain.stand_ins import note_hand
from results.domain.telling import tell_of_answer, tell_of_remark
from results.models import Figure, Remark, Submission
from results.rules import entering_grant, reviewing_grant


class NothingSaid(NotPossible):
    code = "nothing_said"
    message = "Hãy ghi nội dung."


class NothingToAnswer(NotPossible):
    code = "nothing_to_answer"
    message = "Chỉ tiêu này không có nhận xét nào để trả lời."


@transaction.atomic
def remark_on_row(
    submission: Submission, *, by, revision_id: int, indicator_id: int, text: str
) -> Remark:
    """Says something of a row that waits for review.

    Raises NotPermitted, CampaignClosed, WrongState, Stale, NotAsked, OutsideShare,
    NothingSaid.
    """
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.remark_on_row", by, submission):
        raise NotPermitted
    check_under_review(submission)
    check_seen(submission, revision_id)
    figure = _figure(submission, indicator_id)
    check_rows_judged(submission, [indicator_id], by=by)
    remark = _say(figure, text, by, is_answer=False)
    grant = reviewing_grant(by, submission)
    record("results.row_remarked", submission, by=by, **_facts(submission, figure, grant, text))
    tell_of_remark(submission, by=by)
    return remark


@transaction.atomic
def answer_remark(
    submission: Submission, *, by, revision_id: int, indicator_id: int, text: str
) -> Remark:
    """Answers, for the unit, what was said of a row, before the report is sent again.

    Raises NotPermitted, CampaignClosed, WrongState, PeriodClosed, Stale, NotAsked,
    NothingToAnswer, NothingSaid.
    """
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.answer_remark", by, submission):
        raise NotPermitted
    check_editable(submission)
    check_seen(submission, revision_id)
    figure = _figure(submission, indicator_id)
    check_remarked(submission, indicator_id)
    remark = _say(figure, text, by, is_answer=True)
    grant = entering_grant(by, submission)
    facts = _facts(submission, figure, grant, text)
    on_behalf = note_hand(submission, by=by)
    record("results.remark_answered", submission, by=by, reason=on_behalf, **facts)
    tell_of_answer(submission, figure, by=by)
    return remark


def check_remarked(submission: Submission, indicator_id: int) -> None:
    """Raises NothingToAnswer unless a reviewer said something of the row."""
    said = Remark.objects.filter(figure__revision__submission=submission, is_answer=False)
    if not said.filter(figure__indicator=indicator_id).exists():
        raise NothingToAnswer


def _figure(submission: Submission, indicator_id: int) -> Figure:
    rows = submission.current_revision.figures.select_related("indicator")
    if figure := rows.filter(indicator=indicator_id).first():
        return figure
    raise NotAsked


def _say(figure: Figure, text: str, by, *, is_answer: bool) -> Remark:
    if not text.strip():
        raise NothingSaid
    return Remark.objects.create(figure=figure, is_answer=is_answer, text=text, made_by=by)


def _facts(submission: Submission, figure: Figure, grant, text: str) -> dict:
    """What the trail tells of it, beside what was done and by whom."""
    return {
        "grant": grant,
        "unit_id": submission.unit_id,
        "after": {"indicator": figure.indicator.name, "remark": text},
    }
