"""What a superior adjusted counts in its report, and the report says so."""

from decimal import Decimal

import pytest
from django.urls import reverse

from documents.domain.blocks import DashList
from reports.domain.annex import units_annex
from reports.domain.collect import collect
from reports.domain.integrity import harms_of
from reports.domain.table import table_of
from tests.refusals import run_sql
from tests.reports.conftest import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def adjusted(quarter):
    """Both communes at 48/50, and the province takes away one of each."""
    for commune in quarter.communes:
        quarter.accept(commune, part=48, whole=50)
    quarter.adjust(part=Decimal(-1), whole=Decimal(-1))
    return quarter


def total(quarter):
    ((line,),) = [result.lines for result in table_of(collect(quarter.submission())).targets]
    return line.to_date.tally.part, line.to_date.tally.whole


def test_report_counts_an_adjustment_once_it_is_accepted(adjusted):
    before = total(adjusted)
    adjusted.close()
    assert (before, total(adjusted)) == ((96, 100), (95, 99))


def test_annex_says_what_was_adjusted_and_why(adjusted):
    adjusted.close()
    *_, told = units_annex(table_of(collect(adjusted.submission()))).blocks
    assert told == DashList(
        "dieu-chinh-danh-sach",
        (
            "Huy động quân nhân dự bị, Quý I năm 2026 (Tỉnh Ninh Thuận): Quân số tham gia giảm 1; "
            "Tổng quân số giảm 1; lý do: Hai xã cùng báo cáo một người.",
        ),
    )


def test_page_of_the_report_says_what_was_adjusted(client, adjusted):
    adjusted.close()
    report = written(adjusted.submission(), adjusted.leader)
    client.force_login(adjusted.leader)
    page = client.get(reverse("reports:detail", args=[report.pk])).content.decode()
    assert "Hai xã cùng báo cáo một người." in page


def test_report_agrees_with_the_adjustments_it_was_made_of(adjusted):
    adjusted.close()
    report = written(adjusted.submission(), adjusted.leader)
    assert list(harms_of(report)) == []


def test_adjustment_changed_behind_the_program_is_found(adjusted):
    adjusted.close()
    report = written(adjusted.submission(), adjusted.leader)
    run_sql("SET LOCAL session_replication_role = replica")
    run_sql("UPDATE results_adjustment SET part = 5")
    run_sql("SET LOCAL session_replication_role = DEFAULT")
    assert [harm.indicator for harm in harms_of(report)] == [adjusted.indicator.code]
