"""What waits for a person, on the first screen and in the register."""

import pytest

from accounts.enums import Role
from documents.domain.waiting import waiting_for
from documents.enums import DocumentState as State
from documents.models import Document
from documents.panels import MOST, on_the_desk_of
from tests.factories import IssuerFactory
from tests.paperwork import document_at, draft, person_of

pytestmark = pytest.mark.django_db
OWN = {
    State.CONTENT_CHECKED: {Role.RECORDS_CLERK},
    State.FORMAT_CHECKED: {Role.LEADER, Role.UNIT_HEAD},
    State.APPROVED: {Role.RECORDS_CLERK},
    State.NUMBERED: {Role.RECORDS_CLERK},
}


@pytest.mark.parametrize("state", State)
def test_document_waits_for_whose_step_is_next(state):
    document = document_at(state)
    people = {role: person_of(document.issuer, role) for role in Role}
    same = Document.objects.filter(pk=document.pk)
    waits_for = {role for role, person in people.items() if waiting_for(person, same)}
    assert waits_for == OWN.get(state, set())


def test_document_waits_for_nobody_elsewhere():
    document_at(State.APPROVED)
    assert on_the_desk_of(person_of(IssuerFactory(), Role.RECORDS_CLERK)) == []


def test_desk_shows_those_that_waited_longest(django_assert_num_queries):
    issuer = IssuerFactory()
    documents = [document_at(State.APPROVED, draft(issuer)) for _ in range(MOST + 1)]
    clerk = person_of(issuer, Role.RECORDS_CLERK)
    assert clerk.granted_unit_ids
    with django_assert_num_queries(1):
        desk = on_the_desk_of(clerk)
    assert [document.pk for document, _ in desk] == [each.pk for each in documents[:MOST]]
