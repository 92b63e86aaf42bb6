"""What the page of a campaign tells of its documents, and to whom it opens them."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.editing.body import write_body
from campaigns.domain.paper import draft_plan
from core.jobs.errors import JobFailed
from core.jobs.queue import claim, fail
from documents.domain.plain_text import Body, rewrite
from documents.enums import DocumentState as State
from documents.models import Document
from tests.factories import IssuerFactory, OfficeFactory, UserFactory
from tests.paperwork import change, document_at, printed
from tests.workflows import officer_of, planned_movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """A launched campaign whose plan goes to one of two units that take part."""
    movement = planned_movement()
    campaign = movement.campaign
    campaign.recipients = movement.unit.short_name
    campaign.save()
    write_body(campaign, rewrite(Body(), "I. MỤC ĐÍCH\nTuyển quân đạt 100%."))
    IssuerFactory(unit=campaign.issuing_unit)
    OfficeFactory(unit=campaign.issuing_unit)
    movement.campaign = launch_campaign(campaign, by=officer_of(campaign))
    return movement


def drafted(movement) -> Document:
    return draft_plan(movement.campaign, by=officer_of(movement.campaign)).document


@pytest.fixture
def shown(client, movement):
    """The campaign's page as somebody of a unit sees it, or its officer."""

    def shown(unit=None):
        by = UserFactory(grants=[(Role.CLERK, unit)]) if unit else officer_of(movement.campaign)
        client.force_login(by)
        return client.get(movement.campaign.get_absolute_url())

    return shown


def told(response):
    (line,) = response.context["papers"]
    return line


def test_draft_in_print_is_told_so(shown, movement):
    drafted(movement)
    response = shown()
    assert told(response).is_being_printed
    assert "Đang in tệp PDF." in response.text


def test_failed_print_is_told_with_its_reason(shown, movement):
    job = claim(drafted(movement).print_job_id)
    fail(job, JobFailed("lost", "Máy chủ dừng."))
    assert "Chưa in được: Máy chủ dừng." in shown().text


def test_draft_that_was_changed_since_its_print_is_told_so(shown, movement):
    change(printed(drafted(movement)), title="Khác")
    assert "Chưa in lại từ lần sửa sau cùng." in shown().text


def test_printed_draft_leads_to_its_page_and_both_files(shown, movement):
    document = printed(drafted(movement))
    text = shown().text
    routes = ("documents:detail", "documents:file", "documents:word")
    links = [f'href="{reverse(route, args=[document.pk])}"' in text for route in routes]
    assert links == [True, True, True]


def test_issued_plan_is_told_with_number_and_state(shown, movement):
    document = document_at(State.ISSUED, printed(drafted(movement)))
    line = told(shown())
    day = f"{document.legal_date:%d/%m/%Y}"
    assert (line.reference, line.state) == (f"Kế hoạch số 01/KH-UBND ngày {day}", State.ISSUED)


@pytest.mark.parametrize(
    ("state", "unit", "opens"),
    [
        (State.DRAFT, "unit", False),
        (State.APPROVED, "unit", False),
        (State.ISSUED, "unit", True),
        (State.ISSUED, "sibling", False),
    ],
)
def test_unit_that_takes_part_is_led_to_the_plan_once_it_was_sent_to_it(
    shown, movement, state, unit, opens
):
    document = document_at(state, printed(drafted(movement)))
    response = shown(getattr(movement, unit))
    assert told(response).is_in_sight == opens
    assert (document.get_absolute_url() in response.text) == opens


@pytest.mark.parametrize("papers", [1, 3])
def test_page_asks_the_same_queries_for_one_paper_and_for_three(
    client, shown, movement, papers, django_assert_num_queries
):
    for _ in range(papers):
        printed(drafted(movement))
    shown()
    with django_assert_num_queries(12):
        text = client.get(movement.campaign.get_absolute_url()).text
    assert text.count("Tải tệp PDF") == papers
