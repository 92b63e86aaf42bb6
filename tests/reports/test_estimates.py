"""Estimates (ước thực hiện) carry their mark until the actual figure replaces them."""

from dataclasses import replace

import pytest

from accounts.enums import Role
from campaigns.enums import CombinationRule
from documents.domain.blocks import Row
from reports.domain.annex import units_annex
from reports.domain.collect import collect
from reports.domain.prose import Narrative, Occasion, body_of
from reports.domain.summary import summary_table
from reports.domain.table import table_of
from reports.domain.wording import result_text
from results.domain.figures import save_answers
from tests.factories import IndicatorFactory
from tests.workflows import accept, answer_to, reopen, submit

pytestmark = pytest.mark.django_db


def accepted(quarter, unit, *, period=0, estimated=True, **columns):
    submission = quarter.submission(unit, period)
    figure = submission.current_revision.figures.select_related("indicator").get()
    save_answers(
        submission,
        [replace(answer_to(figure, **columns), is_estimate=estimated)],
        by=quarter.person(Role.CLERK, unit),
        revision_id=submission.current_revision_id,
    )
    submit(quarter.submission(unit, period), by=quarter.person(Role.UNIT_HEAD, unit))
    reviewer = quarter.person(Role.REVIEWER, quarter.province)
    accept(quarter.submission(unit, period), by=reviewer)


def figures(quarter, period=0):
    table = table_of(collect(quarter.submission(period=period)))
    (row,) = [row for row in summary_table(table).rows if isinstance(row, Row)]
    return row.cells[3:7]


@pytest.fixture
def estimated(quarter):
    """One commune has estimated, the other not."""
    first, second = quarter.communes
    accepted(quarter, first, part=48, whole=50)
    accepted(quarter, second, part=49, whole=50, estimated=False)
    return quarter


def test_table_marks_a_total_with_an_estimate(estimated):
    assert figures(estimated) == ("97/100 (ước)", "97/100 (ước)", "–", "97% (ước)")


def test_annex_marks_the_unit_that_estimated_and_the_total(estimated):
    annex = units_annex(table_of(collect(estimated.submission())))
    legend, table = annex.blocks
    assert [row.cells[2] for row in table.rows] == ["96% (ước) (Đ)", "98% (Đ)", "97% (ước) (Đ)"]
    assert "(ước) là có số liệu ước thực hiện" in str(legend)


def test_prose_says_how_many_units_estimated(estimated):
    table = table_of(collect(estimated.submission()))
    ((result, line),) = [(one, line) for one in table.targets for line in one.lines]
    assert result_text(result, line) == "97/100, bằng 97% (có 01 đơn vị ước thực hiện), đạt"


@pytest.mark.parametrize("is_estimated", [True, False])
def test_table_is_explained_only_where_it_holds_an_estimate(quarter, is_estimated):
    accepted(quarter, quarter.communes[0], part=48, whole=50, estimated=is_estimated)
    submission = quarter.submission()
    period = submission.period
    occasion = Occasion("Tỉnh", "Phong trào", "", "", "Quý I", period.data_from, period.data_to)
    body = body_of(table_of(collect(submission)), occasion, Narrative())
    assert ("ghi-chu-uoc" in [block.anchor for block in body]) is is_estimated


def test_mark_goes_when_the_actual_figure_is_accepted(estimated):
    first, _ = estimated.communes
    reopen(estimated.submission(first), by=estimated.person(Role.REVIEWER, estimated.province))
    accepted(estimated, first, part=47, whole=50, estimated=False)
    assert figures(estimated) == ("96/100", "96/100", "–", "96%")


def test_estimate_stays_in_the_year_that_adds_up(estimated):
    estimated.open(1)
    for unit in estimated.communes:
        accepted(estimated, unit, period=1, part=10, whole=10, estimated=False)
    assert figures(estimated, period=1) == ("20/20", "117/120 (ước)", "97% (ước)", "97,5% (ước)")


def test_estimate_is_gone_when_a_later_period_states_the_number_anew(make_quarter):
    latest = IndicatorFactory(
        ratio=True, part_rule=CombinationRule.LATEST, whole_rule=CombinationRule.LATEST
    )
    quarter = make_quarter(latest, communes=1)
    (unit,) = quarter.communes
    accepted(quarter, unit, part=48, whole=50)
    quarter.open(1)
    accepted(quarter, unit, period=1, part=49, whole=50, estimated=False)
    assert figures(quarter, period=1) == ("49/50", "49/50", "96% (ước)", "98%")
