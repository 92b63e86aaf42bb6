"""Real connections at once: numbers come without gap or double, and only because of the lock."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts.enums import Role
from documents.domain import numbers
from documents.domain.facts import seen_mark
from documents.domain.numbers import number_document
from documents.enums import DocumentState as State
from documents.models import Document, NumberSeries
from tests.factories import IssuerFactory
from tests.paperwork import document_at, draft, person_of, series_for

AT_ONCE = 200
CONNECTIONS = 40
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def approved():
    """Two hundred documents of one issuer that wait for their numbers."""
    first = document_at(State.APPROVED)
    series_for(first.issuer)
    rows = [Document.objects.get(pk=first.pk) for _ in range(AT_ONCE - 1)]
    for row in rows:
        row.pk = None
    Document.objects.bulk_create(rows)
    return list(Document.objects.select_related("issuer"))


def number_all(documents) -> list:
    clerk = person_of(documents[0].issuer, Role.RECORDS_CLERK)
    marks = {document.pk: seen_mark(document) for document in documents}
    with ThreadPoolExecutor(max_workers=CONNECTIONS) as pool:
        act = partial(_number, clerk, marks)
        return list(pool.map(act, documents))


def _number(clerk, marks, document):
    with closing(connection):
        try:
            day = timezone.localdate()
            return number_document(document, by=clerk, seen=marks[document.pk], legal_date=day)
        except IntegrityError as error:
            return error


def test_two_hundred_at_once_get_one_to_two_hundred(approved):
    number_all(approved)
    given = Document.objects.order_by("number").values_list("number", flat=True)
    assert list(given) == list(range(1, AT_ONCE + 1))


def test_without_the_lock_a_number_would_be_given_twice(approved, monkeypatch):
    unlocked = NumberSeries.objects.select_related("issuer")
    monkeypatch.setattr(numbers, "lock_series", lambda pk: unlocked.get(pk=pk))
    refused = [error for error in number_all(approved) if isinstance(error, IntegrityError)]
    names = {error.__cause__.diag.constraint_name for error in refused}
    assert names == {"one_document_of_a_number"}


def test_number_of_a_transaction_that_fails_is_given_to_the_next(elsewhere):
    issuer = IssuerFactory()
    series = series_for(issuer)
    lost = document_at(State.APPROVED, draft(issuer))
    clerk, day = person_of(issuer, Role.RECORDS_CLERK), timezone.localdate()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbers, "ask_for_print", _fail)
        with pytest.raises(RuntimeError):
            number_document(lost, by=clerk, seen=seen_mark(lost), legal_date=day)
    kept = document_at(State.APPROVED, draft(issuer))
    given = number_document(kept, by=clerk, seen=seen_mark(kept), legal_date=day)
    series.refresh_from_db()
    assert (given.number, series.last_number) == (1, 1)


def _fail(*_, **__):
    raise RuntimeError
