"""Figures, verdicts and names as a report prints them."""

from collections.abc import Iterable
from decimal import Decimal

from campaigns.enums import Measure
from core.vietnamese.numbers import counted, format_number
from documents.domain.blocks import one_line
from documents.domain.wording import STATE_TONES
from documents.enums import DocumentState
from reports.domain.table import Line, Standing, TargetResult
from reports.models import ProgressReport
from results.arithmetic.rounding import round_percent
from results.enums import Verdict

NOTHING = "–"

VERDICTS = {
    Verdict.EXCEEDED: "Vượt",
    Verdict.MET: "Đạt",
    Verdict.MISSED: "Chưa đạt",
    Verdict.UNDERWAY: "Đang thực hiện",
    Verdict.INSUFFICIENT: "Chưa đủ số liệu",
    Verdict.NONE_ARISEN: "Không phát sinh",
    Verdict.REPORTED_SEPARATELY: Verdict.REPORTED_SEPARATELY.label,
}
_DONE = "Đã hoàn thành"
_NOT_DONE = "Chưa hoàn thành"


def lower_first(text: str) -> str:
    """A name in the middle of a sentence: "Quý I" as "quý I", but "UBND" as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def subject(result: TargetResult, line: Line) -> str:
    """A target with the threshold in question: "Tuyển quân (100% chỉ tiêu)"."""
    title = one_line(result.target.title).rstrip(" .;")
    return f"{title} ({one_line(line.label)})" if line.label else title


def amount_text(standing: Standing) -> str:
    """What was done: "118/120", for a count the number; a dash where no number is stated."""
    reading = standing.reading
    if reading.part is None or (reading.whole is None and not reading.is_count):
        return NOTHING
    part = format_number(reading.part)
    return part if reading.whole is None else f"{part}/{format_number(reading.whole)}"


def value_text(standing: Standing) -> str:
    """What it amounts to: "98,33%", the number of a count, the grade of a single unit."""
    if standing.reading.value is None:
        return standing.apart or NOTHING
    if standing.reading.is_count:
        return format_number(standing.reading.part)
    return _single_text(standing) or f"{format_number(percent_of(standing))}%"


def percent_of(standing: Standing) -> Decimal:
    """The percentage as printed, which never crosses its threshold by rounding."""
    return round_percent(standing.reading.value, [standing.rule.threshold])


def verdict_text(standing: Standing) -> str:
    return VERDICTS[standing.judgement.verdict] if standing.judgement else ""


def result_text(result: TargetResult, line: Line) -> str:
    """A line in words: "118/120, bằng 98,33%, chưa đạt; tăng 3,13 điểm phần trăm so với …"."""
    judgement = line.to_date.judgement
    if line.to_date.apart:
        return f"{line.to_date.apart}{_separate_text(line)}"
    if line.to_date.reading.value is None:
        return lower_first(judgement.working) if judgement else "chưa có số liệu"
    verdict = f", {VERDICTS[judgement.verdict].lower()}" if judgement else ""
    figure = _figure_text(result, line.to_date)
    return f"{figure}{verdict}{_change_text(line)}{_separate_text(line)}"


def tally_of_verdicts(results: Iterable[TargetResult]) -> str:
    """How many targets stand where: "02 chỉ tiêu đạt, 01 chỉ tiêu chưa đạt"; empty without any."""
    numbers: dict[Verdict, int] = {}
    for result in results:
        if result.judgement:
            verdict = result.judgement.verdict
            numbers[verdict] = numbers.get(verdict, 0) + 1
    return ", ".join(
        f"{counted(numbers[verdict])} chỉ tiêu {words.lower()}"
        for verdict, words in VERDICTS.items()
        if verdict in numbers
    )


def status_of(report: ProgressReport) -> tuple[str, str]:
    """The state of a report as a word, and its tone: that of its document once there is one."""
    if report.is_frozen:
        state = DocumentState(report.document.state)
        return state.label, STATE_TONES[state]
    return ("Không lập được", "bad") if report.has_failed else ("Đang lập", "info")


def _single_text(standing: Standing) -> str:
    """One unit's grade or deed, which is no percentage to people."""
    reading, tally = standing.reading, standing.tally
    if tally.coverage.asked != 1 or reading.whole != 1:
        return ""
    if reading.measure == Measure.DONE:
        return _DONE if reading.part else _NOT_DONE
    if reading.measure == Measure.GRADE and 1 in tally.grades:
        return standing.rule.grade_name(tally.grades.index(1) + 1)
    return ""


def _figure_text(result: TargetResult, standing: Standing) -> str:
    if standing.reading.is_count:
        part = standing.reading.part
        number = counted(int(part)) if part == int(part) else format_number(part)
        return f"{number} {result.target.indicator.counted_in}".strip()
    if single := _single_text(standing):
        return lower_first(single)
    amount = amount_text(standing)
    return f"{amount}, bằng {value_text(standing)}" if amount != NOTHING else value_text(standing)


def _separate_text(line: Line) -> str:
    """How many units' content is kept out of a total."""
    coverage = line.to_date.tally.coverage
    if not coverage.separate or coverage.asked == 1:
        return ""
    words = Verdict.REPORTED_SEPARATELY.label.lower()
    return f"; {counted(coverage.separate)} đơn vị {words}"


def _change_text(line: Line) -> str:
    """The difference of two printed percentages, in percentage points."""
    before, now = line.before, line.to_date
    if before.reading.value is None or now.reading.is_count or _single_text(now):
        return ""
    change = percent_of(now) - percent_of(before)
    if not change:
        return "; không thay đổi so với kỳ trước"
    direction = "tăng" if change > 0 else "giảm"
    return f"; {direction} {format_number(abs(change))} điểm phần trăm so với kỳ trước"
