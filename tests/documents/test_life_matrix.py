"""Who may do what with a document in which state: every state, action and role."""

import itertools

import pytest
from django.db import transaction

from accounts.enums import Role
from core.access.refusals import NotPermitted
from documents.domain.drafting import change_document
from documents.domain.facts import seen_mark
from documents.domain.refusals import WrongState
from documents.domain.workflow import ACTIONS
from documents.enums import OUT
from documents.enums import DocumentState as State
from documents.models import Document
from tests.factories import UnitFactory, UserFactory
from tests.paperwork import act_on, document_at, person_of, words

ALLOWED, NOT_PERMITTED, WRONG_STATE = "allowed", "not permitted", "wrong state"
EVERY_ACTION = ["edit", *ACTIONS]

# From which states one of the permitted comes through.
POSSIBLE = {
    "edit": {State.DRAFT, State.CONTENT_CHECKED, State.FORMAT_CHECKED},
    "check_content": {State.DRAFT},
    "check_format": {State.CONTENT_CHECKED},
    "approve": {State.DRAFT, State.CONTENT_CHECKED, State.FORMAT_CHECKED},
    "return": {State.CONTENT_CHECKED, State.FORMAT_CHECKED},
    "take_back": {State.APPROVED},
    "recall": {State.NUMBERED},
    "number": {State.APPROVED},
    "issue": {State.NUMBERED},
}
WRITING = {"edit", "check_content"}
HEADS = {Role.LEADER, Role.UNIT_HEAD}
PERMITTED = {
    "edit": {Role.CAMPAIGN_OFFICER, Role.COUNCIL_SECRETARY, Role.RECORDS_CLERK},
    "check_content": {Role.UNIT_HEAD, Role.CAMPAIGN_OFFICER},
    "check_format": {Role.RECORDS_CLERK},
    "approve": HEADS,
    "return": HEADS | {Role.CAMPAIGN_OFFICER, Role.RECORDS_CLERK},
    "take_back": HEADS | {Role.RECORDS_CLERK},
    "recall": HEADS | {Role.RECORDS_CLERK},
    "number": HEADS | {Role.RECORDS_CLERK},
    "issue": {Role.RECORDS_CLERK},
}

pytestmark = pytest.mark.django_db


def edit(document, *, by):
    change_document(document, words(title="Khác"), by=by, seen=seen_mark(document))


def answer_given_to(person, action, document) -> str:
    try:
        with transaction.atomic():
            edit(document, by=person) if action == "edit" else act_on(document, action, by=person)
            transaction.set_rollback(True)
    except NotPermitted:
        return NOT_PERMITTED
    except WrongState:
        return WRONG_STATE
    return ALLOWED


def expected_answer(role, action, state) -> str:
    if role not in PERMITTED[action]:
        return NOT_PERMITTED
    return ALLOWED if state in POSSIBLE[action] else WRONG_STATE


def printed_at(state):
    """In the state, and with the file that issuing asks for."""
    document = document_at(state)
    return act_on(document, "print") if state == State.NUMBERED else document


@pytest.mark.parametrize("state", State)
def test_answer_to_every_role(state):
    document = printed_at(state)
    people = {role: person_of(document.issuer, role) for role in Role}
    cells = list(itertools.product(Role, EVERY_ACTION))
    given = {
        (role, action): answer_given_to(people[role], action, document) for role, action in cells
    }
    assert given == {(role, action): expected_answer(role, action, state) for role, action in cells}


@pytest.mark.parametrize("state", [state for state in State if state not in OUT])
def test_drafting_unit_writes_and_answers_for_the_content_and_decides_nothing(state):
    document, drafting = printed_at(state), UnitFactory()
    Document.objects.filter(pk=document.pk).update(drafting_unit=drafting)
    people = {role: UserFactory(grants=[(role, drafting)]) for role in Role}
    cells = list(itertools.product(Role, EVERY_ACTION))
    given = {
        (role, action): answer_given_to(people[role], action, document) for role, action in cells
    }
    assert given == {
        (role, action): expected_answer(role, action, state) if action in WRITING else NOT_PERMITTED
        for role, action in cells
    }


@pytest.mark.parametrize("action", EVERY_ACTION)
def test_same_roles_at_another_unit_may_nothing(action):
    document = printed_at(next(state for state in State if state in POSSIBLE[action]))
    stranger = UserFactory(grants=[(role, UnitFactory()) for role in Role])
    assert answer_given_to(stranger, action, document) == NOT_PERMITTED


@pytest.mark.parametrize("action", EVERY_ACTION)
def test_roles_at_the_unit_above_may_nothing_at_this_one(action):
    document = printed_at(next(state for state in State if state in POSSIBLE[action]))
    superior = UnitFactory()
    document.issuer.unit.administrative_parent = superior
    document.issuer.unit.save()
    above = UserFactory(grants=[(role, superior) for role in Role])
    assert answer_given_to(above, action, document) == NOT_PERMITTED
