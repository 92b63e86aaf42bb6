"""Figures, verdicts and names as a report prints them."""

from collections.abc import Iterable
from decimal import Decimal

from campaigns.enums import Measure
from core.vietnamese.casing import lower_first
from core.vietnamese.numbers import counted, format_number
from documents.domain.blocks import one_line
from documents.domain.wording import STATE_TONES
from documents.enums import DocumentState
from reports.domain.lines import Line, Standing
from reports.domain.table import ReportTable, TargetResult
from reports.models import ProgressReport
from results.arithmetic.rounding import round_percent
from results.domain.wording import marked
from results.enums import Verdict

NOTHING = "–"
ESTIMATES = "(ước) là có số liệu ước thực hiện, chưa có số liệu chính thức thay thế."

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


def subject(result: TargetResult, line: Line) -> str:
    """A target with the threshold in question: "Tuyển quân (100% chỉ tiêu)"."""
    title = one_line(result.target.title).rstrip(" .;")
    return f"{title} ({one_line(line.label)})" if line.label else title


def amount_text(standing: Standing) -> str:
    """What was done: "118/120", for a count the number; a dash where no number is stated.

    Marked, as all of a table, where a unit's figure in it is an estimate.
    """
    return _marked(_amount(standing), standing)


def value_text(standing: Standing) -> str:
    """What it amounts to: "98,33%", the number of a count, the grade of a single unit; marked."""
    return _marked(_value(standing), standing)


def _marked(text: str, standing: Standing) -> str:
    return marked(text, is_estimate=is_estimate(standing) and text != NOTHING)


def is_estimate(standing: Standing) -> bool:
    """Whether a unit's figure in it still is an estimate (ước thực hiện)."""
    return standing.tally.coverage.estimated > 0


def has_estimates(table: ReportTable) -> bool:
    """Whether anything in the tables of the report carries the mark."""
    return any(
        is_estimate(standing)
        for result in table.targets
        for line in result.lines
        for standing in (line.period, line.to_date, line.before, *line.units.values())
    )


def _amount(standing: Standing) -> str:
    reading = standing.reading
    if reading.part is None or (reading.whole is None and not reading.is_count):
        return NOTHING
    part = format_number(reading.part)
    return part if reading.whole is None else f"{part}/{format_number(reading.whole)}"


def _value(standing: Standing) -> str:
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
    figure = f"{_figure_text(result, line.to_date)}{_estimated_text(line.to_date)}"
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
    amount, value = _amount(standing), _value(standing)
    return f"{amount}, bằng {value}" if amount != NOTHING else value


def _estimated_text(standing: Standing) -> str:
    """After a figure in prose: of how many units it holds estimates."""
    coverage = standing.tally.coverage
    if not coverage.estimated:
        return ""
    if coverage.asked == 1:
        return " (ước thực hiện)"
    return f" (có {counted(coverage.estimated)} đơn vị ước thực hiện)"


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
