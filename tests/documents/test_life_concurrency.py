"""Two real connections at once: of two acts on one document the second sees the first."""

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPossible
from core.access.seen import ChangedMeanwhile
from core.audit.models import Entry
from documents.domain.approval import (
    approve_document,
    return_document,
    take_back_document,
)
from documents.domain.drafting import change_document
from documents.domain.facts import seen_mark
from documents.domain.issuing import issue_document
from documents.domain.numbers import number_document
from documents.domain.refusals import CannotEnd, WrongState
from documents.enums import DocumentState as State
from documents.enums import EndingWay
from documents.models import Document
from tests.paperwork import (
    REASON,
    act_on,
    document_at,
    doer_of,
    draft,
    name,
    person_of,
    series_for,
    words,
)
from tests.refusals import wait_until_blocked

pytestmark = pytest.mark.django_db(transaction=True)


def second_of(elsewhere, first, second) -> NotPossible:
    """The outcome of the second act, which began while the first was under way."""
    with transaction.atomic():
        first()
        waiting = elsewhere(second)
        wait_until_blocked()
    return waiting.result(timeout=10)


def test_document_issued_twice_at_once_is_issued_once(elsewhere):
    document = act_on(document_at(State.NUMBERED), "print")
    facts = {"by": doer_of(document, "issue"), "seen": seen_mark(document)}
    error = second_of(
        elsewhere,
        lambda: issue_document(document, **facts),
        lambda: issue_document(document, **facts),
    )
    assert isinstance(error, WrongState)
    assert Entry.objects.filter(event="documents.issued").count() == 1


def test_document_handed_back_while_it_is_approved_stays_approved(elsewhere):
    document = document_at(State.FORMAT_CHECKED)
    seen, leader = seen_mark(document), person_of(document.issuer, Role.LEADER)
    error = second_of(
        elsewhere,
        lambda: approve_document(document, by=leader, seen=seen),
        lambda: return_document(document, by=leader, seen=seen, reason=REASON),
    )
    assert isinstance(error, WrongState)
    assert Document.objects.get(pk=document.pk).state == State.APPROVED


def test_approval_taken_back_while_the_number_is_given_stays(elsewhere):
    document = document_at(State.APPROVED)
    series_for(document.issuer)
    seen, clerk = seen_mark(document), person_of(document.issuer, Role.RECORDS_CLERK)
    error = second_of(
        elsewhere,
        lambda: number_document(document, by=clerk, seen=seen, legal_date=timezone.localdate()),
        lambda: take_back_document(document, by=clerk, seen=seen, reason=REASON),
    )
    assert isinstance(error, WrongState)
    assert Document.objects.get(pk=document.pk).number == 1


def test_words_changed_while_they_are_approved_are_not_changed(elsewhere):
    document = document_at(State.FORMAT_CHECKED)
    seen = seen_mark(document)
    leader = person_of(document.issuer, Role.LEADER)
    clerk = person_of(document.issuer, Role.RECORDS_CLERK)
    error = second_of(
        elsewhere,
        lambda: approve_document(document, by=leader, seen=seen),
        lambda: change_document(document, words(title="Khác"), by=clerk, seen=seen),
    )
    assert isinstance(error, WrongState)


def test_approval_of_words_that_are_being_changed_is_refused(elsewhere):
    document = draft()
    seen = seen_mark(document)
    leader = person_of(document.issuer, Role.LEADER)
    clerk = person_of(document.issuer, Role.RECORDS_CLERK)
    error = second_of(
        elsewhere,
        lambda: change_document(document, words(title="Khác"), by=clerk, seen=seen),
        lambda: approve_document(document, by=leader, seen=seen),
    )
    assert isinstance(error, ChangedMeanwhile)


def test_document_is_ended_by_one_of_two_that_are_numbered_at_once(elsewhere):
    issued = document_at(State.ISSUED)
    rivals = [draft(issued.issuer) for _ in range(2)]
    for rival in rivals:
        name(rival, issued, EndingWay.REPLACES)
    rivals = [document_at(State.APPROVED, rival) for rival in rivals]
    clerk, day = person_of(issued.issuer, Role.RECORDS_CLERK), issued.legal_date
    first, second = (
        lambda rival=rival: number_document(rival, by=clerk, seen=seen_mark(rival), legal_date=day)
        for rival in rivals
    )
    assert isinstance(second_of(elsewhere, first, second), CannotEnd)
