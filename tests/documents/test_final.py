"""What the database holds of a document's life, whoever writes to it."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import F

from core.files.storage import store
from documents.enums import DocumentState
from documents.models import Document
from tests.factories import DocumentFactory, NumberedKindFactory, NumberSeriesFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 15)


def issued(number=1, **changes):
    facts = {
        "series": NumberSeriesFactory(),
        "number": number,
        "legal_date": DAY,
        "state": DocumentState.ISSUED,
        "issued_at": datetime(2026, 12, 15, tzinfo=UTC),
        "file": store(b"%PDF-1.7", "application/pdf"),
    }
    return DocumentFactory(**facts | changes)


def row(document):
    return Document.objects.filter(pk=document.pk)


@pytest.mark.parametrize(
    "change",
    [{"title": "Khác"}, {"number": 2}, {"body": [{}]}, {"state": DocumentState.DRAFT}],
)
def test_issued_document_does_not_change(change):
    document = issued()
    with refused_by("issued_document_is_final"):
        row(document).update(**change)


def test_issued_document_is_not_deleted():
    document = issued()
    with refused_by("issued_document_stays"):
        row(document).delete()


@pytest.mark.parametrize("state", [DocumentState.REPLACED, DocumentState.REVOKED])
def test_issued_document_is_ended_by_another(state):
    document, other = issued(), issued(2)
    row(document).update(state=state, ended_by=other)
    assert row(document).get().ended_by == other


def test_document_is_not_ended_twice():
    document, other = issued(), issued(2)
    row(document).update(state=DocumentState.REVOKED, ended_by=other)
    with refused_by("issued_document_is_final"):
        row(document).update(state=DocumentState.ISSUED, ended_by=None)


def test_document_is_not_ended_by_nothing():
    document = issued()
    with refused_by("document_ended_by_another"):
        row(document).update(state=DocumentState.REVOKED)


def test_document_does_not_end_itself():
    document = issued()
    with refused_by("no_document_ends_itself"):
        row(document).update(state=DocumentState.REVOKED, ended_by=F("pk"))


def test_document_is_not_issued_without_its_file():
    with refused_by("issued_document_has_its_file"):
        issued(file=None)


def test_draft_has_no_number():
    with refused_by("document_numbered_by_its_state"):
        DocumentFactory(number=1, legal_date=DAY)


def test_number_is_given_once_in_a_series():
    series = NumberSeriesFactory()
    issued(series=series)
    with refused_by("one_document_of_a_number"):
        issued(series=series)


def test_kind_takes_its_numbers_from_one_series_of_a_year():
    kind = NumberedKindFactory()
    with refused_by("one_number_series_of_a_kind"):
        NumberedKindFactory(series=NumberSeriesFactory(issuer=kind.issuer))
