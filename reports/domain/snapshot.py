"""The figures of a report as JSON: what was added up, from whom, and what was printed.

`indicators` can be recomputed from the source revisions alone (reports.domain.integrity); `areas`
is what people read, each line with the working of its verdict. Numbers are strings, so that no
float comes between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from campaigns.enums import CombinationRule
from reports.domain.collect import Collected
from reports.domain.lines import Line
from reports.domain.summary import area_title, by_area
from reports.domain.table import ReportTable, TargetResult, rules_of
from reports.domain.totals import Change, Heirs, History, Rules, Spans, total_of
from reports.domain.wording import amount_text, subject, value_text, verdict_text
from results.arithmetic.tally import NO_GRADES, Tally

Packed = dict[str, Any]


def snapshot_of(collected: Collected, table: ReportTable) -> Packed:
    indicators = {result.target.indicator_id: result.target.indicator for result in table.targets}
    ordinal = collected.submission.period.ordinal
    return {
        "period": ordinal,
        "indicators": {
            indicator.code: pack_indicator(
                rules_of(indicator),
                collected.histories[pk],
                table.spans[pk],
                ordinal=ordinal,
                heirs=collected.heirs,
                changes=collected.changes(pk),
            )
            for pk, indicator in indicators.items()
        },
        "areas": [
            {"title": area_title(area), "targets": [_pack_target(result) for result in results]}
            for area, results in by_area(table.targets)
        ],
        "asked": len(table.reporting),
        "missing": [unit.name for unit in table.missing],
        "adjusted": [asdict(one) for one in table.adjusted],
    }


def pack_indicator(
    rules: Rules,
    histories: Mapping[int, History],
    spans: Mapping[int, Spans],
    *,
    ordinal: int,
    heirs: Heirs,
    changes: Sequence[Change],
) -> Packed:
    """An indicator's figures to date for every unit, and its totals around the period.

    `heirs` are kept with them: a later reorganisation must not change what a report added up.
    """
    together = total_of(histories, rules, ordinal, heirs, changes)
    succeeded = {str(unit): sorted(heirs[unit]) for unit in histories if unit in heirs}
    return {
        "rules": list(rules),
        "units": {
            str(unit): {"to_date": pack(spans[unit].to_date), "missing": _gaps(history)}
            for unit, history in histories.items()
        },
        "period_total": pack(together.period),
        "to_date_total": pack(together.to_date),
        "before_total": pack(together.before),
        **({"heirs": succeeded} if succeeded else {}),
        **({"changes": [_pack_change(change) for change in changes]} if changes else {}),
    }


def _pack_change(change: Change) -> Packed:
    return {"period": change.ordinal, "until": change.until} | pack(change.tally)


def unpack_rules(packed: Packed) -> Rules:
    return Rules(*map(CombinationRule, packed["rules"]))


def unpack_heirs(packed: Packed) -> Heirs:
    return {int(unit): heirs for unit, heirs in packed.get("heirs", {}).items()}


def untils_of(packed: Packed) -> list[int | None]:
    """Until which period each of the changes held, when the report was made."""
    return [change["until"] for change in packed.get("changes", ())]


def pack(tally: Tally) -> Packed:
    """The stated columns of a tally."""
    columns: Packed = {
        name: _text(value)
        for name in ("part", "whole", "percent")
        if (value := getattr(tally, name)) is not None
    }
    if tally.grades != NO_GRADES:
        columns["grades"] = [_text(value) for value in tally.grades]
    return columns


def _gaps(history: History) -> list[int]:
    """The periods for which the unit owed a figure and none stood."""
    return sorted(number for number, tally in history.items() if tally.coverage.missing)


def _pack_target(result: TargetResult) -> Packed:
    return {
        "code": result.target.code,
        "indicator": result.target.indicator.code,
        "quota": "" if result.quota is None else _text(result.quota),
        "lines": [_pack_line(result, line) for line in result.lines],
        "statement": result.statement,
    }


def _pack_line(result: TargetResult, line: Line) -> Packed:
    judgement = line.to_date.judgement
    return {
        "subject": subject(result, line),
        "period": amount_text(line.period),
        "to_date": amount_text(line.to_date),
        "before_value": value_text(line.before),
        "value": value_text(line.to_date),
        "verdict": judgement.verdict if judgement else "",
        "verdict_text": verdict_text(line.to_date),
        "working": judgement.working if judgement else "",
    }


def _text(value: Decimal) -> str:
    return f"{value.normalize():f}"
