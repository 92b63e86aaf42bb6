"""The pages of records files: what they show, offer and keep of what was typed."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from core.files.storage import store
from core.jobs.errors import JobFailed
from core.jobs.queue import claim, fail, finish
from documents.domain.records.archives import request_archive
from documents.domain.records.filing import file_documents, take_out
from documents.domain.scans import attach_scan
from documents.enums import DocumentState as State
from documents.enums import EndingWay
from documents.models import RecordArchive, RecordFile
from tests.factories import IssuerFactory
from tests.paperwork import document_at, draft, name, person_of
from tests.posting import posted
from tests.recordwork import closed, issued, keeper_of, record_file_of

pytestmark = pytest.mark.django_db
ACTS = ["add", "arrange", "correct", "close", "archive"]


@pytest.fixture
def issuer():
    return IssuerFactory()


@pytest.fixture
def clerk(client, issuer):
    clerk = keeper_of(issuer)
    client.force_login(clerk)
    return clerk


def at(route, *keys) -> str:
    return reverse(f"records:{route}", args=keys)


def listed(client, **query) -> list[str]:
    return [row.record.code for row in client.get(at("list"), query).context["table"].rows]


def offered(client, record_file) -> list[str]:
    page = client.get(record_file.get_absolute_url()).content.decode()
    return [act for act in ACTS if f'"{at(act, record_file.pk)}"' in page]


def made(record_file) -> RecordArchive:
    """As the worker leaves it, without the packing."""
    archive = request_archive(record_file, by=keeper_of(record_file.issuer))
    finish(claim(archive.job_id), store(b"PK goi", "application/zip"))
    return archive


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"year": "2025"}, ["B"]),
        ({"state": "open"}, ["B"]),
        ({"state": "closed"}, ["A"]),
        ({"search": "tong ket"}, ["B"]),
    ],
)
def test_list_is_narrowed(client, clerk, issuer, query, found):
    closed(record_file_of(issued(issuer), code="A"))
    record_file_of(issuer=issuer, code="B", year=2025, title="Tổng kết")
    assert listed(client, **query) == found


def test_list_is_narrowed_to_an_issuer(client, clerk, issuer):
    record_file_of(issuer=issuer, code="A")
    assert listed(client, issuer=issuer.pk) == ["A"]


def test_export_holds_the_count_and_the_state_in_words(client, clerk, issuer):
    record_file_of(issued(issuer))
    content = client.get(at("list"), {"export": "xlsx"}).content
    _, row = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    assert (row[4], row[6]) == (1, "Đang lập")


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_queries_for_one_document_and_for_three(
    client, clerk, issuer, rows, django_assert_num_queries
):
    documents = [issued(issuer) for _ in range(rows)]
    for document in documents:
        attach_scan(document, b"%PDF-1.7 %%EOF", by=clerk)
    made(record_file := record_file_of(*documents))
    client.get(record_file.get_absolute_url())
    with django_assert_num_queries(10):
        client.get(record_file.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_the_same_queries_for_one_document_and_for_three(
    client, clerk, issuer, rows, django_assert_num_queries
):
    record_file = record_file_of(issuer=issuer)
    for _ in range(rows):
        issued(issuer)
    client.get(at("add", record_file.pk))
    with django_assert_num_queries(6):
        client.get(at("add", record_file.pk))


def test_page_offers_the_clerk_what_can_be_done(client, clerk, issuer):
    assert offered(client, record_file_of(issued(issuer))) == ACTS


def test_page_of_a_closed_file_offers_its_archive_alone(client, clerk, issuer):
    assert offered(client, closed(record_file_of(issued(issuer)))) == ["archive"]


def test_page_of_an_empty_file_offers_to_fill_it(client, clerk, issuer):
    assert offered(client, record_file_of(issuer=issuer)) == ["add", "correct"]


def test_page_offers_nothing_to_those_who_read(client, issuer):
    client.force_login(person_of(issuer, Role.LEADER))
    assert offered(client, record_file_of(issued(issuer))) == []


def test_page_tells_by_what_a_document_was_ended(client, clerk, issuer):
    former = issued(issuer)
    record_file = record_file_of(former)
    later = draft(issuer)
    name(later, former, EndingWay.REPLACES)
    later = document_at(State.ISSUED, later)
    page = client.get(record_file.get_absolute_url()).content.decode()
    day = f"{later.legal_date:%d/%m/%Y}"
    assert f"Đã được thay thế theo Quyết định số 02/QĐ-UBND ngày {day}" in page


def test_file_is_opened_for_a_document_with_what_is_ticked(client, clerk, issuer):
    document = issued(issuer)
    address = f"{at('open')}?document={document.pk}"
    data = posted(client.get(address).context["form"]) | {"code": "05/HS-TĐ"}
    response = client.post(address, data)
    record_file = RecordFile.objects.get()
    assert response.url == record_file.get_absolute_url()
    assert [entry.document for entry in record_file.entries.all()] == [document]


def test_document_that_is_not_ticked_stays_out(client, clerk, issuer):
    address = f"{at('open')}?document={issued(issuer).pk}"
    data = posted(client.get(address).context["form"]) | {"code": "05/HS-TĐ"}
    del data["documents"]
    client.post(address, data)
    assert RecordFile.objects.get().entries.count() == 0


@pytest.mark.parametrize("asked", ["", "khong", "9" * 40, "²"])
def test_opening_for_no_document_proposes_none(client, clerk, asked):
    form = client.get(at("open"), {"document": asked}).context["form"]
    assert "documents" not in form.fields


def test_document_out_of_sight_is_not_proposed(client, clerk):
    form = client.get(at("open"), {"document": issued().pk}).context["form"]
    assert "documents" not in form.fields


def test_code_that_is_taken_is_told_at_its_field_with_all_that_was_typed(client, clerk, issuer):
    record_file_of(issuer=issuer)
    data = posted(client.get(at("open")).context["form"])
    data |= {"code": "05/HS-TĐ", "title": "Của tôi", "year": "2026", "issuer": issuer.pk}
    response = client.post(at("open"), data)
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, ["code"])
    assert form["title"].value() == "Của tôi"


def test_documents_are_searched_and_added(client, clerk, issuer):
    record_file = record_file_of(issued(issuer))
    issued(issuer, title="Về việc khác")
    new = issued(issuer, title="Về việc khen thưởng")
    page = client.get(at("add", record_file.pk), {"search": "khen thuong"})
    assert [one for one, _, _ in page.context["found"]] == [new]
    client.post(at("add", record_file.pk), {"documents": [new.pk]})
    assert record_file.entries.last().document == new


@pytest.mark.parametrize("keys", [[], ["0"], ["khong"]])
def test_adding_nothing_is_refused_in_words(client, clerk, issuer, keys):
    record_file = record_file_of(issuer=issuer)
    response = client.post(at("add", record_file.pk), {"documents": keys})
    assert (response.status_code, len(response.context["form"].errors)) == (422, 1)


def test_order_and_note_are_kept_when_somebody_else_changed_the_list(client, clerk, issuer):
    first = issued(issuer)
    record_file = record_file_of(first)
    form = client.get(at("arrange", record_file.pk)).context["form"]
    file_documents(record_file, [issued(issuer)], by=clerk)
    key = f"of{first.pk}"
    typed = {f"{key}-order": "2", f"{key}-note": "Của tôi", "seen": form.top["seen"].value()}
    response = client.post(at("arrange", record_file.pk), typed)
    assert response.status_code == 422
    assert response.context["form"].rows[first.pk][1]["note"].value() == "Của tôi"


def test_order_that_is_no_number_is_told_at_its_field(client, clerk, issuer):
    document = issued(issuer)
    record_file = record_file_of(document)
    form = client.get(at("arrange", record_file.pk)).context["form"]
    typed = {f"of{document.pk}-order": "đầu", "seen": form.top["seen"].value()}
    response = client.post(at("arrange", record_file.pk), typed)
    _, cells = response.context["form"].rows[document.pk]
    assert (response.status_code, list(cells.errors)) == (422, ["order"])


def test_day_of_closing_is_kept_when_the_list_changed_and_holds_the_second_time(
    client, clerk, issuer
):
    record_file = record_file_of(issued(issuer))
    data = posted(client.get(at("close", record_file.pk)).context["form"])
    data["closed_on"] = "01/02/2026"
    file_documents(record_file, [issued(issuer)], by=clerk)
    response = client.post(at("close", record_file.pk), data)
    assert response.status_code == 422
    assert client.post(at("close", record_file.pk), posted(response.context["form"])).url
    assert RecordFile.objects.get().closed_on.isoformat() == "2026-02-01"


@pytest.mark.parametrize("act", ["add", "arrange", "correct", "close"])
def test_act_on_a_closed_file_leads_back_to_it(client, clerk, issuer, act):
    record_file = closed(record_file_of(issued(issuer)))
    response = client.get(at(act, record_file.pk))
    assert response.url == record_file.get_absolute_url()


def test_taking_out_asks_for_a_reason(client, clerk, issuer):
    document = issued(issuer)
    record_file = record_file_of(document)
    response = client.post(at("take_out", record_file.pk, document.pk), {"reason": " "})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])


def test_document_that_is_not_there_has_no_page_for_taking_out(client, clerk, issuer):
    record_file = record_file_of(issuer=issuer)
    response = client.get(at("take_out", record_file.pk, issued(issuer).pk))
    assert response.url == record_file.get_absolute_url()


def test_page_of_a_document_names_its_files_and_offers_one(client, clerk, issuer):
    document = issued(issuer)
    record_file = record_file_of(document)
    page = client.get(document.get_absolute_url()).content.decode()
    assert f'<a href="{record_file.get_absolute_url()}">' in page
    assert f'"{at("open")}?document={document.pk}"' in page


def test_page_of_a_draft_offers_no_file(client, clerk, issuer):
    page = client.get(draft(issuer).get_absolute_url()).content.decode()
    assert at("open") not in page


def archive_on(client, record_file):
    return client.get(record_file.get_absolute_url()).context["archives"]


def test_archive_is_downloaded_under_the_name_of_its_file(client, clerk, issuer):
    archive = made(record_file_of(issued(issuer), title="Tổng kết"))
    response = client.get(at("archive_file", archive.pk))
    assert b"".join(response) == b"PK goi"
    assert "H%E1%BB%93%20s%C6%A1%2005-HS-T%C4%90" in response.headers["Content-Disposition"]


def test_archive_that_is_not_made_is_not_found(client, clerk, issuer):
    archive = request_archive(record_file_of(issued(issuer)), by=clerk)
    assert client.get(at("archive_file", archive.pk)).status_code == 404


def test_archive_of_the_file_as_it_is_is_not_made_twice(client, clerk, issuer):
    record_file = record_file_of(issued(issuer))
    archive = made(record_file)
    client.post(at("archive", record_file.pk))
    assert list(record_file.archives.all()) == [archive]
    assert "archive" not in offered(client, record_file)


def changes_of(record_file, clerk) -> dict:
    """What people may do after an archive was made."""
    document = record_file.entries.get().document
    return {
        "document": lambda: file_documents(record_file, [issued(document.issuer)], by=clerk),
        "scan": lambda: attach_scan(document, b"%PDF-1.7 %%EOF", by=clerk),
        "closing": lambda: closed(record_file),
    }


@pytest.mark.parametrize("change", ["document", "scan", "closing"])
def test_archive_is_older_once_something_changes(client, clerk, issuer, change):
    made(record_file := record_file_of(issued(issuer)))
    assert archive_on(client, record_file).is_current
    changes_of(record_file, clerk)[change]()
    assert not archive_on(client, record_file).is_current
    assert "archive" in offered(client, record_file)


def test_archive_of_the_file_as_it_is_again_goes_before_a_newer_one(client, clerk, issuer):
    former = made(record_file := record_file_of(issued(issuer)))
    (later,) = file_documents(record_file, [issued(issuer)], by=clerk)
    made(record_file)
    take_out(record_file, later.pk, reason="Thuộc hồ sơ khác.", by=clerk)
    archives = archive_on(client, record_file)
    assert (archives.done, archives.is_current) == (former, True)


def test_page_asks_again_while_the_archive_is_made(client, clerk, issuer):
    request_archive(record_file := record_file_of(issued(issuer)), by=clerk)
    response = client.get(record_file.get_absolute_url(), headers={"HX-Request": "true"})
    assert b"hx-trigger" in response.content
    assert b"<html" not in response.content


def test_page_is_loaded_whole_when_the_archive_is_there(client, clerk, issuer):
    made(record_file := record_file_of(issued(issuer)))
    response = client.get(record_file.get_absolute_url(), headers={"HX-Request": "true"})
    assert response.headers["HX-Refresh"] == "true"


def test_failure_is_told_and_the_former_archive_stays(client, clerk, issuer):
    former = made(record_file := record_file_of(issued(issuer)))
    file_documents(record_file, [issued(issuer)], by=clerk)
    later = request_archive(record_file, by=clerk)
    fail(claim(later.job_id), JobFailed("file_harmed", "Tệp lưu đã bị thay đổi."))
    archives = archive_on(client, record_file)
    assert (archives.done, archives.failure) == (former, "Tệp lưu đã bị thay đổi.")
    assert "archive" in offered(client, record_file)


def test_empty_file_has_no_archive(client, clerk, issuer):
    record_file = record_file_of(issuer=issuer)
    client.post(at("archive", record_file.pk))
    assert record_file.archives.count() == 0
