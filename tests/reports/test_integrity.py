"""A figure changed behind the program's back is found in every report that used it."""

import pytest

from reports.domain.integrity import ReportHarm, harmed_reports, harms_of
from results.models import Figure
from tests.factories import IndicatorFactory
from tests.refusals import run_sql
from tests.reports.conftest import written


@pytest.fixture
def reported(quarter):
    first, _ = quarter.communes
    quarter.accept(first, part=90, whole=100)
    quarter.open(period=1)
    quarter.accept(first, period=1, part=10, whole=10)
    return written(quarter.submission(period=1), quarter.leader)


def tamper(statement, *parameters):
    run_sql("SET LOCAL session_replication_role = replica")
    run_sql(statement, *parameters)
    run_sql("SET LOCAL session_replication_role = DEFAULT")


def test_untouched_reports_agree_with_their_sources(reported):
    assert list(harmed_reports()) == []


def test_percentage_of_one_unit_beside_a_missing_one_agrees(make_quarter):
    quarter = make_quarter(IndicatorFactory(percentage=True))
    quarter.accept(quarter.communes[0], percent=98)
    written(quarter.submission(), quarter.leader)
    assert list(harmed_reports()) == []


def test_later_acceptance_changes_no_report(reported, quarter):
    quarter.accept(quarter.communes[1], period=1, part=5, whole=9)
    assert list(harmed_reports()) == []


@pytest.mark.parametrize("ordinal", [1, 2])
def test_changed_figure_is_found(reported, quarter, ordinal):
    figure = Figure.objects.get(
        unit=quarter.communes[0], period__ordinal=ordinal, revision__submitted_at__isnull=False
    )
    tamper("UPDATE results_figure SET part = part - 1 WHERE id = %s", figure.pk)
    assert list(harmed_reports()) == [ReportHarm(reported.pk, quarter.indicator.code)]


def test_removed_figure_is_found(reported, quarter):
    tamper("DELETE FROM results_figure WHERE revision_id = %s", reported.sources.first().pk)
    assert list(harmed_reports()) == [ReportHarm(reported.pk, quarter.indicator.code)]


def test_changed_snapshot_is_found(reported, quarter):
    reported.table["indicators"][quarter.indicator.code]["to_date_total"]["part"] = "101"
    reported.save(update_fields=["table"])
    assert list(harmed_reports()) == [ReportHarm(reported.pk, quarter.indicator.code)]


def test_report_drafted_from_what_was_being_entered_may_differ_from_what_was_sent(quarter):
    unit, _ = quarter.communes
    quarter.enter(unit, part=90, whole=100)
    report = written(quarter.submission(unit), quarter.person("clerk", unit))
    quarter.send(unit, part=95, whole=100)
    assert (list(harms_of(report)), list(harmed_reports())) == (
        [ReportHarm(report.pk, quarter.indicator.code)],
        [],
    )
