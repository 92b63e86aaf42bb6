"""A report over a merger: the quota once, the successor judged with what it took over."""

from datetime import date

import pytest

from accounts.enums import Role
from reports.domain.annex import units_annex
from reports.domain.collect import collect
from reports.domain.integrity import harmed_reports
from reports.domain.prose import Narrative, body_of
from reports.domain.table import table_of
from results.domain.sheet import sheet_of
from tests.factories import IndicatorFactory, UnitFactory, UserFactory
from tests.reports.conftest import written
from tests.reports.test_prose import OCCASION
from units.domain.effects import effect_of_dissolution
from units.domain.reorganisation import dissolve_unit
from units.models import Unit


@pytest.fixture
def merged(make_quarter):
    """Two communes with a quota of 10; after the first quarter one goes into the other."""
    quarter = make_quarter(IndicatorFactory(quota=True), quota=10, threshold=100)
    ended, heir = quarter.communes
    quarter.accept(ended, part=6)
    quarter.accept(heir, part=4)
    Unit.objects.filter(pk__in=[ended.pk, heir.pk]).update(administrative_parent=quarter.province)
    ended.refresh_from_db()
    dissolve(quarter, ended, [heir])
    quarter.open(period=1)
    quarter.accept(heir, period=1, part=9)
    return quarter


def dissolve(quarter, ended, successors):
    by = UserFactory(grants=[(Role.ADMINISTRATOR, quarter.province)])
    ending = {"last_day": date(2026, 3, 31), "successors": successors, "by": by}
    agreed = effect_of_dissolution([ended], **ending).digest
    dissolve_unit(ended, **ending, reason="Theo nghị quyết.", agreed=agreed)


def line_of(quarter):
    table = table_of(collect(quarter.submission(period=1)))
    return table.targets[0].lines[0]


def test_quota_of_the_merged_units_counts_once(merged):
    to_date = line_of(merged).to_date.tally
    assert (to_date.part, to_date.whole) == (19, 20)


def test_period_before_the_merger_keeps_its_figures(merged):
    before = line_of(merged).before.tally
    assert (before.part, before.whole) == (10, 20)


def test_successor_is_judged_with_what_its_predecessor_did(merged):
    _, heir = merged.communes
    tally = line_of(merged).units[heir.pk].tally
    assert (tally.part, tally.whole) == (19, 20)


def test_ended_unit_is_read_and_not_judged(merged):
    ended, _ = merged.communes
    standing = line_of(merged).units[ended.pk]
    assert (standing.tally.part, standing.judgement) == (6, None)


def test_quota_of_the_report_is_that_of_the_successor(merged):
    table = table_of(collect(merged.submission(period=1)))
    assert table.targets[0].quota == 20


def test_report_over_a_merger_agrees_with_its_sources(merged):
    written(merged.submission(period=1), merged.leader)
    assert list(harmed_reports()) == []


def test_later_division_of_the_successor_changes_no_report(merged):
    report = written(merged.submission(period=1), merged.leader)
    ended, _ = merged.communes
    ended.successions.all().delete()
    assert (list(harmed_reports()), report.is_frozen) == ([], True)


def test_page_of_the_successor_judges_the_year_with_its_predecessors(merged):
    _, heir = merged.communes
    submission = merged.submission(heir, period=1)
    [section] = sheet_of(submission, submission.current_revision)
    [line] = section.rows[0].lines
    assert "19/20" in line.judgement.working


def annex_rows_of(quarter):
    """The annex: what its marks mean, and its rows."""
    *legend, table = units_annex(table_of(collect(quarter.submission(period=1)))).blocks
    return [run.text for block in legend[1:] for run in block.runs], [
        row.cells[1] for row in table.rows
    ]


def test_annex_marks_what_is_added_up_from_predecessors(merged):
    ended, heir = merged.communes
    legend, names = annex_rows_of(merged)
    assert names == [f"{ended} (đến 31/03/2026) *", f"{heir} **", "Tổng hợp"]
    assert [line.partition(":")[0] for line in legend] == ["Dấu ** sau tên đơn vị"]


def test_list_of_who_is_behind_says_that_predecessors_count(merged):
    _, heir = merged.communes
    blocks = body_of(table_of(collect(merged.submission(period=1))), OCCASION, Narrative())
    [behind] = [block for block in blocks if block.anchor == "chua-dat-danh-sach"]
    assert f"{heir} (95%, tính cả đơn vị tiền thân)" in behind.items[0]


@pytest.fixture
def split(make_quarter):
    """Two communes; after the first quarter one is divided between the other and one elsewhere."""
    quarter = make_quarter()
    ended, heir = quarter.communes
    quarter.accept(ended, part=60, whole=100)
    quarter.accept(heir, part=40, whole=50)
    elsewhere = UnitFactory(administrative_parent=quarter.province)
    Unit.objects.filter(pk__in=[ended.pk, heir.pk]).update(administrative_parent=quarter.province)
    ended.refresh_from_db()
    dissolve(quarter, ended, [heir, elsewhere])
    quarter.open(period=1)
    quarter.accept(heir, period=1, part=45, whole=50)
    return quarter


def test_divided_unit_is_added_to_no_successor(split):
    _, heir = split.communes
    line = line_of(split)
    assert (line.units[heir.pk].tally.part, line.to_date.tally.part) == (85, 145)


def test_annex_marks_a_divided_unit(split):
    ended, heir = split.communes
    legend, names = annex_rows_of(split)
    assert (names[0], names[2]) == (f"{ended} (đến 31/03/2026) * ***", str(heir))
    assert [line.partition(":")[0] for line in legend] == ["Dấu *** sau tên đơn vị"]
