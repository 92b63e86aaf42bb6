"""Percentages of several units are neither summed nor averaged, on any paper."""

from decimal import Decimal

import pytest

from reports.domain.annex import units_annex
from reports.domain.collect import collect
from reports.domain.summary import summary_table
from reports.domain.table import table_of
from reports.domain.wording import result_text, value_text, verdict_text
from results.domain.answers import Answer
from results.domain.figures import save_answers
from results.enums import AnswerKind, Verdict
from tests import workflows
from tests.factories import IndicatorFactory

pytestmark = pytest.mark.django_db

APART = "không cộng; 1/2 đơn vị đạt"


@pytest.fixture
def quarter(make_quarter):
    return make_quarter(IndicatorFactory(percentage=True, name="Quân số sẵn sàng"), communes=3)


def table_for(quarter, unit=None):
    return table_of(collect(quarter.submission(unit)))


def test_total_of_percentages_says_how_many_units_reach_it(quarter):
    first, second, _ = quarter.communes
    quarter.accept(first, percent=97)
    quarter.accept(second, percent=90)
    [result] = table_for(quarter).targets
    [line] = result.lines
    assert value_text(line.to_date) == APART
    assert verdict_text(line.to_date) == ""
    assert result_text(result, line) == APART
    assert result.judgement is None


def test_no_cell_holds_a_sum_or_a_mean(quarter):
    first, second, _ = quarter.communes
    quarter.accept(first, percent=97)
    quarter.accept(second, percent=90)
    table = table_for(quarter)
    [_, row] = summary_table(table).rows
    assert row.cells[3:] == ("–", "–", "–", APART, "")
    [*_, total] = units_annex(table).blocks[-1].rows
    assert total.cells[-1] == APART


def test_percentage_of_one_unit_is_its_own(quarter):
    first = quarter.communes[0]
    quarter.send(first, percent=97)
    [result] = table_for(quarter, first).targets
    assert (value_text(result.lines[0].to_date), result.judgement.verdict) == ("97%", Verdict.MET)


def test_units_that_report_apart_are_counted_in_the_same_words_everywhere(make_quarter):
    quarter = make_quarter(communes=2)
    first, second = quarter.communes
    quarter.accept(first, part=95, whole=100)
    _report_apart(quarter, second)
    table = table_for(quarter)
    [result] = table.targets
    [line] = result.lines
    assert result_text(result, line).endswith("; 01 đơn vị báo cáo riêng theo chế độ mật")
    assert verdict_text(line.units[second.pk]) == "Báo cáo riêng theo chế độ mật"
    cells = [row.cells[-1] for row in units_annex(table).blocks[-1].rows]
    assert cells[1] == "Báo cáo riêng theo chế độ mật"
    assert line.to_date.reading.part == Decimal(95)


def _report_apart(quarter, unit):
    submission = quarter.submission(unit)
    figure = submission.current_revision.figures.get()
    kind = AnswerKind.REPORTED_SEPARATELY
    save_answers(
        submission,
        [Answer(figure.indicator_id, figure.row_version, kind)],
        by=quarter.person("clerk", unit),
        revision_id=submission.current_revision_id,
    )
    workflows.submit(quarter.submission(unit), by=quarter.person("unit_head", unit))
    workflows.accept(quarter.submission(unit), by=quarter.person("reviewer", quarter.province))
