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
from documents.domain.refusals import NumberTaken
from documents.enums import DocumentState as State
from documents.models import Document, NumberSeries
from tests.factories import IssuerFactory
from tests.paperwork import act_on, document_at, draft, person_of, series_for

AT_ONCE = 200
CONNECTIONS = 40
HELD = 20
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


def number_all(documents, typed=()) -> list:
    """At once; `typed` are the numbers that are typed for the last of them."""
    clerk = person_of(documents[0].issuer, Role.RECORDS_CLERK)
    marks = {document.pk: seen_mark(document) for document in documents}
    numbers_typed = [None] * (len(documents) - len(typed)) + list(typed)
    with ThreadPoolExecutor(max_workers=CONNECTIONS) as pool:
        act = partial(_number, clerk, marks)
        return list(pool.map(act, documents, numbers_typed))


def _number(clerk, marks, document, typed):
    facts = {"by": clerk, "seen": marks[document.pk], "legal_date": timezone.localdate()}
    with closing(connection):
        try:
            return number_document(document, number=typed, **facts)
        except (IntegrityError, NumberTaken) as error:
            return error


def held(documents) -> list[Document]:
    """Numbered from 1 on and called back; now they are approved again."""
    for number, document in enumerate(documents, 1):
        for action, facts in [("number", {"number": number}), ("recall", {}), ("approve", {})]:
            document = act_on(document, action, **facts)
    keys = [document.pk for document in documents]
    return list(Document.objects.with_context().filter(pk__in=keys).order_by("pk"))


def test_two_hundred_at_once_get_one_to_two_hundred(approved):
    number_all(approved)
    given = Document.objects.order_by("number").values_list("number", flat=True)
    assert list(given) == list(range(1, AT_ONCE + 1))


def test_numbers_that_are_held_are_given_again_beside_new_ones(approved):
    callers, others = held(approved[:HELD]), approved[HELD:]
    kept = {document.pk: document.number for document in callers}
    number_all([*callers, *others])
    given = dict(Document.objects.values_list("pk", "number"))
    assert {key: given[key] for key in kept} == kept
    assert sorted(given.values()) == list(range(1, AT_ONCE + 1))


def test_numbers_that_are_held_of_another_system_are_taken_by_nobody_else(approved):
    NumberSeries.objects.update(is_kept_here=False)
    callers, others = held(approved[:HELD]), approved[HELD : 2 * HELD]
    kept = [document.number for document in callers]
    outcomes = number_all([*callers, *others], typed=kept)
    assert [document.number for document in outcomes[:HELD]] == kept
    assert {type(outcome) for outcome in outcomes[HELD:]} == {NumberTaken}


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
