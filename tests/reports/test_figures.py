"""What goes into a report: accepted figures of a subtree, or what a unit sends."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.enums import Operator
from reports.domain.collect import NothingAccepted, NothingEntered, collect
from reports.domain.table import table_of
from results.enums import Verdict
from tests import workflows
from tests.factories import (
    ContentAreaFactory,
    FormerNameFactory,
    IndicatorFactory,
    QuotaFactory,
    TargetFactory,
)
from units.enums import UnitKind


def table_for(submission):
    return table_of(collect(submission))


def line_of(submission):
    (result,) = table_for(submission).targets
    (line,) = result.lines
    return line


def amounts(standing):
    return standing.reading.part, standing.reading.whole


def _ask_province_for_another(quarter):
    TargetFactory(
        campaign=quarter.campaign,
        area=ContentAreaFactory(campaign=quarter.campaign, ordinal=2),
        ordinal=2,
        reporting_kinds=[UnitKind.PROVINCE],
        asked_in=quarter.periods,
    )


def test_superior_adds_up_accepted_figures_only(quarter):
    first, second = quarter.communes
    quarter.accept(first, part=95, whole=100)
    quarter.send(second, part=10, whole=10)
    assert amounts(line_of(quarter.submission()).to_date) == (95, 100)


def test_superior_keeps_counting_what_was_accepted_while_it_is_reopened(quarter):
    first, _ = quarter.communes
    accepted = quarter.accept(first, part=95, whole=100)
    workflows.reopen(accepted, by=quarter.person("reviewer", quarter.province))
    assert amounts(line_of(quarter.submission()).to_date) == (95, 100)


def test_superior_without_accepted_figures_has_nothing_to_report(quarter):
    quarter.send(quarter.communes[0], part=95, whole=100)
    with pytest.raises(NothingAccepted):
        collect(quarter.submission())


def test_figures_of_an_earlier_period_alone_are_nothing_to_report(quarter):
    quarter.accept(quarter.communes[0], part=95, whole=100)
    quarter.open(period=1)
    with pytest.raises(NothingAccepted):
        collect(quarter.submission(period=1))


def test_unit_without_subordinates_reports_what_it_sent(quarter):
    unit, _ = quarter.communes
    quarter.send(unit, part=95, whole=100)
    assert amounts(line_of(quarter.submission(unit)).to_date) == (95, 100)


def test_unit_that_entered_nothing_has_nothing_to_report(quarter):
    with pytest.raises(NothingEntered):
        collect(quarter.submission(quarter.communes[0]))


def test_unit_reports_what_it_has_entered_before_it_is_sent(quarter):
    unit, _ = quarter.communes
    quarter.enter(unit, part=95, whole=100)
    assert amounts(line_of(quarter.submission(unit)).to_date) == (95, 100)


def test_unit_reports_what_it_corrects_after_a_return(quarter):
    unit, _ = quarter.communes
    sent = quarter.send(unit, part=95, whole=100)
    workflows.send_back(sent, by=quarter.person("reviewer", quarter.province))
    quarter.enter(unit, part=90, whole=100)
    assert amounts(line_of(quarter.submission(unit)).to_date) == (90, 100)


def test_earlier_period_counts_once_it_was_sent(quarter):
    unit, _ = quarter.communes
    quarter.enter(unit, part=95, whole=100)
    quarter.open(period=1)
    quarter.enter(unit, period=1, part=5, whole=10)
    assert amounts(line_of(quarter.submission(unit, period=1)).to_date) == (5, 10)


def test_missing_units_are_named(quarter):
    first, second = quarter.communes
    quarter.accept(first, part=95, whole=100)
    table = table_for(quarter.submission())
    assert [unit.name for unit in table.reporting] == ["Xã An Hải", "Xã Bắc Sơn"]
    assert [unit.unit_id for unit in table.missing] == [second.pk]


def test_unit_of_which_nothing_is_asked_is_no_reporting_unit(quarter):
    quarter.accept(quarter.communes[0], part=95, whole=100)
    names = [unit.name for unit in table_for(quarter.submission()).units]
    assert names == ["Xã An Hải", "Xã Bắc Sơn"]


def test_target_that_is_asked_of_others_only_is_left_out(quarter):
    _ask_province_for_another(quarter)
    unit, _ = quarter.communes
    quarter.send(unit, part=95, whole=100)
    assert len(table_for(quarter.submission(unit)).targets) == 1


def test_units_bear_the_names_of_the_day_the_report_is_due(quarter):
    unit, _ = quarter.communes
    quarter.accept(unit, part=95, whole=100)
    FormerNameFactory(
        unit=unit, short_name="Xã Tên Cũ", valid_from="2020-01-01", valid_to="2026-06-30"
    )
    type(unit).objects.filter(pk=unit.pk).update(named_since="2026-07-01", short_name="Xã Mới")
    names = [unit.name for unit in table_for(quarter.submission()).units]
    assert names == ["Xã Tên Cũ", "Xã Bắc Sơn"]


def test_unit_that_ended_before_the_report_is_due_bears_its_last_day(quarter):
    unit, _ = quarter.communes
    quarter.accept(unit, part=95, whole=100)
    type(unit).objects.filter(pk=unit.pk).update(valid_to="2026-03-31")
    names = [unit.name for unit in table_for(quarter.submission()).units]
    assert names == ["Xã An Hải (đến 31/03/2026)", "Xã Bắc Sơn"]


def test_year_to_date_stands_beside_the_period_and_the_one_before(quarter):
    for unit in quarter.communes:
        quarter.accept(unit, part=40, whole=50)
    quarter.open(period=1)
    for unit in quarter.communes:
        quarter.accept(unit, period=1, part=10, whole=10)
    line = line_of(quarter.submission(period=1))
    assert amounts(line.period) == (20, 20)
    assert amounts(line.to_date) == (100, 120)
    assert amounts(line.before) == (80, 100)


def test_units_behind_come_worst_first(make_quarter):
    quarter = make_quarter(communes=3)
    first, second, third = quarter.communes
    quarter.accept(first, part=94, whole=100)
    quarter.accept(second, part=10, whole=100)
    quarter.accept(third, part=99, whole=100)
    assert line_of(quarter.submission()).behind == [second.pk, first.pk]


def test_most_incidents_are_furthest_behind(make_quarter):
    quarter = make_quarter(IndicatorFactory(), threshold=0, operator=Operator.AT_MOST, communes=3)
    for unit, incidents in zip(quarter.communes, [1, 4, 0], strict=True):
        quarter.accept(unit, part=incidents)
    first, second, _ = quarter.communes
    assert line_of(quarter.submission()).behind == [second.pk, first.pk]


def test_total_is_judged_by_the_sums_and_not_by_the_units(quarter):
    first, second = quarter.communes
    quarter.accept(first, part=1, whole=2)
    quarter.accept(second, part=998, whole=998)
    line = line_of(quarter.submission())
    assert (line.to_date.judgement.verdict, line.behind) == (Verdict.MET, [first.pk])


def test_target_without_a_threshold_is_read_and_not_judged(make_quarter):
    quarter = make_quarter(threshold=None)
    quarter.accept(quarter.communes[0], part=3, whole=4)
    line = line_of(quarter.submission())
    assert (amounts(line.to_date), line.to_date.judgement, line.behind) == ((3, 4), None, [])


def test_quota_is_the_sum_of_those_given(make_quarter):
    quarter = make_quarter(IndicatorFactory(quota=True), quota=6)
    quarter.accept(quarter.communes[0], part=5)
    (result,) = table_for(quarter.submission()).targets
    assert result.quota == 12


def test_own_quota_goes_before_the_sum(make_quarter):
    quarter = make_quarter(IndicatorFactory(quota=True), quota=6)
    QuotaFactory(
        campaign=quarter.campaign,
        unit=quarter.province,
        indicator=quarter.indicator,
        value=Decimal(13),
    )
    quarter.accept(quarter.communes[0], part=5)
    (result,) = table_for(quarter.submission()).targets
    assert result.quota == 13


@pytest.mark.parametrize("communes", [1, 4])
def test_queries_do_not_grow_with_units(make_quarter, communes):
    quarter = make_quarter(communes=communes)
    for unit in quarter.communes:
        quarter.accept(unit, part=95, whole=100)
    submission = quarter.submission()
    with CaptureQueriesContext(connection) as queries:
        table_for(submission)
    assert len(queries) == 11


def test_two_targets_that_ask_two_kinds_of_units_the_same_count_each_its_own(quarter):
    first, second = quarter.communes
    quarter.campaign.targets.update(reporting_kinds=[])
    quarter.campaign.targets.get().reporting_units.set([first])
    other = TargetFactory(
        campaign=quarter.campaign,
        area=quarter.campaign.areas.get(),
        indicator=quarter.indicator,
        ordinal=2,
        asked_in=quarter.periods,
    )
    other.reporting_units.set([second])
    quarter.accept(first, part=95, whole=100)
    quarter.accept(second, part=10, whole=10)

    targets = table_for(quarter.submission()).targets

    assert [set(line.units) for target in targets for line in target.lines] == [
        {first.pk},
        {second.pk},
    ]
    assert [amounts(line.to_date) for target in targets for line in target.lines] == [
        (95, 100),
        (10, 10),
    ]
