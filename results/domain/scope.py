"""How much of a report a reviewer judges, where several offices share the work."""

from collections.abc import Collection

from core.access.refusals import NotPossible
from results.domain.sheet import Section, sheet_of
from results.models import Submission
from results.rules import reviewed_areas


class RowsRefused(NotPossible):
    """Something about the rows that were chosen does not hold."""

    code = "rows_refused"


class OutsideShare(RowsRefused):
    code = "outside_share"
    message = "Có phần không thuộc nội dung bạn được phân công kiểm tra."


class RowsMissing(RowsRefused):
    """Who judges a part cannot hand back the whole."""

    code = "rows_missing"
    message = "Hãy chọn ít nhất một chỉ tiêu thuộc nội dung bạn được phân công kiểm tra."


def check_rows_judged(submission: Submission, rows: Collection[int], *, by) -> None:
    """`rows` are indicators. Raises OutsideShare, RowsMissing where the person judges a part."""
    areas = reviewed_areas(by, submission)
    if areas is None:
        return
    if not rows:
        raise RowsMissing
    judged = judged_rows(sheet_of(submission, submission.current_revision), areas)
    if not judged.issuperset(rows):
        raise OutsideShare


def judged_rows(sections: list[Section], areas: frozenset[int] | None) -> set[int]:
    """The indicators of the sections that the areas reach, None standing for all areas."""
    return {
        row.figure.indicator_id
        for section in sections
        if areas is None or section.area.pk in areas
        for row in section.rows
    }
