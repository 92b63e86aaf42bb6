"""Who may do what with a submission in which state: every state, action, role and relation."""

import itertools

import pytest
from django.db import transaction

from accounts.enums import Role
from accounts.models import Grant, User
from core.access.refusals import NotPermitted
from results.domain.papers import NoPlaceForPaper
from results.domain.policies import WrongState
from results.domain.waiting import owed_by
from results.domain.workflow import ACTIONS
from results.enums import SubmissionState as State
from results.rules import entering_grant
from tests.factories import LONG_AGO, UnitFactory, UserFactory
from tests.on_behalf import attach_signed, begin, give_back
from tests.results.totalling import amend
from tests.workflows import ACT, confirm_one, fill_in, running_movement, submission_at

ACTIONS_OF_PEOPLE = ["enter", *ACTIONS, "confirm", "stand_in", "attach_paper"]
WHILE_STOOD_IN = ["enter", "submit", "end_stand_in"]
ALLOWED, NOT_PERMITTED, WRONG_STATE = "allowed", "not permitted", "wrong state"
NOW, NO = True, False

# Where one of the permitted comes through, by action and state.
POSSIBLE = {
    ("enter", State.OPEN): NOW,
    ("enter", State.SUBMITTED): NO,
    ("enter", State.RETURNED): NOW,
    ("enter", State.ACCEPTED): NO,
    ("enter", State.REOPENED): NOW,
    ("submit", State.OPEN): NOW,
    ("submit", State.SUBMITTED): NO,
    ("submit", State.RETURNED): NOW,
    ("submit", State.ACCEPTED): NO,
    ("submit", State.REOPENED): NOW,
    ("accept", State.OPEN): NO,
    ("accept", State.SUBMITTED): NOW,
    ("accept", State.RETURNED): NO,
    ("accept", State.ACCEPTED): NO,
    ("accept", State.REOPENED): NO,
    ("confirm", State.OPEN): NO,
    ("confirm", State.SUBMITTED): NOW,
    ("confirm", State.RETURNED): NO,
    ("confirm", State.ACCEPTED): NO,
    ("confirm", State.REOPENED): NO,
    ("return", State.OPEN): NO,
    ("return", State.SUBMITTED): NOW,
    ("return", State.RETURNED): NO,
    ("return", State.ACCEPTED): NO,
    ("return", State.REOPENED): NO,
    ("recalculate", State.OPEN): NO,
    ("recalculate", State.SUBMITTED): NO,
    ("recalculate", State.RETURNED): NO,
    ("recalculate", State.ACCEPTED): NOW,
    ("recalculate", State.REOPENED): NO,
    ("reopen", State.OPEN): NO,
    ("reopen", State.SUBMITTED): NO,
    ("reopen", State.RETURNED): NO,
    ("reopen", State.ACCEPTED): NOW,
    ("reopen", State.REOPENED): NO,
    ("stand_in", State.OPEN): NOW,
    ("stand_in", State.SUBMITTED): NO,
    ("stand_in", State.RETURNED): NOW,
    ("stand_in", State.ACCEPTED): NO,
    ("stand_in", State.REOPENED): NOW,
    ("attach_paper", State.OPEN): NO,
    ("attach_paper", State.SUBMITTED): NOW,
    ("attach_paper", State.RETURNED): NO,
    ("attach_paper", State.ACCEPTED): NOW,
    ("attach_paper", State.REOPENED): NO,
}

# A person is named by the roles held and, for each, at which unit as seen from the submission's.
ENTERING = {"clerk at unit", "unit_head at unit"}
ENTERING_IN_TWO_PLACES = {"clerk at unit, reviewer at root", "unit_head at unit, reviewer at root"}
SENDING = {"unit_head at unit", "unit_head at unit, reviewer at root"}
JUDGING = {"reviewer at superior", "reviewer at root"}
STANDING_IN = {
    *JUDGING,
    "clerk at superior",
    "unit_head at superior",
    "reviewer at root, clerk at sibling",
}
PERMITTED = {
    "enter": ENTERING | ENTERING_IN_TWO_PLACES,
    "submit": SENDING,
    "accept": JUDGING | {"reviewer at root, clerk at sibling"},
    "confirm": JUDGING | {"reviewer at root, clerk at sibling"},
    "return": JUDGING | {"reviewer at root, clerk at sibling"},
    "recalculate": JUDGING | {"reviewer at root, clerk at sibling"},
    "reopen": JUDGING | {"reviewer at root, clerk at sibling"},
    "stand_in": STANDING_IN,
    "attach_paper": ENTERING | ENTERING_IN_TWO_PLACES,
}
# While somebody from above enters for the unit, its own hands keep their right.
PERMITTED_WHILE_STOOD_IN = {
    "enter": PERMITTED["enter"] | STANDING_IN,
    "submit": SENDING | STANDING_IN,
    "end_stand_in": SENDING | STANDING_IN,
}
# Above the root unit there is nobody: its own head answers for what it sends.
PERMITTED_AT_ROOT = {
    "enter": {"clerk at root", "unit_head at root"},
    "submit": {"unit_head at root"},
    "accept": {"unit_head at root"},
    "confirm": {"unit_head at root"},
    "return": {"unit_head at root"},
    "recalculate": {"unit_head at root"},
    "reopen": {"unit_head at root"},
    "stand_in": set(),
    "attach_paper": {"clerk at root", "unit_head at root"},
}
RELATIONS = ["unit", "superior", "root", "sibling", "subordinate", "foreign"]
IN_TWO_PLACES = [
    [(Role.CLERK, "unit"), (Role.REVIEWER, "root")],
    [(Role.UNIT_HEAD, "unit"), (Role.REVIEWER, "root")],
    [(Role.REVIEWER, "root"), (Role.CLERK, "sibling")],
]
ACTS = {
    "enter": fill_in,
    **ACT,
    "confirm": confirm_one,
    "stand_in": begin,
    "attach_paper": attach_signed,
    "end_stand_in": give_back,
}

pytestmark = pytest.mark.django_db


def everybody_around(movement) -> dict[str, User]:
    """Nobody in particular, each role in each relation, and roles in two places."""
    units = {relation: getattr(movement, relation, None) for relation in RELATIONS}
    units["foreign"] = UnitFactory()
    holdings = [[], *([pair] for pair in itertools.product(Role, RELATIONS)), *IN_TWO_PLACES]
    names = [", ".join(f"{role} at {where}" for role, where in held) for held in holdings]
    people = User.objects.bulk_create(UserFactory.build_batch(len(holdings)))
    Grant.objects.bulk_create(
        Grant(user=person, role=role, unit=units[where], valid_from=LONG_AGO)
        for person, held in zip(people, holdings, strict=True)
        for role, where in held
    )
    return dict(zip(names, people, strict=True))


def answer_given_to(person, action, submission) -> str:
    try:
        with transaction.atomic():
            ACTS[action](submission, by=person)
            transaction.set_rollback(True)
    except NotPermitted:
        return NOT_PERMITTED
    except (WrongState, NoPlaceForPaper):
        return WRONG_STATE
    return ALLOWED


def expected_answer(action, state, *, is_permitted) -> str:
    if not is_permitted:
        return NOT_PERMITTED
    return ALLOWED if POSSIBLE[action, state] else WRONG_STATE


def test_matrix_knows_every_action_and_state():
    assert set(POSSIBLE) == set(itertools.product(ACTIONS_OF_PEOPLE, State))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    ("subject", "permitted"),
    [("unit", PERMITTED), ("root", PERMITTED_AT_ROOT)],
    ids=["unit", "root"],
)
def test_answer_to_everybody(subject, permitted, state):
    movement = running_movement()
    submission = submission_at(state, movement, unit=getattr(movement, subject))
    if state == State.OPEN:
        fill_in(submission)
    amend(movement, threshold=80)
    cells = list(itertools.product(ACTIONS_OF_PEOPLE, everybody_around(movement).items()))
    assert {
        (action, name): answer_given_to(person, action, submission)
        for action, (name, person) in cells
    } == {
        (action, name): expected_answer(action, state, is_permitted=name in permitted[action])
        for action, (name, _) in cells
    }


@pytest.mark.parametrize("state", [State.OPEN, State.RETURNED, State.REOPENED])
def test_answer_to_everybody_while_somebody_stands_in(state):
    movement = running_movement()
    begin(fill_in(submission_at(state, movement)))
    submission, permitted = movement.submission, PERMITTED_WHILE_STOOD_IN
    cells = list(itertools.product(WHILE_STOOD_IN, everybody_around(movement).items()))
    assert {
        (action, name): answer_given_to(person, action, submission)
        for action, (name, person) in cells
    } == {
        (action, name): ALLOWED if name in permitted[action] else NOT_PERMITTED
        for action, (name, _) in cells
    }


@pytest.mark.parametrize("stood_in", [False, True])
def test_what_everybody_owes_is_what_everybody_enters(stood_in):
    movement = running_movement()
    if stood_in:
        begin(movement.submission)
    submission, people = movement.submission, everybody_around(movement)
    assert {name for name, person in people.items() if submission in owed_by(person)} == {
        name for name, person in people.items() if entering_grant(person, submission)
    }
