"""Who may do what with a submission in which state: every state, action, role and relation."""

import itertools

import pytest
from django.db import transaction

from accounts.enums import Role
from accounts.models import Grant, User
from core.access.refusals import NotPermitted
from results.domain.policies import WrongState
from results.domain.workflow import ACTIONS
from results.enums import SubmissionState as State
from tests.factories import LONG_AGO, UnitFactory, UserFactory
from tests.results.totalling import amend
from tests.workflows import ACT, fill_in, running_movement, submission_at

ACTIONS_OF_PEOPLE = ["enter", *ACTIONS]
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
}

# A person is named by the roles held and, for each, at which unit as seen from the submission's.
ENTERING = {"clerk at unit", "unit_head at unit"}
JUDGING = {"reviewer at superior", "reviewer at root"}
PERMITTED = {
    "enter": {*ENTERING, "clerk at unit, reviewer at root", "unit_head at unit, reviewer at root"},
    "submit": {"unit_head at unit", "unit_head at unit, reviewer at root"},
    "accept": JUDGING | {"reviewer at root, clerk at sibling"},
    "return": JUDGING | {"reviewer at root, clerk at sibling"},
    "recalculate": JUDGING | {"reviewer at root, clerk at sibling"},
    "reopen": JUDGING | {"reviewer at root, clerk at sibling"},
}
# Above the root unit there is nobody: its own head answers for what it sends.
PERMITTED_AT_ROOT = {
    "enter": {"clerk at root", "unit_head at root"},
    "submit": {"unit_head at root"},
    "accept": {"unit_head at root"},
    "return": {"unit_head at root"},
    "recalculate": {"unit_head at root"},
    "reopen": {"unit_head at root"},
}
RELATIONS = ["unit", "superior", "root", "sibling", "subordinate", "foreign"]
IN_TWO_PLACES = [
    [(Role.CLERK, "unit"), (Role.REVIEWER, "root")],
    [(Role.UNIT_HEAD, "unit"), (Role.REVIEWER, "root")],
    [(Role.REVIEWER, "root"), (Role.CLERK, "sibling")],
]

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
            {"enter": fill_in, **ACT}[action](submission, by=person)
            transaction.set_rollback(True)
    except NotPermitted:
        return NOT_PERMITTED
    except WrongState:
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
