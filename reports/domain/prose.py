"""The text of a progress report, from its figures and from what the unit itself wrote.

The program states what follows from the figures and quotes the unit's own words; it adds neither
praise nor reasons. The order is that of a report on results: results by content area, units that
fell short, the unit's assessment, its proposals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.vietnamese.casing import lower_first
from core.vietnamese.dates import official_date
from core.vietnamese.numbers import counted
from documents.domain.blocks import (
    Block,
    DashList,
    Heading,
    HeadingLevel,
    one_line,
    paragraph,
)
from reports.domain.lines import Line
from reports.domain.summary import area_title, by_area, summary_table
from reports.domain.table import ReportTable, TargetResult
from reports.domain.wording import (
    ESTIMATES,
    has_estimates,
    result_text,
    subject,
    tally_of_verdicts,
    value_text,
)

MOST_NAMES = 10

_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Occasion:
    """Who reports on what; `reference` is the document that launched the campaign, if known."""

    issued_by: str
    campaign: str
    theme: str
    reference: str
    period: str
    data_from: date
    data_to: date


@dataclass(frozen=True)
class Narrative:
    """What the unit wrote beside its figures, in its own words."""

    strengths: str = ""
    shortcomings: str = ""
    causes: str = ""
    proposals: str = ""


def title_of(occasion: Occasion) -> str:
    """The subject of the report (trích yếu)."""
    campaign, period = lower_first(occasion.campaign), lower_first(occasion.period)
    return one_line(f"Kết quả {period} thực hiện {campaign}")


def body_of(table: ReportTable, occasion: Occasion, narrative: Narrative) -> list[Block]:
    sections = [
        ("ket-qua", "KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG, CHỈ TIÊU THI ĐUA", _results(table)),
        ("don-vi", "ĐƠN VỊ CHƯA ĐẠT CHỈ TIÊU, CHƯA CÓ SỐ LIỆU", _units(table)),
        ("danh-gia", "ĐÁNH GIÁ CHUNG", _assessment(narrative)),
        ("kien-nghi", "ĐỀ XUẤT, KIẾN NGHỊ", _quoted("kien-nghi", narrative.proposals)),
    ]
    filled = [section for section in sections if section[2]]
    blocks = _opening(table, occasion)
    for number, (anchor, title, content) in zip(_ROMAN, filled, strict=False):
        blocks.append(Heading(f"muc-{anchor}", HeadingLevel.SECTION, f"{number}. {title}"))
        blocks.extend(content)
    return [*blocks, _closing(occasion)]


def _opening(table: ReportTable, occasion: Occasion) -> list[Block]:
    theme = f"Chủ đề của phong trào: “{occasion.theme}”. " if occasion.theme else ""
    window = f"từ {official_date(occasion.data_from)} đến {official_date(occasion.data_to)}"
    scope = f"{theme}Số liệu của kỳ tính {window}. {_coverage(table)}"
    return [paragraph("can-cu", _grounds(occasion)), paragraph("pham-vi", scope)]


def _grounds(occasion: Occasion) -> str:
    """What the report answers to: the document that launched the campaign, or the campaign."""
    period = lower_first(occasion.period)
    if reference := occasion.reference.rstrip(" .;"):
        what = f"kết quả thực hiện phong trào thi đua {period}"
        return f"Thực hiện {reference}, {occasion.issued_by} báo cáo {what} như sau:"
    campaign = lower_first(occasion.campaign)
    return f"Thực hiện {campaign}, {occasion.issued_by} báo cáo kết quả {period} như sau:"


def _coverage(table: ReportTable) -> str:
    if not table.is_superior:
        return ""
    asked, missing = len(table.reporting), len(table.missing)
    if not missing:
        return f"{counted(asked)}/{counted(asked)} đơn vị có số liệu đã được xác nhận."
    return (
        f"{counted(asked - missing)}/{counted(asked)} đơn vị có số liệu đã được xác nhận; "
        f"{counted(missing)} đơn vị chưa có, nên các kết quả tổng hợp dưới đây là tạm tính."
    )


def _results(table: ReportTable) -> list[Block]:
    blocks: list[Block] = []
    if summed := tally_of_verdicts(table.targets):
        text = f"Tính lũy kế đến hết kỳ báo cáo, có {summed}."
        blocks.append(paragraph("tong-hop", text))
    told = [result for result in table.targets if result.lines or result.statement]
    for number, (area, results) in enumerate(by_area(told), start=1):
        anchor = f"noi-dung-{area.ordinal}"
        blocks.append(_clause(anchor, f"{number}. {area_title(area)}"))
        blocks.extend(_area(anchor, results))
    if summary := summary_table(table):
        blocks.append(paragraph("dan-bang", "Kết quả từng chỉ tiêu như sau:"))
        blocks.append(summary)
        if has_estimates(table):
            blocks.append(paragraph("ghi-chu-uoc", f"Ghi chú: {ESTIMATES}"))
    return blocks


def _area(anchor: str, results: Sequence[TargetResult]) -> list[Block]:
    lines = [
        f"{subject(result, line)}: {result_text(result, line)}."
        for result in results
        for line in result.lines
    ]
    blocks: list[Block] = [DashList(f"{anchor}-chi-tieu", tuple(lines))] if lines else []
    for result in results:
        if result.statement:
            blocks.extend(_quoted(f"{anchor}-{result.target.ordinal}", result.statement))
    return blocks


def _units(table: ReportTable) -> list[Block]:
    if not table.is_superior:
        return []
    names = {unit.unit_id: unit.name for unit in table.units}
    behind = tuple(
        _behind(result, line, names)
        for result in table.targets
        for line in result.lines
        if line.behind
    )
    blocks: list[Block] = [_clause("chua-dat", "1. Đơn vị chưa đạt chỉ tiêu")]
    if behind:
        blocks.append(DashList("chua-dat-danh-sach", behind))
    else:
        text = "Không có đơn vị chưa đạt chỉ tiêu đã đến kỳ đánh giá."
        blocks.append(paragraph("chua-dat-khong-co", text))
    if table.missing:
        blocks.append(_clause("chua-co", "2. Đơn vị chưa có số liệu được xác nhận"))
        blocks.append(paragraph("chua-co-danh-sach", _missing(table)))
    return blocks


def _behind(result: TargetResult, line: Line, names: dict[int, str]) -> str:
    shown = [f"{names[unit]} ({_own_value(line, unit)})" for unit in line.behind]
    return one_line(f"{subject(result, line)}: {_listed(shown)}.")


def _own_value(line: Line, unit: int) -> str:
    """Where the unit stands; with what it took over, that is said."""
    value = value_text(line.units[unit])
    return f"{value}, tính cả đơn vị tiền thân" if unit in line.derived else value


def _missing(table: ReportTable) -> str:
    return f"{_listed([unit.name for unit in table.missing])}."


def _listed(names: Sequence[str]) -> str:
    """The number and the first names; the annex has them all."""
    rest = len(names) - MOST_NAMES
    more = f" và {counted(rest)} đơn vị khác tại Phụ lục" if rest > 0 else ""
    return f"{counted(len(names))} đơn vị, gồm {', '.join(names[:MOST_NAMES])}{more}"


def _assessment(narrative: Narrative) -> list[Block]:
    parts = [
        ("uu-diem", "Ưu điểm", narrative.strengths),
        ("han-che", "Hạn chế", narrative.shortcomings),
        ("nguyen-nhan", "Nguyên nhân", narrative.causes),
    ]
    blocks: list[Block] = []
    for number, (anchor, title, text) in enumerate((part for part in parts if part[2].strip()), 1):
        blocks.append(_clause(anchor, f"{number}. {title}"))
        blocks.extend(_quoted(anchor, text))
    return blocks


def _quoted(anchor: str, text: str) -> list[Block]:
    """The unit's words as they are, a paragraph for each of its lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [paragraph(f"{anchor}-{number}", line) for number, line in enumerate(lines, start=1)]


def _clause(anchor: str, text: str) -> Heading:
    return Heading(anchor, HeadingLevel.CLAUSE, text)


def _closing(occasion: Occasion) -> Block:
    what = f"báo cáo kết quả thực hiện phong trào thi đua {lower_first(occasion.period)}"
    return paragraph("ket", f"Trên đây là {what} của {occasion.issued_by}./.")
