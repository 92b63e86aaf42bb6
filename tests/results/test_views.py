"""The pages of a submission and their list: what is shown and offered to whom."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.enums import Role
from results.domain.periods import open_period
from results.enums import SubmissionState as State
from tests.factories import ClusterMembershipFactory, IndicatorFactory, UserFactory
from tests.saying import sentences
from tests.workflows import (
    clerk_of,
    head_of,
    reviewer_of,
    running_movement,
    send_back,
    submission_at,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "action"), [(State.SUBMITTED, "accept"), (State.SUBMITTED, "return")]
)
def test_review_twice_is_answered_kindly(client, state, action):
    submission = submission_at(state)
    client.force_login(reviewer_of(submission))
    data = {"revision": submission.current_revision_id, "reason": "Sai tổng số"}
    address = reverse(f"results:{action}", args=[submission.pk])
    assert client.post(address, data).status_code == 302

    response = client.post(address, data)

    assert response.status_code == 302
    assert "không thực hiện" in sentences(response)[-1]


def test_return_without_a_reason_asks_for_it(client):
    submission = submission_at(State.SUBMITTED)
    client.force_login(reviewer_of(submission))

    response = client.post(
        reverse("results:return", args=[submission.pk]),
        {"revision": submission.current_revision_id, "reason": "  "},
    )

    assert response.status_code == 422
    assert response.context["form"].errors == {"reason": ["Hãy ghi rõ lý do."]}


def test_return_after_another_reviewer_keeps_the_reason_that_was_typed(client):
    submission = submission_at(State.SUBMITTED)
    data = {"revision": submission.current_revision_id, "reason": "Của tôi"}
    send_back(submission, reason="Của bạn")
    client.force_login(reviewer_of(submission))

    response = client.post(reverse("results:return", args=[submission.pk]), data)

    assert response.status_code == 422
    assert response.context["form"]["reason"].value() == "Của tôi"
    assert "không thực hiện" in sentences(response)[-1]


def test_return_shows_the_reason_to_the_unit(client):
    submission = submission_at(State.RETURNED)
    client.force_login(clerk_of(submission))

    response = client.get(reverse("results:enter", args=[submission.pk]))

    assert response.context["revision"].reason == "Số liệu chưa khớp với sổ theo dõi."
    assert "Số liệu chưa khớp với sổ theo dõi." in response.content.decode()


@pytest.mark.parametrize(
    ("state", "who", "actions"),
    [
        (State.SUBMITTED, reviewer_of, {"accept", "return"}),
        (State.ACCEPTED, reviewer_of, {"reopen", "recalculate"}),
        (State.SUBMITTED, clerk_of, set()),
        (State.OPEN, head_of, {"submit"}),
    ],
)
def test_the_page_offers_what_the_person_may_do_now(client, state, who, actions):
    submission = submission_at(state)
    client.force_login(who(submission))

    response = client.get(submission.get_absolute_url())

    assert response.context["allowed"] == actions


def test_an_earlier_revision_shows_what_was_sent(client):
    submission = submission_at(State.RETURNED)
    client.force_login(clerk_of(submission))

    response = client.get(reverse("results:revision", args=[submission.pk, 1]))

    assert "95/100 (95%)" in response.content.decode()


@pytest.mark.parametrize(("name", "queries"), [("submission", 11), ("enter", 11)])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_asks_the_database_as_often_for_many_rows(
    client, django_assert_num_queries, rows, name, queries
):
    indicators = [IndicatorFactory(graded=True) for _ in range(rows)]
    submission = running_movement(*indicators).submission
    client.force_login(head_of(submission))
    address = reverse(f"results:{name}", args=[submission.pk])

    with django_assert_num_queries(queries):
        client.get(address)


def test_the_list_says_when_nothing_is_owed_any_more(client):
    client.force_login(clerk_of(submission_at(State.SUBMITTED)))

    response = client.get(reverse("results:list"), {"task": "owed"})

    assert "Đơn vị không còn báo cáo nào phải gửi." in response.content.decode()


def test_the_list_leads_to_the_submission(client, submission):
    client.force_login(clerk_of(submission))

    table = client.get(reverse("results:list")).context["table"]

    assert table.rows[0].get_cell("unit").startswith(f'<a href="{submission.get_absolute_url()}">')


def test_the_list_begins_with_the_newest_period(client):
    movement = running_movement()
    later = movement.later_period()
    open_period(later)
    movement.period.submissions.update(due_on=later.due_on - timedelta(days=1))
    client.force_login(UserFactory(grants=[(Role.CLERK, movement.unit)]))

    rows = client.get(reverse("results:list")).context["table"].rows

    assert [row.record.period for row in rows] == [later, later, movement.period, movement.period]


@pytest.mark.parametrize(
    ("first_day", "last_day", "found"),
    [
        (date(2025, 1, 1), None, 1),
        (date(2026, 3, 1), date(2026, 3, 1), 1),
        (date(2025, 1, 1), date(2025, 12, 31), 0),
        (date(2026, 4, 1), None, 0),
    ],
)
def test_the_list_is_narrowed_to_who_was_in_a_cluster_within_the_period(
    client, first_day, last_day, found
):
    movement = running_movement()
    membership = ClusterMembershipFactory(
        cluster__organiser=movement.root,
        unit=movement.unit,
        valid_from=first_day,
        valid_to=last_day,
    )
    client.force_login(UserFactory(grants=[(Role.LEADER, movement.root)]))

    response = client.get(reverse("results:list"), {"cluster": membership.cluster_id})

    shown = [row.record.unit for row in response.context["table"].paginated_rows]
    assert shown == [movement.unit] * found


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_as_often_for_many_rows(client, django_assert_num_queries, rows):
    movement = running_movement()
    units = [movement.unit, movement.sibling, movement.root][:rows]
    client.force_login(UserFactory(grants=[(Role.CLERK, unit) for unit in units]))

    with django_assert_num_queries(9):
        client.get(reverse("results:list"))
