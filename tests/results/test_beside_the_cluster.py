"""Reviewing shows the year so far, and to the reviewer how the rest of the cluster stands."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from results.domain.periods import open_period
from results.domain.sheet import sheet_of
from results.enums import SubmissionState as State
from tests.factories import (
    ClusterFactory,
    ClusterMembershipFactory,
    IndicatorFactory,
    ParticipationFactory,
    UserFactory,
)
from tests.results.test_by_target import state_part
from tests.workflows import (
    accept,
    clerk_of,
    reviewer_of,
    running_movement,
    send_back,
    submission_at,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(ratio):
    return running_movement(ratio)


@pytest.fixture
def cluster(movement):
    cluster = ClusterFactory(organiser=movement.root)
    join(cluster, movement.unit)
    return cluster


def join(cluster, unit, **days) -> None:
    ClusterMembershipFactory(cluster=cluster, unit=unit, **{"valid_from": date(2026, 1, 1)} | days)


def members(movement, cluster, *parts: int, **days) -> list:
    """Units of the cluster that have sent so much of a hundred."""
    ParticipationFactory.create_batch(
        len(parts), campaign=movement.campaign, superior=movement.superior
    )
    opened = open_period(movement.period)
    for one in opened:
        join(cluster, one.unit, **days)
    return [state_part(one, part) for one, part in zip(opened, parts, strict=True)]


def row_for(client, person, submission):
    client.force_login(person)
    [section] = client.get(submission.get_absolute_url()).context["sections"]
    [row] = section.rows
    return row


def test_reviewer_reads_the_median_of_the_other_members(client, movement, cluster):
    accept(members(movement, cluster, 90, 94, 97)[0])
    submission = submission_at(State.SUBMITTED, movement)
    row = row_for(client, reviewer_of(submission), submission)
    assert row.cluster_text == "94% (3 đơn vị)"


def test_two_members_name_no_median(client, movement, cluster):
    members(movement, cluster, 90, 94)
    submission = submission_at(State.SUBMITTED, movement)
    assert row_for(client, reviewer_of(submission), submission).cluster_text == ""


def test_what_was_handed_back_is_not_counted(client, movement, cluster):
    send_back(members(movement, cluster, 90, 94, 97)[0])
    submission = submission_at(State.SUBMITTED, movement)
    assert row_for(client, reviewer_of(submission), submission).cluster_text == ""


def test_who_was_no_member_in_the_period_is_not_counted(client, movement, cluster):
    days = {"valid_from": date(2025, 1, 1), "valid_to": date(2025, 12, 1)}
    members(movement, cluster, 90, 94, 97, **days)
    submission = submission_at(State.SUBMITTED, movement)
    assert row_for(client, reviewer_of(submission), submission).cluster_text == ""


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.REVIEWER, Role.ADMINISTRATOR}))
def test_nobody_but_a_reviewer_reads_the_median(client, movement, cluster, role):
    members(movement, cluster, 90, 94, 97)
    submission = submission_at(State.SUBMITTED, movement)
    people = [UserFactory(grants=[(role, unit)]) for unit in (movement.unit, movement.superior)]
    rows = [row_for(client, person, submission) for person in people]
    assert [row.cluster for row in rows] == [[], []]


def test_reviewer_who_enters_for_the_unit_reads_no_median(client, movement, cluster):
    members(movement, cluster, 90, 94, 97)
    submission = submission_at(State.SUBMITTED, movement)
    both = UserFactory(grants=[(Role.REVIEWER, movement.superior), (Role.CLERK, movement.unit)])
    assert row_for(client, both, submission).cluster == []


def test_year_so_far_stands_beside_the_figure(client, movement):
    accept(state_part(movement.submission, 80))
    later = movement.later_period()
    open_period(later)
    second = state_part(later.submissions.get(unit=movement.unit), 90)
    row = row_for(client, clerk_of(second), second)
    assert (row.previous_text, row.so_far_text) == ("80/100 (80%)", "170/200 (85%)")


def test_first_period_has_no_year_before_it(client, movement):
    submission = state_part(movement.submission, 80)
    assert row_for(client, clerk_of(submission), submission).so_far_text == ""


@pytest.mark.parametrize(
    ("trait", "said"),
    [("graded", "Giỏi 2, Khá 4, Đạt 6, Không đạt 8"), ("statement", ""), ("done", None)],
)
def test_year_so_far_is_worded_by_its_measure(trait, said):
    movement = running_movement(IndicatorFactory(**{trait: True}))
    accept(submission_at(State.SUBMITTED, movement))
    later = movement.later_period()
    open_period(later)
    movement.period = later
    second = submission_at(State.SUBMITTED, movement)
    [section] = sheet_of(second, second.current_revision)
    text = section.rows[0].so_far_text
    assert text == said if said is not None else text.startswith("Đã hoàn thành")


@pytest.mark.parametrize("page", ["submission", "return"])
@pytest.mark.parametrize("more", [3, 5])
def test_page_asks_the_database_as_often_for_a_larger_cluster(
    client, django_assert_num_queries, page, more
):
    movement = running_movement(IndicatorFactory(ratio=True))
    cluster = ClusterFactory(organiser=movement.root)
    join(cluster, movement.unit)
    members(movement, cluster, *[90] * more)
    submission = submission_at(State.SUBMITTED, movement)
    client.force_login(reviewer_of(submission))
    with django_assert_num_queries({"submission": 11, "return": 9}[page]):
        client.get(reverse(f"results:{page}", args=[submission.pk]))
