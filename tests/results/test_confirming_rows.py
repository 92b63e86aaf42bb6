"""Row by row: whoever judges a row may confirm it alone, and the last one accepts the report."""

import pytest

from accounts.enums import Role
from accounts.models import User
from core.access.refusals import NotPermitted, Stale
from core.audit.models import Entry
from results.domain.confirming import AlreadyConfirmed
from results.domain.figures import NotAsked
from results.domain.policies import OwnHand, WrongState
from results.domain.scope import OutsideShare
from results.domain.waiting import waiting_for
from results.enums import SubmissionState as State
from results.models import Figure, RowConfirmation
from tests.factories import IndicatorFactory, UserFactory
from tests.refusals import refused_by, run_sql
from tests.workflows import (
    accept,
    confirm,
    confirm_one,
    first_row_of,
    head_of,
    reviewer_of,
    reviewer_of_areas,
    running_movement,
    running_movement_of_areas,
    send_back,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """Asks two rows of one content area."""
    return running_movement(*IndicatorFactory.create_batch(2, ratio=True))


@pytest.fixture
def sent(movement):
    return submission_at(State.SUBMITTED, movement)


@pytest.fixture
def reviewer(sent):
    return reviewer_of(sent)


def rows_of(submission) -> list[Figure]:
    rows = submission.current_revision.figures.order_by("pk")
    return list(rows.select_related("revision__submission"))


def confirm_each(submission, by) -> list[State]:
    return [
        confirm_one(submission, by=by, indicator_id=row.indicator_id).state
        for row in rows_of(submission)
    ]


def test_report_waits_until_the_last_row_is_confirmed(sent, reviewer):
    assert confirm_each(sent, reviewer) == [State.SUBMITTED, State.ACCEPTED]


def test_last_row_accepts_the_revision_in_the_name_of_who_confirmed_it(movement, sent, reviewer):
    confirm_each(sent, reviewer)
    revision = movement.submission.accepted_revision
    assert (revision, revision.accepted_by) == (sent.current_revision, reviewer)


def test_confirmation_keeps_who_and_which_row(sent, reviewer):
    confirm_one(sent, by=reviewer)
    given = RowConfirmation.objects.get()
    assert (given.figure, given.confirmed_by) == (first_row_of(sent), reviewer)


def test_confirmation_is_recorded_under_the_grant_that_judges_the_row(sent, reviewer):
    confirm_one(sent, by=reviewer)
    entry = Entry.objects.get(event="results.row_confirmed")
    name = first_row_of(sent).indicator.name
    assert (entry.subject_id, entry.actor_id, entry.authority, entry.after) == (
        sent.pk,
        reviewer.pk,
        str(reviewer.grants.get()),
        {"indicator": name, "revision": 1},
    )


def test_area_confirms_what_is_left_of_it(sent, reviewer):
    confirm_one(sent, by=reviewer)
    other = reviewer_of(sent)
    done = confirm(sent, by=other)
    by = list(RowConfirmation.objects.order_by("pk").values_list("confirmed_by", flat=True))
    assert (done.state, by) == (State.ACCEPTED, [reviewer.pk, other.pk])


def test_who_judges_all_accepts_what_was_confirmed_in_part(sent, reviewer):
    confirm_one(sent, by=reviewer)
    assert accept(sent, by=reviewer).state == State.ACCEPTED


def test_next_revision_waits_for_every_row_again(sent, reviewer):
    confirm_one(sent, by=reviewer)
    again = submit(send_back(sent))
    assert confirm_each(again, reviewer) == [State.SUBMITTED, State.ACCEPTED]


def test_confirming_a_row_twice_is_refused(sent, reviewer):
    confirm_one(sent, by=reviewer)
    with pytest.raises(AlreadyConfirmed):
        confirm_one(sent, by=reviewer)


def test_confirming_a_row_that_is_not_asked_is_refused(sent, reviewer):
    with pytest.raises(NotAsked):
        confirm_one(sent, by=reviewer, indicator_id=IndicatorFactory().pk)


def test_confirming_a_row_of_a_replaced_revision_is_stale(sent, reviewer):
    submit(send_back(sent))
    with pytest.raises(Stale):
        confirm_one(sent, by=reviewer)


@pytest.mark.parametrize("state", [one for one in State if one != State.SUBMITTED])
def test_confirming_a_row_that_does_not_wait_is_refused(state):
    with pytest.raises(WrongState):
        confirm_one(submission_at(state))


def test_confirming_a_row_that_one_has_sent_oneself_is_refused(sent):
    head = sent.current_revision.submitted_by
    head.grants.update(role=Role.REVIEWER, unit=sent.superior)
    with pytest.raises(OwnHand):
        confirm_one(sent, by=User.objects.get(pk=head.pk))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.REVIEWER}))
def test_confirming_a_row_takes_a_reviewer(sent, role):
    with pytest.raises(NotPermitted):
        confirm_one(sent, by=UserFactory(grants=[(role, sent.superior)]))


def test_nobody_confirms_a_row_of_the_own_unit(sent):
    of_unit = [(Role.CLERK, sent.unit), (Role.REVIEWER, sent.superior)]
    with pytest.raises(NotPermitted):
        confirm_one(sent, by=UserFactory(grants=of_unit))


def test_head_confirms_a_row_of_the_root(movement):
    sent = submission_at(State.SUBMITTED, movement, unit=movement.root)
    assert confirm_one(sent, by=head_of(sent)).state == State.SUBMITTED


def test_confirming_a_row_that_another_judges_is_refused():
    movement = running_movement_of_areas(*IndicatorFactory.create_batch(2, ratio=True))
    sent = submission_at(State.SUBMITTED, movement)
    first, second = movement.campaign.areas.order_by("ordinal")
    by, other = reviewer_of_areas(sent, first), second.targets.get().indicator_id
    with pytest.raises(OutsideShare):
        confirm_one(sent, by=by, indicator_id=other)


def test_report_waits_for_who_judges_a_row_that_nobody_confirmed(sent):
    [area] = sent.campaign.areas.all()
    by = reviewer_of_areas(sent, area)
    waiting = []
    for row in rows_of(sent):
        confirm_one(sent, by=reviewer_of(sent), indicator_id=row.indicator_id)
        waiting.append(list(waiting_for(by)))
    assert waiting == [[sent], []]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE results_rowconfirmation SET confirmed_at = now()",
        "DELETE FROM results_rowconfirmation",
    ],
)
def test_confirmation_is_kept(sent, reviewer, statement):
    confirm_one(sent, by=reviewer)
    with pytest.raises(Exception, match="Cannot update or delete rows"):
        run_sql(statement)


def test_second_confirmation_of_a_row_is_refused_by_the_database(sent, reviewer):
    confirm_one(sent, by=reviewer)
    with refused_by("results_rowconfirmation_figure_id_key"):
        RowConfirmation.objects.create(figure=first_row_of(sent), confirmed_by=reviewer)
