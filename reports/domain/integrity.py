"""Proving that the figures of a report are still those of the revisions it names."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat

from reports.domain.collect import adjustments_of
from reports.domain.snapshot import (
    Packed,
    pack_indicator,
    unpack_heirs,
    unpack_rules,
    untils_of,
)
from reports.domain.totals import Change, History, spans_by_unit
from reports.models import ProgressReport
from results.arithmetic.tally import MISSING, Tally
from results.domain.tallies import adjustment_tally, tally_of
from results.models import Adjustment, Figure


@dataclass(frozen=True)
class ReportHarm:
    """An indicator whose figures in a report are not what its source revisions add up to."""

    report_id: int
    indicator: str


def harmed_reports() -> Iterator[ReportHarm]:
    """Recomputes every report from its sources and yields what no longer agrees.

    What was drafted from figures that were still being entered may differ, and is left out.
    """
    reports = ProgressReport.objects.exclude(document=None).of_sent_figures()
    for report in reports.order_by("pk").iterator():
        yield from harms_of(report)


def harms_of(report: ProgressReport) -> Iterator[ReportHarm]:
    stated, adjusted = _stated(report), _adjusted(report)
    for code, packed in report.table["indicators"].items():
        rules, histories = unpack_rules(packed), _with_gaps(stated[code], packed)
        ordinal, heirs = report.table["period"], unpack_heirs(packed)
        spans = spans_by_unit(histories, rules, ordinal)
        around = {"ordinal": ordinal, "heirs": heirs, "changes": _changes(adjusted[code], packed)}
        if pack_indicator(rules, histories, spans, **around) != packed:
            yield ReportHarm(report.pk, code)


def _stated(report: ProgressReport) -> dict[str, dict[int, dict[int, Tally]]]:
    """What the source revisions say, by indicator, unit and ordinal of the period."""
    figures = Figure.objects.filter(revision__reports=report).select_related("indicator", "period")
    stated: dict = defaultdict(lambda: defaultdict(dict))
    for figure in figures:
        stated[figure.indicator.code][figure.unit_id][figure.period.ordinal] = tally_of(figure)
    return stated


def _adjusted(report: ProgressReport) -> dict[str, list[Adjustment]]:
    """What the source revisions adjust, by indicator."""
    adjusted: dict[str, list[Adjustment]] = defaultdict(list)
    for one in adjustments_of(report.sources.values("pk")):
        adjusted[one.indicator.code].append(one)
    return adjusted


def _changes(adjustments: list[Adjustment], packed: Packed) -> list[Change]:
    """The same as they counted when the report was made."""
    untils = chain(untils_of(packed), repeat(None))
    return [
        Change(one.ordinal, until, adjustment_tally(one))
        for one, until in zip(adjustments, untils, strict=False)
    ]


def _with_gaps(stated: dict[int, dict[int, Tally]], packed: Packed) -> dict[int, History]:
    """The same, with the periods for which a unit owed figures and no revision stood."""
    histories: dict[int, dict[int, Tally]] = {
        int(unit): {number: Tally(coverage=MISSING) for number in figures["missing"]}
        for unit, figures in packed["units"].items()
    }
    for unit, history in stated.items():
        histories.setdefault(unit, {}).update(history)
    return histories
