"""The page that gives a unit more time, and what other pages then say of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from campaigns.models import Period
from core.access.seen import fingerprint
from results.domain.extensions import extend_submission, extension_facts
from results.enums import SubmissionState as State
from results.models import Submission
from tests.factories import UserFactory
from tests.results.test_extending import again
from tests.saying import sentences
from tests.workflows import clerk_of, fill_in, reviewer_of, submission_at

WHY = "Đơn vị bị ngập lụt."
pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    """Filled in and never sent; its period closed yesterday."""
    submission = fill_in(submission_at(State.OPEN))
    yesterday = timezone.localdate() - timedelta(1)
    Period.objects.filter(pk=submission.period_id).update(due_on=yesterday, closes_on=yesterday)
    Submission.objects.filter(pk=submission.pk).update(due_on=yesterday)
    return again(submission)


@pytest.fixture
def reviewer(client, submission):
    reviewer = reviewer_of(submission)
    client.force_login(reviewer)
    return reviewer


def days_from_today(number: int) -> date:
    return timezone.localdate() + timedelta(number)


def typed(submission, **changes) -> dict:
    facts = {
        "seen": fingerprint(extension_facts(again(submission))),
        "due_on": f"{days_from_today(5):%d/%m/%Y}",
        "closes_on": f"{days_from_today(9):%d/%m/%Y}",
        "reason": WHY,
    }
    return facts | changes


def extend(submission, by, reason=WHY):
    return extend_submission(
        submission,
        by=by,
        due_on=days_from_today(5),
        closes_on=days_from_today(9),
        reason=reason,
        seen=fingerprint(extension_facts(again(submission))),
    )


def post(client, submission, data, *, name="extend"):
    return client.post(reverse(f"results:{name}", args=[submission.pk]), data)


def test_giving_leads_back_to_the_submission(client, submission, reviewer):
    response = post(client, submission, typed(submission))
    assert (response.status_code, response.url) == (302, submission.get_absolute_url())
    assert again(submission).extended_due_on == days_from_today(5)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"reason": " "}, "reason", "Hãy ghi rõ lý do."),
        ({"closes_on": "02/01/2026"}, "closes_on", "Ngày khóa sổ phải sau hạn gửi."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, submission, reviewer, changes, field, message):
    response = post(client, submission, typed(submission, **changes))
    assert (response.status_code, response.context["form"].errors) == (422, {field: [message]})
    assert response.context["form"]["due_on"].value() == f"{days_from_today(5):%d/%m/%Y}"


def test_extension_given_meanwhile_is_shown_beside_what_was_typed(client, submission, reviewer):
    data = typed(submission, reason="Của tôi")
    extend(submission, reviewer, reason="Của đồng nghiệp")
    response = post(client, submission, data)
    form = response.context["form"]
    assert (response.status_code, form["reason"].value()) == (422, "Của tôi")
    assert "Của đồng nghiệp" in response.content.decode()
    assert "Người khác vừa thay đổi" in sentences(response)[-1]


def test_after_the_conflict_was_shown_the_next_sending_is_taken(client, submission, reviewer):
    data = typed(submission, reason="Của tôi")
    extend(submission, reviewer, reason="Của đồng nghiệp")
    shown = post(client, submission, data).context["form"]["seen"].value()
    assert post(client, submission, data | {"seen": shown}).status_code == 302


def test_withdrawing_without_a_reason_asks_for_it(client, submission, reviewer):
    extend(submission, reviewer)
    seen = typed(submission)["seen"]
    data = {"withdrawal-seen": seen, "withdrawal-reason": ""}
    response = post(client, submission, data, name="withdraw_extension")
    assert response.status_code == 422
    assert response.context["withdrawal"].errors == {"reason": ["Hãy ghi rõ lý do."]}


def test_withdrawing_ends_the_extension(client, submission, reviewer):
    extend(submission, reviewer)
    data = {"withdrawal-seen": typed(submission)["seen"], "withdrawal-reason": "Nhầm đơn vị"}
    assert post(client, submission, data, name="withdraw_extension").status_code == 302
    assert again(submission).extended_due_on is None


def test_page_about_what_was_sent_leads_back_with_the_reason(client):
    submission = submission_at(State.SUBMITTED)
    client.force_login(reviewer_of(submission))
    response = client.get(reverse("results:extend", args=[submission.pk]))
    assert (response.status_code, response.url) == (302, submission.get_absolute_url())
    assert "không cần gia hạn" in sentences(response)[-1]


@pytest.mark.parametrize(("who", "offered"), [(reviewer_of, True), (clerk_of, False)])
def test_submission_offers_more_time_to_the_superior_side(client, submission, who, offered):
    client.force_login(who(submission))
    page = client.get(submission.get_absolute_url())
    assert page.context["may_extend"] == offered


def test_unit_reads_why_and_until_when_it_was_given_time(client, submission):
    extend(submission, reviewer_of(submission))
    client.force_login(clerk_of(submission))
    page = client.get(submission.get_absolute_url()).content.decode()
    assert (WHY in page, "Được gia hạn" in page, "Đã khóa sổ" in page) == (True, True, False)


def test_first_screen_counts_the_days_that_the_extension_leaves(client, submission):
    extend(submission, reviewer_of(submission))
    client.force_login(clerk_of(submission))
    assert "còn 05 ngày" in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("deadline", "found"),
    [("late", False), ("very_late", False), ("locked", False), ("extended", True)],
)
def test_list_is_narrowed_by_the_deadline(client, submission, deadline, found):
    extend(submission, reviewer_of(submission))
    client.force_login(UserFactory(grants=[(Role.LEADER, submission.unit)]))
    page = client.get(reverse("results:list"), {"deadline": deadline})
    assert (submission in [row.record for row in page.context["table"].rows]) == found


def test_list_says_that_the_books_are_shut(client, submission):
    client.force_login(UserFactory(grants=[(Role.LEADER, submission.unit)]))
    page = client.get(reverse("results:list"), {"deadline": "locked"})
    [shown] = [row for row in page.context["table"].rows if row.record == submission]
    assert "Rất muộn" in shown.get_cell("timeliness")
    assert "Đã khóa sổ" in shown.get_cell("timeliness")
