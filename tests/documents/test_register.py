"""The register and the page of a document: what is shown and offered to whom."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from documents.domain.prints import request_print
from documents.enums import DocumentKind, EndingWay
from documents.enums import DocumentState as State
from documents.models import Document
from tests.factories import UnitFactory, UserFactory
from tests.paperwork import (
    REASON,
    act_on,
    dated,
    document_at,
    draft,
    name,
    person_of,
    printed,
)

pytestmark = pytest.mark.django_db
REGISTER = "documents:list"
ACTS = ["edit", "endings", "check_content", "approve", "return", "take_back"]
ACTS += ["recall", "number", "print", "issue"]


def listed(client, **query) -> set[str]:
    table = client.get(reverse(REGISTER), query).context["table"]
    return {row.record.title for row in table.rows}


def visible(*grants) -> list[Document]:
    return list(Document.objects.visible_to(UserFactory(grants=grants)))


def page_of(client, document) -> str:
    return client.get(document.get_absolute_url()).content.decode()


def offered(client, document) -> list[str]:
    page = page_of(client, document)
    return [act for act in ACTS if f'"{reverse(f"documents:{act}", args=[document.pk])}"' in page]


def test_document_is_visible_to_its_unit_and_above(issuer):
    document, above = draft(issuer), UnitFactory()
    issuer.unit.administrative_parent = above
    issuer.unit.save()
    assert visible((Role.CLERK, issuer.unit)) == [document]
    assert visible((Role.LEADER, above)) == [document]
    assert visible((Role.LEADER, UnitFactory(administrative_parent=issuer.unit))) == []


def test_administrator_sees_no_document(issuer):
    draft(issuer)
    assert visible((Role.ADMINISTRATOR, issuer.unit)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_register_asks_the_same_queries_for_one_row_and_for_three(
    client, clerk, issuer, rows, django_assert_num_queries
):
    for _ in range(rows):
        document_at(State.ISSUED, issuer=issuer)
    client.get(reverse(REGISTER))
    with django_assert_num_queries(7):
        response = client.get(reverse(REGISTER))
    assert len(response.context["table"].rows) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_queries_for_one_ending_and_for_three(
    client, clerk, issuer, rows, django_assert_num_queries
):
    document = draft(issuer)
    for _ in range(rows):
        name(document, document_at(State.ISSUED, issuer=issuer), EndingWay.REPLACES)
    client.get(document.get_absolute_url())
    with django_assert_num_queries(11):
        client.get(document.get_absolute_url())


def test_register_is_found_through_without_marks(client, clerk, issuer):
    draft(issuer, title="Về việc tặng Bằng khen")
    draft(issuer, title="Về việc phát động")
    assert listed(client, search="bang khen") == {"Về việc tặng Bằng khen"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "KH"}, {"Kế hoạch"}),
        ({"state": "numbered"}, {"Quyết định"}),
        ({"year": "2025"}, set()),
        ({"task": "waiting"}, {"Quyết định"}),
        ({"order": "broken"}, set()),
    ],
)
def test_register_is_narrowed(client, clerk, issuer, query, found):
    draft(issuer, DocumentKind.PLAN, title="Kế hoạch")
    document_at(State.NUMBERED, issuer=issuer, title="Quyết định")
    assert listed(client, **query) == found


def test_register_lists_the_dates_out_of_order(client, clerk, issuer):
    dated(document_at(State.APPROVED, issuer=issuer, title="Trước"), date(2026, 3, 2))
    leader = person_of(issuer, Role.LEADER)
    late = document_at(State.APPROVED, issuer=issuer, title="Sau")
    dated(late, date(2026, 3, 1), by=leader, reason=REASON)
    assert listed(client, order="broken") == {"Sau"}


def test_year_of_a_numbered_document_is_that_of_its_day(client, clerk, issuer):
    dated(document_at(State.APPROVED, issuer=issuer, title="Năm trước"), date(2025, 12, 31))
    assert listed(client, year="2025") == {"Năm trước"}


def test_export_holds_number_and_state_in_words(client, clerk, issuer):
    document_at(State.ISSUED, issuer=issuer)
    response = client.get(reverse(REGISTER), {"export": "xlsx"})
    _, row = load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    assert (row[1], row[2], row[5]) == ("Quyết định", "01/QĐ-UBND", "Đã ban hành")


@pytest.mark.parametrize(
    ("role", "state", "acts"),
    [
        (Role.RECORDS_CLERK, State.DRAFT, ["edit", "endings", "print"]),
        (Role.CAMPAIGN_OFFICER, State.DRAFT, ["edit", "endings", "check_content", "print"]),
        (Role.LEADER, State.DRAFT, ["approve", "print"]),
        (Role.RECORDS_CLERK, State.CONTENT_CHECKED, ["edit", "return", "print"]),
        (Role.LEADER, State.FORMAT_CHECKED, ["approve", "return"]),
        (Role.RECORDS_CLERK, State.APPROVED, ["take_back", "number"]),
        (Role.RECORDS_CLERK, State.NUMBERED, ["recall"]),
        (Role.RECORDS_CLERK, State.ISSUED, []),
        (Role.INSPECTOR, State.FORMAT_CHECKED, []),
    ],
)
def test_page_offers_what_comes_next_to_whoever_may(client, role, state, acts):
    document = document_at(state)
    client.force_login(person_of(document.issuer, role))
    assert offered(client, document) == acts


def test_format_is_checked_on_the_page_of_the_report(client, clerk, issuer):
    document = document_at(State.CONTENT_CHECKED, issuer=issuer)
    address = reverse("documents:format", args=[document.pk])
    assert f'<a class="btn btn-primary" href="{address}">' in page_of(client, document)


def test_issue_is_offered_when_the_file_is_there(client, clerk, issuer):
    document = act_on(document_at(State.NUMBERED, issuer=issuer), "print")
    assert offered(client, document) == ["recall", "issue"]


def test_both_pages_tell_of_the_end(client, clerk, issuer):
    former = document_at(State.ISSUED, issuer=issuer)
    later = draft(issuer)
    name(later, former, EndingWay.REPLACES)
    later = document_at(State.ISSUED, later)
    day = f"{later.legal_date:%d/%m/%Y}"
    of_former = f'<a href="{later.get_absolute_url()}">Quyết định số 02/QĐ-UBND ngày {day}</a>'
    of_later = f'<a href="{former.get_absolute_url()}">Quyết định số 01/QĐ-UBND ngày {day}</a>'
    assert of_former in page_of(client, former)
    assert of_later in page_of(client, later)


def test_page_asks_again_while_the_file_is_made(client, clerk, issuer):
    document = document_at(State.NUMBERED, issuer=issuer)
    response = client.get(document.get_absolute_url(), headers={"HX-Request": "true"})
    assert b"hx-trigger" in response.content
    assert b"<html" not in response.content


def test_page_is_loaded_whole_when_the_file_is_there(client, clerk, issuer):
    document = printed(request_print(draft(issuer), by=clerk))
    response = client.get(document.get_absolute_url(), headers={"HX-Request": "true"})
    assert response.headers["HX-Refresh"] == "true"


def test_file_is_the_bytes_that_were_issued(client, clerk, issuer):
    document = document_at(State.ISSUED, issuer=issuer)
    response = client.get(reverse("documents:file", args=[document.pk]))
    assert b"".join(response) == document.file.path.read_bytes()


def test_file_that_is_not_there_is_not_found(client, clerk, issuer):
    assert client.get(reverse("documents:file", args=[draft(issuer).pk])).status_code == 404


def test_trail_stands_on_the_page_with_its_reasons(client, clerk, issuer):
    document = act_on(document_at(State.FORMAT_CHECKED, issuer=issuer), "return")
    trail = client.get(document.get_absolute_url()).context["trail"]
    labels = [label for _, label in trail]
    assert (labels[0], trail[0][0].reason) == ("Trả lại dự thảo văn bản", REASON)
