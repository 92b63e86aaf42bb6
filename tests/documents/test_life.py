"""What each act of a document's life leaves behind."""

import pytest
from pypdf import PdfReader

from accounts.enums import Role
from core.access.refusals import ReasonMissing
from core.access.seen import ChangedMeanwhile
from core.audit.models import Entry
from core.jobs.enums import State as JobState
from core.jobs.models import Job
from core.jobs.work import run
from core.vietnamese.dates import official_date
from documents.domain.approval import approve_document, return_document
from documents.domain.documents import Signature
from documents.domain.drafting import change_document
from documents.domain.facts import seen_mark
from documents.domain.issuing import issue_document
from documents.domain.prints import keep_print, request_print
from documents.domain.refusals import Incomplete, NotPrinted, NotTyped, WrongState
from documents.enums import DocumentKind
from documents.enums import DocumentState as State
from documents.models import Document
from tests.factories import IssuerFactory
from tests.paperwork import (
    REASON,
    TEXT,
    act_on,
    change,
    document_at,
    doer_of,
    draft,
    person_of,
    printed,
    words,
)

pytestmark = pytest.mark.django_db


def last_act(document) -> Entry:
    return Entry.objects.filter(subject_id=document.pk).latest("pk")


def anchors(document) -> list[str]:
    return [block["anchor"] for block in document.body]


def test_draft_keeps_the_names_of_its_issuer_and_its_words():
    document = draft(IssuerFactory(name="UBND\nXÃ BA TƠ", abbreviation="UBND", place="Ba Tơ"))
    facts = (document.issuer_name, document.symbol, document.place, document.signer_name)
    assert facts == ("UBND\nXÃ BA TƠ", "QĐ-UBND", "Ba Tơ", "Trần Văn Bình")


def test_letter_names_its_drafter_in_its_symbol():
    document = draft(kind=DocumentKind.OFFICIAL_LETTER, drafter="VX")
    assert change(document, drafter="NC").symbol == "UBND-NC"


def test_every_act_stands_on_the_trail_with_its_right():
    document = document_at(State.ISSUED)
    acts = Entry.objects.filter(subject_id=document.pk, actor_id__isnull=False).order_by("pk")
    assert [act.event.removeprefix("documents.") for act in acts] == [
        "drafted",
        "content_checked",
        "format_checked",
        "approved",
        "numbered",
        "issued",
    ]
    assert {act.authority.partition(",")[0] for act in acts} == {
        "Soạn kế hoạch",
        "Văn thư",
        "Lãnh đạo",
    }


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.DRAFT, "Không qua bước kiểm tra nội dung, thể thức."),
        (State.CONTENT_CHECKED, "Không qua bước kiểm tra thể thức."),
        (State.FORMAT_CHECKED, ""),
    ],
)
def test_skipped_checks_are_said_on_the_trail(state, said):
    document = act_on(document_at(state), "approve")
    assert last_act(document).reason == said


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"text": ""}, "nội dung"),
        ({"signature": Signature(title="Chủ tịch")}, "họ tên người ký"),
        ({"signature": Signature(name="Trần Văn Bình")}, "chức vụ người ký"),
    ],
)
@pytest.mark.parametrize("action", ["check_content", "approve"])
def test_what_cannot_be_signed_is_not_let_through(action, changes, missing):
    with pytest.raises(Incomplete) as refused:
        act_on(draft(**changes), action)
    assert refused.value.message == f"Dự thảo còn thiếu: {missing}."


def test_approval_is_of_what_the_signatory_saw():
    document = draft()
    seen, by = seen_mark(document), doer_of(document, "approve")
    change(document, title="Khác")
    with pytest.raises(ChangedMeanwhile):
        approve_document(document, by=by, seen=seen)


@pytest.mark.parametrize("state", [State.CONTENT_CHECKED, State.FORMAT_CHECKED])
def test_change_of_what_was_checked_makes_a_draft_of_it(state):
    document = change(document_at(state), title="Khác")
    assert (document.state, last_act(document).after["state"]) == (State.DRAFT, State.DRAFT)


def test_saving_the_same_words_changes_nothing():
    document = change(document_at(State.FORMAT_CHECKED))
    assert (document.state, last_act(document).event) == (
        State.FORMAT_CHECKED,
        "documents.format_checked",
    )


def test_two_editors_do_not_write_over_each_other():
    document = draft()
    seen, by = seen_mark(document), person_of(document.issuer, Role.RECORDS_CLERK)
    change(document, title="Của người trước")
    with pytest.raises(ChangedMeanwhile):
        change_document(document, words(title="Của người sau"), by=by, seen=seen)


def test_corrected_line_keeps_its_anchor_and_a_new_one_gets_a_new():
    document = change(draft(), text=TEXT.replace("12", "13") + "\nĐiều 3. Chánh Văn phòng./.")
    assert anchors(document) == ["doan-1", "doan-2", "doan-3"]
    document = change(document, text=TEXT)
    document = change(document, text=TEXT + "\nĐiều 3. Giám đốc Sở Nội vụ./.")
    assert anchors(document) == ["doan-1", "doan-2", "doan-4"]


def test_trail_tells_the_words_that_changed():
    document = change(draft(), text=TEXT.replace("12", "13"))
    act = last_act(document)
    assert (act.before, act.after) == (
        {"Nội dung, doan-1": "Điều 1. Tặng Bằng khen cho 12 tập thể."},
        {"Nội dung, doan-1": "Điều 1. Tặng Bằng khen cho 13 tập thể."},
    )


def test_text_with_a_table_is_not_rewritten_from_lines():
    document = draft()
    Document.objects.filter(pk=document.pk).update(body=[{"kind": "table", "anchor": "bang"}])
    with pytest.raises(NotTyped):
        change(document)


@pytest.mark.parametrize(
    ("state", "action"),
    [
        (State.CONTENT_CHECKED, "return"),
        (State.FORMAT_CHECKED, "return"),
        (State.APPROVED, "take_back"),
    ],
)
def test_handing_back_keeps_its_reason(state, action):
    document = act_on(document_at(state), action)
    assert (document.state, last_act(document).reason) == (State.DRAFT, REASON)


def test_handing_back_needs_a_reason():
    document = document_at(State.FORMAT_CHECKED)
    by = doer_of(document, "return")
    with pytest.raises(ReasonMissing):
        return_document(document, by=by, seen=seen_mark(document), reason="  ")


def test_print_of_a_draft_is_kept_until_its_words_change():
    document = draft()
    clerk = person_of(document.issuer, Role.RECORDS_CLERK)
    document = printed(request_print(document, by=clerk))
    assert document.file is not None
    assert change(document, title="Khác").file is None


def test_print_of_earlier_words_is_not_kept():
    document = draft()
    clerk = person_of(document.issuer, Role.RECORDS_CLERK)
    document = request_print(document, by=clerk)
    change(document, title="Khác")
    assert printed(document).file is None


def test_one_print_is_asked_for_of_one_wording():
    document = draft()
    clerk = person_of(document.issuer, Role.RECORDS_CLERK)
    jobs = {request_print(document, by=clerk).print_job_id for _ in range(2)}
    assert len(jobs) == 1


def test_number_takes_the_print_of_the_draft_away_and_asks_for_another():
    document = document_at(State.APPROVED)
    clerk = person_of(document.issuer, Role.RECORDS_CLERK)
    document = printed(request_print(document, by=clerk))
    drafted = document.print_job_id
    document = act_on(document, "number")
    assert (document.file, document.print_job.state) == (None, JobState.QUEUED)
    assert document.print_job_id != drafted


def test_issue_waits_for_the_print_with_number_and_day():
    document = document_at(State.NUMBERED)
    with pytest.raises(NotPrinted):
        act_on(document, "issue")


def test_print_of_the_draft_that_comes_late_is_not_issued():
    document = document_at(State.APPROVED)
    clerk = person_of(document.issuer, Role.RECORDS_CLERK)
    late = request_print(document, by=clerk)
    document = act_on(document, "number")
    printed(late)
    with pytest.raises(NotPrinted):
        issue_document(document, by=clerk, seen=seen_mark(document))


def test_issued_file_is_not_replaced_by_a_later_print():
    document = document_at(State.ISSUED)
    kept = document.file
    job = Job.objects.get(pk=document.print_job_id)
    job.file = None
    keep_print(job)
    document.refresh_from_db()
    assert document.file == kept


def test_issued_document_is_not_printed_again():
    document = document_at(State.ISSUED)
    with pytest.raises(WrongState):
        request_print(document, by=person_of(document.issuer, Role.RECORDS_CLERK))


def test_issue_keeps_time_and_digest():
    document = document_at(State.ISSUED)
    assert document.issued_at is not None
    assert last_act(document).after == {"state": "issued", "sha256": document.file.sha256}


@pytest.mark.django_db(transaction=True)
def test_worker_prints_number_and_day_and_the_file_is_issued():
    document = document_at(State.NUMBERED)
    run(document.print_job_id)
    document.refresh_from_db()
    document = act_on(document, "issue")
    text = "".join(page.extract_text() for page in PdfReader(document.file.path).pages)
    assert f"Số: 01/{document.symbol}" in text
    assert official_date(document.legal_date) in " ".join(text.split())


@pytest.mark.django_db(transaction=True)
def test_worker_prints_no_words_that_have_changed_since():
    document = draft()
    clerk = person_of(document.issuer, Role.RECORDS_CLERK)
    job = request_print(document, by=clerk).print_job
    change(document, title="Khác")
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure_code) == (JobState.FAILED, "changed")
