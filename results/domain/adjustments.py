"""What a superior adds to its total, or takes from it: signed, with a reason, until it is sent."""

from decimal import Decimal

import rules
from django.db import transaction
from django.utils import timezone

from campaigns.enums import Measure
from campaigns.models import Indicator
from core.access.refusals import NotPermitted, NotPossible, check_reason
from core.access.seen import check_unchanged
from core.audit.trail import record
from core.vietnamese.numbers import format_number
from results.arithmetic.tally import Tally
from results.domain.answers import GRADE_COLUMNS
from results.domain.policies import check_editable, check_seen
from results.domain.rollup import has_subordinates
from results.domain.tallies import adjustment_tally
from results.domain.totals import TotalRow, totals_of
from results.domain.wording import column_labels
from results.models import Adjustment, Revision, Submission
from results.models.adjustment import SIGNED
from results.rules import entering_grant


class NotAdjustable(NotPossible):
    code = "not_adjustable"
    message = "Chỉ tiêu này không có số tổng hợp để điều chỉnh."


class NothingChanged(NotPossible):
    code = "nothing_changed"
    message = "Hãy ghi số điều chỉnh khác 0 ở ít nhất một ô."


class TotalOutOfBounds(NotPossible):
    """`field` is the column that would be below zero, or above its whole."""

    code = "total_out_of_bounds"

    def __init__(self, message: str, field: str):
        self.field = field
        super().__init__(message)


def adjusted_columns(indicator: Indicator) -> tuple[str, ...]:
    """The columns of a total that may be adjusted; a whole that is a quota is given elsewhere."""
    if indicator.percentages_only or indicator.measure == Measure.STATEMENT:
        return ()
    if indicator.scale_id:
        return GRADE_COLUMNS[: len(indicator.scale.grades.all())]
    if indicator.measure == Measure.COUNT or indicator.whole_is_quota:
        return ("part",)
    return ("part", "whole")


def total_row(submission: Submission, indicator_id: int) -> TotalRow | None:
    """The row of the indicator on the present revision, if its total can be adjusted."""
    rows = totals_of(submission, submission.current_revision)
    found = (row for row in rows if row.indicator.pk == indicator_id and row.is_adjustable)
    return next(found, None)


def adjustment_facts(row: TotalRow) -> list[int]:
    """What a page showed of the adjustments of an indicator."""
    return [one.pk for one in row.adjustments]


@transaction.atomic
def add_adjustment(
    submission: Submission,
    indicator_id: int,
    columns: dict[str, Decimal],
    *,
    reason: str,
    by,
    revision_id: int,
    seen: str,
) -> Adjustment:
    """Adds to the total of an indicator what each column says, below zero to take away.

    `seen` is the fingerprint of adjustment_facts(). Raises NotPermitted, CampaignClosed,
    WrongState, PeriodClosed, Stale, ReasonMissing, NotAdjustable, ChangedMeanwhile,
    NothingChanged, TotalOutOfBounds.
    """
    submission = _open(submission, by, revision_id)
    check_reason(reason)
    row = total_row(submission, indicator_id)
    if row is None or not has_subordinates(submission):
        raise NotAdjustable
    check_unchanged(adjustment_facts(row), seen)
    allowed = adjusted_columns(row.indicator)
    stated = {name: columns[name] for name in allowed if columns.get(name)}
    if not stated:
        raise NothingChanged
    adjustment = Adjustment(
        revision=submission.current_revision,
        indicator=row.indicator,
        reason=reason,
        made_by=by,
        made_at=timezone.now(),
        **stated,
    )
    _check_total(row, adjustment_tally(adjustment))
    adjustment.save()
    told = _told(submission, adjustment, by)
    record("results.adjustment_added", after=_facts(adjustment), **told)
    return adjustment


@transaction.atomic
def withdraw_adjustment(
    submission: Submission, adjustment_id: int, *, by, revision_id: int
) -> None:
    """Takes an adjustment back; one that is gone already needs nothing more.

    Raises NotPermitted, CampaignClosed, WrongState, PeriodClosed, Stale, TotalOutOfBounds.
    """
    submission = _open(submission, by, revision_id)
    standing = submission.current_revision.adjustments.select_related("indicator")
    adjustment = standing.filter(pk=adjustment_id).first()
    if adjustment is None:
        return
    if row := total_row(submission, adjustment.indicator_id):
        _check_total(row, -adjustment_tally(adjustment))
    told = _told(submission, adjustment, by)
    record("results.adjustment_withdrawn", before=_facts(adjustment), **told)
    adjustment.delete()


def check_adjusted(submission: Submission) -> None:
    """Raises TotalOutOfBounds where figures accepted since leave an adjusted total below zero."""
    if not submission.current_revision.adjustments.exists():
        return
    for row in totals_of(submission, submission.current_revision):
        if row.adjustments:
            _check_bounds(row, row.total, row.units)


def carry_adjustments(former: Revision, revision: Revision) -> None:
    """What the former revision adjusted the next adjusts as well."""
    copies = list(former.adjustments.all())
    for one in copies:
        one.pk, one.revision = None, revision
    Adjustment.objects.bulk_create(copies)


def _open(submission: Submission, by, revision_id: int) -> Submission:
    if not rules.has_perm("results.enter_figures", by, submission):
        raise NotPermitted
    submission = Submission.objects.lock(submission.pk)
    check_editable(submission)
    check_seen(submission, revision_id)
    return submission


def _check_total(row: TotalRow, change: Tally) -> None:
    _check_bounds(row, row.total + change, row.total)


def _check_bounds(row: TotalRow, after: Tally, before: Tally) -> None:
    """Refuses what an adjustment would make worse, not what other units' figures have left."""
    labels, was = column_labels(row.indicator), _columns(before)
    for name, value in _columns(after).items():
        if value < 0 and value < was.get(name, 0):
            text = f"{labels[name]}: tổng sau điều chỉnh là {format_number(value)}, nhỏ hơn 0."
            raise TotalOutOfBounds(text, name)
    if not row.indicator.part_may_exceed_whole and 0 < _excess(after) > _excess(before):
        raise TotalOutOfBounds(
            f"{labels['part']} sau điều chỉnh ({format_number(after.part)}) lớn hơn "
            f"{labels['whole'].lower()} ({format_number(after.whole)}).",
            "part",
        )


def _excess(tally: Tally) -> Decimal:
    return Decimal(0) if None in (tally.part, tally.whole) else tally.part - tally.whole


def _columns(tally: Tally) -> dict[str, Decimal]:
    """The stated columns of a tally by their names."""
    columns = dict(zip(SIGNED, (tally.part, tally.whole, *tally.grades), strict=True))
    return {name: value for name, value in columns.items() if value is not None}


def _told(submission: Submission, adjustment: Adjustment, by) -> dict:
    return {
        "subject": submission,
        "by": by,
        "grant": entering_grant(by, submission),
        "unit_id": submission.unit_id,
        "reason": adjustment.reason,
    }


def _facts(adjustment: Adjustment) -> dict[str, dict[str, str]]:
    """The signed columns, as the trail keeps those of a figure."""
    columns = {name: value for name in SIGNED if (value := getattr(adjustment, name))}
    code = adjustment.indicator.code
    return {code: {name: f"{value.normalize():f}" for name, value in columns.items()}}
