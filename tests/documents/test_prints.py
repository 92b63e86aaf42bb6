"""A print is kept while the document says what was printed, and only then."""

import pytest

from accounts.enums import Role
from core.files.storage import store
from core.jobs.queue import claim, finish
from documents.domain import prints
from documents.domain.prints import keep_print, request_print
from documents.enums import DocumentState as State
from documents.models import Document
from documents.render.local import render_client
from documents.tasks import print_as_asked
from tests.documents.words import in_pdf
from tests.paperwork import TITLE, act_on, change, document_at, draft, person_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def renderer():
    yield
    render_client().close()


def asked_for(document) -> Document:
    return request_print(document, by=person_of(document.issuer, Role.RECORDS_CLERK))


def print_and_keep(document, *, between=lambda document: None) -> Document:
    """The worker prints; something happens to the document; the worker comes to keep its print."""
    job = claim(document.print_job_id)
    stored = print_as_asked(job, lambda *_: None)
    between(document)
    finish(job, stored, keep_print)
    return Document.objects.get(pk=document.pk)


def edit(document):
    change(document, title="Về việc khác")


def test_print_is_kept_with_what_was_printed():
    document = print_and_keep(asked_for(draft()))
    assert TITLE in " ".join(in_pdf(document.file.path))


def test_draft_edited_between_print_and_keep_does_not_keep_the_old_file():
    document = print_and_keep(asked_for(draft()), between=edit)
    assert (document.title, document.file) == ("Về việc khác", None)


def test_old_file_would_stand_under_new_words_without_the_comparison(monkeypatch):
    monkeypatch.setattr(prints, "print_mark", lambda document: "không đổi")
    document = asked_for(draft())
    job = claim(document.print_job_id)
    edit(document)
    finish(job, store(b"%PDF-1.7 cu", "application/pdf"), keep_print)
    document.refresh_from_db()
    assert (document.title, document.file_id) == ("Về việc khác", job.file_id)


def test_print_of_a_draft_that_comes_after_the_number_is_not_kept():
    document = asked_for(document_at(State.APPROVED))
    assert print_and_keep(document, between=lambda d: act_on(d, "number")).file is None
