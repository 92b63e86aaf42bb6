"""The step "Kiểm tra thể thức" rests on what the checker finds on the printed file."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.enums import Role
from core.access.refusals import ReasonMissing
from core.access.seen import ChangedMeanwhile
from core.audit.models import Entry
from core.files.storage import store
from documents.checker.errors import Busy, TooComplex
from documents.checker.findings import Finding, Report, Verdict
from documents.domain import measuring
from documents.domain.approval import check_content, check_format
from documents.domain.documents import set_file
from documents.domain.drafting import change_document
from documents.domain.facts import seen_mark
from documents.domain.measuring import FormatCheck, kept_of
from documents.domain.refusals import NotPrinted, WrongState
from documents.enums import DocumentState as State
from documents.models import Document
from tests.paperwork import document_at, doer_of, found_on, person_of, with_file, words

pytestmark = pytest.mark.django_db
EVENT = "documents.format_checked"


@pytest.fixture
def document(issuer):
    """Its content is checked, and it is printed."""
    return with_file(document_at(State.CONTENT_CHECKED, issuer=issuer))


@pytest.fixture
def finding(monkeypatch):
    """Lets the checker find so many elements met and not met, or fail."""

    def finding(met=2, not_met=0, error=None):
        def check_pdf(file):
            if error:
                raise error
            verdicts = [Verdict.MET] * met + [Verdict.NOT_MET] * not_met
            return Report("QUYẾT ĐỊNH", 1, tuple(map(_finding, verdicts)))

        monkeypatch.setattr(measuring, "check_pdf", check_pdf)

    finding()
    return finding


def _finding(verdict: Verdict) -> Finding:
    return Finding("so", "Số, ký hiệu", "Phụ lục I", "cỡ chữ 13", "cỡ chữ 12", verdict)


def confirm(client, document, **data):
    data = {"seen": seen_mark(document)} | data
    return client.post(reverse("documents:check_format", args=[document.pk]), data)


def state_of(document) -> str:
    return Document.objects.get(pk=document.pk).state


def is_untouched(document) -> bool:
    said = Entry.objects.filter(event=EVENT, subject_id=document.pk)
    return state_of(document) == State.CONTENT_CHECKED and not said.exists()


def test_report_is_kept_as_digest_and_sums(document):
    by = doer_of(document, "check_format")
    check_format(document, found_on(document), by=by, seen=seen_mark(document))
    assert Entry.objects.get(event=EVENT).after == {
        "state": "format_checked",
        "sha256": document.file.sha256,
        "met": 60,
        "not_met": 0,
    }


def test_elements_not_met_ask_for_a_reason(document):
    by = doer_of(document, "check_format")
    with pytest.raises(ReasonMissing):
        check_format(document, found_on(document, not_met=1), by=by, seen=seen_mark(document))


def test_report_of_another_file_is_not_taken(document):
    found, by = found_on(document), doer_of(document, "check_format")
    set_file(document, store(b"%PDF-1.7 khac", "application/pdf"), by=None)
    with pytest.raises(ChangedMeanwhile):
        check_format(document, found, by=by, seen=seen_mark(document))


def test_document_without_a_print_is_not_checked():
    document = document_at(State.CONTENT_CHECKED)
    by = doer_of(document, "check_format")
    with pytest.raises(NotPrinted):
        check_format(document, FormatCheck("", 1, 0), by=by, seen=seen_mark(document))


def test_words_changed_since_the_report_are_not_checked(document):
    found, seen = found_on(document), seen_mark(document)
    by = person_of(document.issuer, Role.RECORDS_CLERK, Role.CAMPAIGN_OFFICER)
    changed = change_document(document, words(title="Khác"), by=by, seen=seen)
    with pytest.raises(WrongState):
        check_format(changed, found, by=by, seen=seen)
    check_content(changed, by=by, seen=seen_mark(changed))
    with_file(changed)
    with pytest.raises(ChangedMeanwhile):
        check_format(changed, found, by=by, seen=seen)


def test_page_confirms_what_the_checker_finds(client, clerk, document, finding):
    finding(met=3)
    response = confirm(client, document)
    kept = Entry.objects.get(event=EVENT).after
    assert (response.url, state_of(document)) == (document.get_absolute_url(), State.FORMAT_CHECKED)
    assert (kept["sha256"], kept["met"], kept["not_met"]) == (document.file.sha256, 3, 0)


def test_page_asks_no_reason_where_everything_is_met(client, clerk, document, finding):
    page = client.get(reverse("documents:format", args=[document.pk]))
    assert list(page.context["form"].fields) == ["seen"]


@pytest.mark.parametrize("reason", [{}, {"reason": "  "}])
def test_page_asks_why_what_is_not_met_goes_on(client, clerk, document, finding, reason):
    finding(not_met=2)
    response = confirm(client, document, **reason)
    assert (response.status_code, is_untouched(document)) == (422, True)
    assert response.context["form"].errors == {"reason": ["Hãy ghi rõ lý do."]}


def test_trail_tells_the_sums_and_the_reason(client, clerk, document, finding):
    finding(met=4, not_met=2)
    confirm(client, document, reason="Mẫu của cấp trên.")
    trail = " ".join(client.get(document.get_absolute_url()).text.split())
    assert "Mẫu của cấp trên.<div>Đạt 4 nội dung, không đạt 2; mã kiểm tra (SHA-256)" in trail
    assert f'<span class="hash">{document.file.sha256}</span>' in trail


@pytest.mark.parametrize("error", [Busy(), TooComplex()], ids=["busy", "too complex"])
def test_checker_that_fails_records_nothing(client, clerk, document, finding, error):
    finding(error=error)
    response = confirm(client, document)
    assert (response.status_code, is_untouched(document)) == (422, True)
    assert error.message in response.text


def test_reason_stays_where_the_checker_fails(client, clerk, document, finding):
    finding(error=Busy())
    form = confirm(client, document, reason="Của tôi").context["form"]
    assert form["reason"].value() == "Của tôi"


def test_page_without_a_print_records_nothing_and_leads_to_it(client, finding):
    document = document_at(State.CONTENT_CHECKED)
    client.force_login(person_of(document.issuer, Role.RECORDS_CLERK))
    response = confirm(client, document)
    assert (response.status_code, is_untouched(document)) == (422, True)
    assert f'action="{reverse("documents:print", args=[document.pk])}"' in response.text


def test_page_that_was_overtaken_keeps_the_reason_and_goes_on_from_what_stands(
    client, clerk, document, finding
):
    finding(not_met=1)
    response = confirm(client, document, seen="0", reason="Của tôi")
    form = response.context["form"]
    assert (response.status_code, is_untouched(document)) == (422, True)
    assert form.non_field_errors()[0].startswith("Người khác vừa thay đổi")
    assert (form["reason"].value(), form["seen"].value()) == ("Của tôi", seen_mark(document))


@pytest.mark.parametrize("role", [Role.LEADER, Role.CAMPAIGN_OFFICER])
def test_others_read_the_report_and_confirm_nothing(client, document, finding, role):
    client.force_login(person_of(document.issuer, role))
    page = client.get(reverse("documents:format", args=[document.pk])).text
    assert reverse("documents:check_format", args=[document.pk]) not in page


@pytest.mark.django_db(transaction=True)
def test_checker_runs_under_no_lock(client, clerk, document, monkeypatch):
    held = []

    def check_pdf(file):
        held.append(connection.in_atomic_block)
        return Report("", 1, ())

    monkeypatch.setattr(measuring, "check_pdf", check_pdf)
    confirm(client, document)
    assert (held, state_of(document)) == ([False], State.FORMAT_CHECKED)


def test_sum_leaves_out_what_the_document_does_not_have(document):
    verdicts = [Verdict.MET, Verdict.ABSENT, Verdict.NOT_MET, Verdict.MET]
    report = Report("", 1, tuple(map(_finding, verdicts)))
    assert kept_of(report, document) == FormatCheck(document.file.sha256, met=2, not_met=1)


def test_format_page_asks_few_queries(client, clerk, document, finding, django_assert_num_queries):
    address = reverse("documents:format", args=[document.pk])
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
