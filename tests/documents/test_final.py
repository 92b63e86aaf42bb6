"""What the database holds of a document's life, whoever writes to it."""

from datetime import date

import pytest
from django.db.models import F

from documents.enums import DocumentKind, DocumentState
from documents.models import Document, NumberedKind, NumberSeries
from tests.documents.issuing import issued_document, numbered_document
from tests.factories import (
    DocumentFactory,
    IssuerFactory,
    NumberedKindFactory,
    NumberSeriesFactory,
    numbering,
)
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 15)
NO_NUMBER = {"series": None, "number": None, "legal_date": None}


def issued(number=1, **changes):
    return issued_document(number=number, verification_code=None, **changes)


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


def test_document_is_not_numbered_without_a_number():
    with refused_by("document_numbered_by_its_state"):
        DocumentFactory(state=DocumentState.NUMBERED)


def test_number_is_of_a_series():
    with refused_by("document_numbered_from_a_series"):
        DocumentFactory(number=1, legal_date=DAY)


def test_number_is_given_once_in_a_series():
    issuer = issued().issuer
    with refused_by("one_document_of_a_number"):
        issued(issuer=issuer)


@pytest.mark.parametrize(
    "series",
    [
        lambda issuer: numbering(IssuerFactory()),
        lambda issuer: numbering(issuer, year=2025),
        lambda issuer: numbering(issuer, DocumentKind.PLAN),
    ],
    ids=["of another issuer", "of another year", "of another kind"],
)
def test_number_is_of_a_series_of_its_own_issuer_year_and_kind(series):
    issuer = IssuerFactory()
    with refused_by("number_from_its_own_series"):
        numbered_document(issuer=issuer, series=series(issuer))


@pytest.mark.parametrize("state", [DocumentState.DRAFT, DocumentState.NUMBERED])
@pytest.mark.parametrize("change", [{"number": 8}, NO_NUMBER])
def test_number_that_was_given_stays(state, change):
    document = numbered_document(state=state)
    with refused_by("number_given_stays"):
        row(document).update(**change)


@pytest.mark.parametrize("state", [DocumentState.DRAFT, DocumentState.NUMBERED])
def test_document_with_a_number_is_not_deleted(state):
    document = numbered_document(state=state)
    with refused_by("number_given_stays"):
        row(document).delete()


def test_number_of_another_system_may_have_been_typed_wrongly():
    document = numbered_document()
    NumberSeries.objects.update(is_kept_here=False)
    row(document).update(number=8)
    assert row(document).get().number == 8
    with refused_by("number_given_stays"):
        row(document).update(**NO_NUMBER)


def test_kind_takes_its_numbers_from_one_series_of_a_year():
    kind = NumberedKindFactory()
    with refused_by("one_number_series_of_a_kind"):
        NumberedKindFactory(series=NumberSeriesFactory(issuer=kind.issuer))


@pytest.mark.parametrize("change", [{"year": 2025}, {"issuer": IssuerFactory}])
def test_kind_is_of_the_issuer_and_the_year_of_its_series(change):
    kind = NumberedKindFactory()
    change = {name: make() if callable(make) else make for name, make in change.items()}
    with refused_by("numbered_kind_as_its_series"):
        NumberedKind.objects.filter(pk=kind.pk).update(**change)
    with refused_by("number_series_stays_of_its_year"):
        NumberSeries.objects.filter(pk=kind.series_id).update(**change)
