"""What an accepted report was judged under, beside what stands now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone

from campaigns.domain.wording import criterion_text
from campaigns.models import Target
from core.access.refusals import NotPossible
from core.vietnamese.numbers import format_number
from results.domain.asked import TargetLine, judged, own_targets, present_targets
from results.domain.revisions import quotas_of
from results.domain.sheet import Row, sheet_of
from results.domain.wording import NOTHING
from results.enums import AnswerKind
from results.models import Revision, Submission

NOT_ASKED = "không hỏi"
NOT_GIVEN = "chưa giao"


class NothingDiffers(NotPossible):
    code = "nothing_differs"
    message = "Chỉ tiêu và chỉ tiêu giao hiện nay không khác khi xác nhận, không cần tính lại."


@dataclass(frozen=True)
class Difference:
    """One thing in words: as it was when the report was accepted, and as it is now."""

    about: str
    then: str
    now: str


def check_differs(submission: Submission) -> list[Difference]:
    """What recalculating would change. Raises NothingDiffers."""
    if differences := differences_in_judging(submission):
        return differences
    raise NothingDiffers


def differences_in_judging(submission: Submission) -> list[Difference]:
    """In the targets with their criteria, in what the unit was given, and in the verdicts.

    Of the accepted revision.
    """
    revision = submission.accepted_revision
    rows = [row for section in sheet_of(submission, revision) for row in section.rows]
    quotas = quotas_of(submission)
    asked = _asked_now(submission, revision, rows)
    differences = [*_of_quotas(rows, quotas), *_of_targets(rows, asked, quotas)]
    return [one for one in differences if one.then != one.now]


def differences_in_names(submission: Submission) -> list[Difference]:
    day = timezone.localdate(submission.accepted_revision.accepted_at)
    then, now = submission.unit.name_on(day), submission.unit.official_name
    return [Difference("Tên đơn vị", then, now)] if then != now else []


def _asked_now(
    submission: Submission, revision: Revision, rows: Iterable[Row]
) -> dict[str, Target]:
    """The targets that the unit reports now, by their codes."""
    if revision.version_id == submission.newest_version_id:
        return {line.target.code: line.target for row in rows for line in row.lines}
    own = own_targets(present_targets(submission.period), submission.unit)
    return {target.code: target for targets in own.values() for target in targets}


def _of_quotas(rows: Iterable[Row], quotas: dict[int, Decimal]) -> Iterator[Difference]:
    for row in rows:
        if _answers_quota(row):
            then, now = row.figure.whole, quotas.get(row.figure.indicator_id)
            about = f"Chỉ tiêu giao: {row.figure.indicator.name}"
            yield Difference(about, _given(then), _given(now))


def _of_targets(
    rows: Iterable[Row], asked: dict[str, Target], quotas: dict[int, Decimal]
) -> Iterator[Difference]:
    known = {line.target.code: (row, line) for row in rows for line in row.lines}
    for code, (row, line) in known.items():
        yield from _of_target(row, line, asked.get(code), quotas)
    for code, target in asked.items():
        if code not in known:
            yield Difference(target.title, NOT_ASKED, target.sentence)


def _of_target(
    row: Row, line: TargetLine, target: Target | None, quotas: dict[int, Decimal]
) -> Iterator[Difference]:
    title, period = line.target.title, row.period
    if target is None or target.indicator_id != row.figure.indicator_id:
        yield Difference(title, line.target.sentence, NOT_ASKED)
        return
    to_date = row.to_date
    if _answers_quota(row):
        to_date = replace(to_date, whole=quotas.get(row.figure.indicator_id))
    now = TargetLine(target, judged(target, to_date, period))
    then_words, now_words = _words(line), _words(now)
    for name, text in then_words.items():
        yield Difference(f"{title}: {name}", text, now_words[name])


def _words(line: TargetLine) -> dict[str, str]:
    target = line.target
    criteria = [
        f"{one.label} ({criterion_text(one, target.indicator)})" for one in target.thresholds
    ]
    judged_from = target.judged_from
    return {
        "câu trong kế hoạch": target.sentence,
        "ngưỡng": "; ".join(criteria) or NOTHING,
        "đánh giá từ": f"kỳ thứ {judged_from.ordinal}" if judged_from else "mọi kỳ",
        "kết quả": f"{line.label}: {line.working}" if line.judgement else NOTHING,
    }


def _answers_quota(row: Row) -> bool:
    return row.figure.indicator.whole_is_quota and row.figure.answer == AnswerKind.VALUE


def _given(quota: Decimal | None) -> str:
    return NOT_GIVEN if quota is None else format_number(quota)
