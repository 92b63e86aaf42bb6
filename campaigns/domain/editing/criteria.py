"""The thresholds of a target: as they stand, as they are to be, and what they may not be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from campaigns.domain.editing.sections import Problem
from campaigns.domain.wording import criterion_text
from campaigns.enums import Measure, Operator
from campaigns.models import Criterion, Indicator, Target

PERCENT = Decimal(100)


@dataclass(frozen=True)
class CriterionPlan:
    """A threshold as it is to be; `is_nested` makes it part of the first one ("trong đó")."""

    label: str
    operator: str
    threshold: Decimal
    grades: tuple[int, ...] = ()
    is_nested: bool = False
    exceeding_counts: bool = False
    answer_note: str = ""


def criteria_of(target: Target) -> list[CriterionPlan]:
    return [
        CriterionPlan(
            label=row.label,
            operator=row.operator,
            threshold=row.threshold.quantize(Decimal("0.01")),
            grades=tuple(row.grades),
            is_nested=row.nested_in_id is not None,
            exceeding_counts=row.exceeding_counts,
            answer_note=row.answer_note,
        )
        for row in target.criteria.all()
    ]


def write_criteria(target: Target, plans: Sequence[CriterionPlan]) -> None:
    """In place of those that stood."""
    target.criteria.exclude(nested_in=None).delete()
    target.criteria.all().delete()
    first = None
    for ordinal, plan in enumerate(plans, start=1):
        row = _criterion(target, ordinal, plan, first)
        first = first or row


def _criterion(target: Target, ordinal: int, plan: CriterionPlan, first) -> Criterion:
    return Criterion.objects.create(
        target=target,
        ordinal=ordinal,
        label=plan.label,
        operator=plan.operator,
        threshold=plan.threshold,
        grades=list(plan.grades),
        nested_in=first if plan.is_nested else None,
        exceeding_counts=plan.exceeding_counts,
        answer_note=plan.answer_note,
    )


def criteria_problems(criteria: Sequence[CriterionPlan], indicator: Indicator) -> Iterator[Problem]:
    for row, criterion in enumerate(criteria):
        if criterion.is_nested and row == 0:
            yield Problem(row, "is_nested", "Ngưỡng đầu tiên không thể là “trong đó”.")
        if indicator.measure != Measure.COUNT and not indicator.part_may_exceed_whole:
            if criterion.threshold > PERCENT:
                yield Problem(row, "threshold", "Tỷ lệ không được lớn hơn 100%.")
        yield from _grade_problems(row, criterion, indicator)


def below_the_superior(target: Target, criteria: Sequence[CriterionPlan]) -> Iterator[Problem]:
    """A lower threshold than that of the target it implements stands only with a reason."""
    if target.parent_target is None:
        return
    above = {row.ordinal: row for row in target.parent_target.criteria.all()}
    for row, criterion in enumerate(criteria):
        asked = above.get(row + 1)
        floors = {criterion.operator, asked and asked.operator} == {Operator.AT_LEAST}
        if floors and criterion.threshold < asked.threshold and not criterion.answer_note:
            level = criterion_text(asked, target.parent_target.indicator)
            message = f"Phong trào cấp trên đặt mức {level}: hạ thấp thì phải giải trình."
            yield Problem(row, "answer_note", message)


def _grade_problems(row: int, criterion: CriterionPlan, indicator: Indicator) -> Iterator[Problem]:
    graded = indicator.measure in (Measure.GRADED, Measure.GRADE)
    if graded and not criterion.grades:
        yield Problem(row, "grades", "Hãy chọn các mức được tính.")
    if not graded and criterion.grades:
        yield Problem(row, "grades", "Chỉ tiêu thống kê này không có mức xếp loại.")
