"""The list, the page, the file and the request, for those within scope."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from campaigns.models import Campaign
from core.jobs.errors import JobFailed
from core.jobs.queue import claim, fail, finish
from documents.enums import DocumentState as State
from documents.enums import EndingWay
from documents.models import Document
from reports.domain.reports import freeze_report, request_report
from reports.models import ProgressReport
from tests import paperwork
from tests.factories import IndicatorFactory, OfficeFactory, UnitFactory, UserFactory

PAPER = ("detail", "file", "word")


@pytest.fixture
def accepted(quarter):
    quarter.accept(quarter.communes[0], part=90, whole=100)
    return quarter


@pytest.fixture
def report(accepted):
    return request_report(accepted.submission(), by=accepted.leader)


@pytest.fixture
def leader(client, accepted):
    client.force_login(accepted.leader)
    return client


def visible(person):
    return list(ProgressReport.objects.visible_to(person))


def printed(report):
    document = freeze_report(report.pk).document
    finish(claim(report.job_id), None)
    paperwork.printed(document)
    return ProgressReport.objects.get(pk=report.pk)


def test_report_is_visible_to_its_unit_and_above(accepted):
    unit, other = accepted.communes
    report = request_report(accepted.submission(unit), by=accepted.person(Role.CLERK, unit))
    assert visible(accepted.leader) == [report]
    assert visible(accepted.person(Role.UNIT_HEAD, unit)) == [report]
    assert visible(accepted.person(Role.UNIT_HEAD, other)) == []


def test_report_of_a_superior_is_hidden_from_its_units(report, accepted):
    assert visible(accepted.person(Role.UNIT_HEAD, accepted.communes[0])) == []


def test_administrator_sees_no_report(report, accepted):
    assert visible(UserFactory(grants=[(Role.ADMINISTRATOR, accepted.province)])) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_queries_for_one_row_and_for_three(
    leader, accepted, rows, django_assert_num_queries
):
    for _ in range(rows):
        printed(request_report(accepted.submission(), by=accepted.leader))
    leader.get(reverse("reports:list"))
    with django_assert_num_queries(7):
        response = leader.get(reverse("reports:list"))
    assert len(response.context["table"].rows) == rows


def test_list_leads_to_the_report(leader, report):
    response = leader.get(reverse("reports:list"))
    (row,) = response.context["table"].rows
    assert f'href="{report.get_absolute_url()}"' in row.get_cell("unit")


@pytest.mark.parametrize("communes", [1, 3])
def test_page_asks_the_same_queries_for_one_unit_and_for_three(
    make_quarter, client, communes, django_assert_num_queries
):
    quarter = make_quarter(communes=communes)
    for unit in quarter.communes:
        quarter.accept(unit, part=95, whole=100)
    report = printed(request_report(quarter.submission(), by=quarter.leader))
    client.force_login(quarter.leader)
    client.get(report.get_absolute_url())
    with django_assert_num_queries(6):
        client.get(report.get_absolute_url())


def test_page_before_the_figures_are_frozen_shows_the_work(leader, report):
    response = leader.get(report.get_absolute_url())
    assert (response.status_code, response.context["areas"]) == (200, [])


def test_page_asks_again_while_the_report_is_made(leader, report):
    response = leader.get(report.get_absolute_url(), headers={"HX-Request": "true"})
    assert b"hx-trigger" in response.content
    assert b"<html" not in response.content


def test_page_is_loaded_whole_when_the_report_is_there(leader, report):
    printed(report)
    response = leader.get(report.get_absolute_url(), headers={"HX-Request": "true"})
    assert response.headers["HX-Refresh"] == "true"


def test_page_shows_what_the_unit_said_in_words(make_quarter, client):
    quarter = make_quarter(IndicatorFactory(statement=True), threshold=None)
    unit, _ = quarter.communes
    quarter.send(unit)
    clerk = quarter.person(Role.CLERK, unit)
    report = freeze_report(request_report(quarter.submission(unit), by=clerk).pk)
    client.force_login(clerk)
    (area,) = client.get(report.get_absolute_url()).context["areas"]
    assert (area["lines"], area["statements"]) == ([], ["Đã quán triệt đến cán bộ, chiến sĩ."])


def test_page_shows_the_working_and_links_every_source(leader, report, accepted):
    freeze_report(report.pk)
    response = leader.get(report.get_absolute_url())
    source = accepted.submission(accepted.communes[0])
    link = reverse("results:revision", args=[source.pk, 1])
    assert ("90/100 = 90% &lt; 95%" in response.text, f'href="{link}"' in response.text) == (
        True,
        True,
    )


@pytest.mark.parametrize(("act", "early"), [("enter", True), ("send", False)])
def test_page_tells_that_figures_were_still_being_entered(quarter, client, act, early):
    unit = quarter.communes[0]
    getattr(quarter, act)(unit, part=90, whole=100)
    clerk = quarter.person(Role.CLERK, unit)
    report = freeze_report(request_report(quarter.submission(unit), by=clerk).pk)
    client.force_login(clerk)
    assert client.get(report.get_absolute_url()).context["is_early"] is early


def test_page_asks_again_while_the_report_is_being_made(leader, report):
    response = leader.get(report.get_absolute_url())
    assert f'hx-get="{report.get_absolute_url()}"' in response.text


def test_page_is_at_rest_once_printed(leader, report):
    printed(report)
    response = leader.get(report.get_absolute_url())
    assert "hx-get" not in response.text


def test_head_alone_answers_the_page_that_asks_again(leader, report):
    response = leader.get(report.get_absolute_url(), headers={"HX-Request": "true"})
    assert response.text.lstrip().startswith('<div class="page-head"')
    assert response.headers["Vary"] == "HX-Request, Cookie"


@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED, State.ISSUED, State.REVOKED])
def test_list_and_page_show_the_state_of_the_document(leader, accepted, report, state):
    OfficeFactory(unit=accepted.province)
    document = printed(report).document
    if state == State.REVOKED:
        paperwork.end(document, EndingWay.REVOKES)
    else:
        paperwork.document_at(state, document)
    _, row = leader.get(reverse("reports:list")).context["table"].as_values()
    page = leader.get(report.get_absolute_url())
    assert (row[3], page.context["label"]) == (state.label, state.label)


def test_page_of_an_issued_report_cites_it(leader, accepted, report):
    OfficeFactory(unit=accepted.province)
    document = paperwork.document_at(State.ISSUED, printed(report).document)
    page = leader.get(report.get_absolute_url())
    day = f"{document.legal_date:%d/%m/%Y}"
    assert page.context["reference"] == f"Báo cáo số 01/BC-UBND ngày {day}"


def test_page_tells_that_the_print_is_on_its_way(leader, report):
    freeze_report(report.pk)
    page = leader.get(report.get_absolute_url()).text
    assert "Số liệu và dự thảo đã có; tệp PDF đang được tạo." in page
    assert "hx-get" in page


def test_page_tells_that_the_words_have_no_print(leader, report):
    Document.objects.filter(pk=printed(report).document_id).update(file=None)
    page = leader.get(report.get_absolute_url()).text
    assert "Chưa có tệp PDF của lời văn hiện nay" in page


def test_page_offers_a_report_that_failed_again(leader, report):
    fail(claim(report.job_id), JobFailed("lost", "Máy chủ dừng."))
    page = leader.get(report.get_absolute_url())
    assert page.context["label"] == "Không lập được"
    assert reverse("reports:request", args=[report.submission_id]) in page.text


def test_page_of_a_printed_report_leads_to_its_document_and_both_files(leader, report):
    document = printed(report).document
    page = leader.get(report.get_absolute_url()).text
    routes = [reverse(f"documents:{name}", args=[document.pk]) for name in PAPER]
    assert [f'href="{route}"' in page for route in routes] == [True, True, True]


def test_report_is_read_where_its_draft_is_not_open(client, accepted, report):
    """By a unit that managed the campaign without standing above the one that reports."""
    document = printed(report).document
    manager = UnitFactory()
    Campaign.objects.update(managing_unit=manager)
    client.force_login(UserFactory(grants=[(Role.LEADER, manager)]))
    page = client.get(report.get_absolute_url())
    routes = [reverse(f"documents:{name}", args=[document.pk]) for name in PAPER]
    assert page.status_code == 200
    assert [route in page.text for route in routes] == [False, False, False]
    assert [client.get(route).status_code for route in routes] == [404, 404, 404]


def test_request_leads_to_the_report(leader, accepted):
    response = leader.post(reverse("reports:request", args=[accepted.submission().pk]))
    assert response.url == ProgressReport.objects.get().get_absolute_url()


def test_double_click_makes_one_report(leader, accepted):
    address = reverse("reports:request", args=[accepted.submission().pk])
    assert leader.post(address).url == leader.post(address).url


def test_request_without_figures_goes_back_with_the_reason(quarter, client):
    client.force_login(quarter.leader)
    submission = quarter.submission()
    response = client.post(reverse("reports:request", args=[submission.pk]), follow=True)
    assert response.redirect_chain == [(submission.get_absolute_url(), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Chưa có số liệu nào được xác nhận cho kỳ này."
    ]


def test_button_stands_on_the_page_of_the_submission_for_those_who_may(leader, accepted):
    address = reverse("reports:request", args=[accepted.submission().pk])
    own = leader.get(accepted.submission().get_absolute_url())
    foreign = leader.get(accepted.submission(accepted.communes[0]).get_absolute_url())
    assert (address in own.text, "reports/request" in foreign.text) == (True, False)
