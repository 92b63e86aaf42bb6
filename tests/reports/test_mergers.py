"""A report over a merger: the quota once, the successor judged with what it took over."""

from datetime import date

import pytest

from accounts.enums import Role
from reports.domain.collect import collect
from reports.domain.integrity import harmed_reports
from reports.domain.table import table_of
from results.domain.sheet import sheet_of
from tests.factories import IndicatorFactory, UserFactory
from tests.reports.conftest import written
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
    by = UserFactory(grants=[(Role.ADMINISTRATOR, quarter.province)])
    ending = {"last_day": date(2026, 3, 31), "successors": [heir], "by": by}
    agreed = effect_of_dissolution([ended], **ending).digest
    dissolve_unit(ended, **ending, reason="Theo nghị quyết.", agreed=agreed)
    quarter.open(period=1)
    quarter.accept(heir, period=1, part=9)
    return quarter


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
