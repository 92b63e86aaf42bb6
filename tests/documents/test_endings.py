"""Documents that replace or revoke others."""

import pytest

from accounts.enums import Role
from core.access.seen import ChangedMeanwhile
from core.audit.models import Entry
from documents.domain.approval import approve_document
from documents.domain.endings import drop_ending, endable_by
from documents.domain.facts import seen_mark
from documents.domain.refusals import CannotEnd, WrongState
from documents.enums import DocumentState as State
from documents.enums import EndingWay
from documents.models import Document, DocumentEnding
from tests.factories import IssuerFactory, UnitFactory
from tests.paperwork import document_at, draft, name, person_of
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued():
    return document_at(State.ISSUED)


def successor_of(*former, way=EndingWay.REPLACES) -> Document:
    document = draft(former[0].issuer)
    for each in former:
        name(document, each, way)
    return document


def stored(document) -> Document:
    return Document.objects.get(pk=document.pk)


@pytest.mark.parametrize("way", EndingWay)
def test_issue_ends_what_the_document_names(issued, way):
    later = document_at(State.ISSUED, successor_of(issued, way=way))
    ended = stored(issued)
    assert (ended.state, ended.ended_by) == (way.state_of_ended, later)


def test_issue_ends_several_at_once(issued):
    other = document_at(State.ISSUED, issuer=issued.issuer)
    document_at(State.ISSUED, successor_of(issued, other))
    assert {stored(issued).state, stored(other).state} == {State.REPLACED}


def test_what_is_named_stays_in_force_until_the_issue(issued):
    document_at(State.NUMBERED, successor_of(issued))
    assert stored(issued).state == State.ISSUED


def test_end_stands_on_the_trail_of_the_ended_with_number_and_day(issued):
    later = document_at(State.ISSUED, successor_of(issued))
    act = Entry.objects.get(event="documents.ended", subject_id=issued.pk)
    day = f"{later.legal_date:%d/%m/%Y}"
    assert act.after == {"state": "replaced", "ended_by": f"Quyết định số 02/QĐ-UBND ngày {day}"}


def test_draft_is_not_ended():
    document = draft()
    other = draft(document.issuer)
    with pytest.raises(CannotEnd):
        name(document, other, EndingWay.REVOKES)


def test_document_of_a_stranger_is_not_ended(issued):
    with pytest.raises(CannotEnd):
        name(draft(), issued, EndingWay.REVOKES)


def test_document_of_a_unit_below_can_be_ended(issued):
    above = IssuerFactory()
    issued.issuer.unit.administrative_parent = above.unit
    issued.issuer.unit.save()
    assert issued in endable_by(draft(above))


def test_document_of_the_unit_above_is_not_ended(issued):
    below = IssuerFactory(unit=UnitFactory(administrative_parent=issued.issuer.unit))
    assert issued not in endable_by(draft(below))


def test_what_is_ended_already_cannot_be_named(issued):
    document_at(State.ISSUED, successor_of(issued))
    with pytest.raises(CannotEnd):
        successor_of(issued)


def test_only_one_of_two_gets_the_number_to_end_a_document(issued):
    first, second = successor_of(issued), successor_of(issued)
    document_at(State.NUMBERED, first)
    with pytest.raises(CannotEnd):
        document_at(State.NUMBERED, second)


def test_name_is_taken_off_again(issued):
    document = successor_of(issued)
    drop_ending(document, issued.pk, by=person_of(document.issuer, Role.RECORDS_CLERK))
    document_at(State.ISSUED, document)
    assert stored(issued).state == State.ISSUED


@pytest.mark.parametrize("state", [State.CONTENT_CHECKED, State.APPROVED, State.NUMBERED])
def test_what_a_checked_document_ends_does_not_change(issued, state):
    document = document_at(state, successor_of(issued))
    with pytest.raises(WrongState):
        drop_ending(document, issued.pk, by=person_of(document.issuer, Role.RECORDS_CLERK))


def test_naming_after_the_look_is_not_approved_unseen(issued):
    document = draft(issued.issuer)
    seen, leader = seen_mark(document), person_of(document.issuer, Role.LEADER)
    name(document, issued, EndingWay.REPLACES)
    with pytest.raises(ChangedMeanwhile):
        approve_document(document, by=leader, seen=seen)


def test_database_fixes_what_a_numbered_document_ends(issued):
    document = document_at(State.NUMBERED, successor_of(issued))
    with refused_by("ending_fixed_by_number"):
        document.endings.all().delete()


def test_database_lets_no_document_name_itself():
    document = draft()
    with refused_by("no_document_names_itself"):
        DocumentEnding.objects.create(document=document, ended=document, way=EndingWay.REVOKES)


def test_database_takes_one_name_of_a_document_once(issued):
    document = successor_of(issued)
    with refused_by("one_ending_of_a_document_by_another"):
        DocumentEnding.objects.create(document=document, ended=issued, way=EndingWay.REVOKES)


def test_database_knows_the_ways(issued):
    with refused_by("ending_way_known"):
        DocumentEnding.objects.create(document=draft(), ended=issued, way="forgets")
