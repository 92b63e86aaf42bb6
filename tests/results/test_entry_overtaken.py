"""The entry page when somebody else was faster: both are shown, nothing typed is lost."""

import pytest
from django.urls import reverse

from core.access.refusals import Stale
from results.enums import SubmissionState as State
from tests.results.entry_page import figure_of, page_data, row_of
from tests.saying import sentences
from tests.workflows import (
    clerk_of,
    fill_in,
    send_back,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


def hidden_of(response) -> dict:
    """What the page remembers of the versions it showed."""
    form, narrative = row_of(response), response.context["narrative"]
    return {
        "revision": response.context["seen"],
        form.add_prefix("version"): form["version"].value(),
        narrative.add_prefix("version"): narrative["version"].value(),
    }


def test_enter_by_two_people_shows_both_values(client, submission):
    seen = page_data(submission, part="5", whole="10")
    fill_in(submission)
    client.force_login(clerk_of(submission))

    response = client.post(reverse("results:enter", args=[submission.pk]), seen)

    form = row_of(response)
    assert response.status_code == 422
    assert form["part"].value() == "5"
    assert form.non_field_errors()[0].startswith("Người khác vừa ghi: “95/100 (95%)”.")
    assert figure_of(submission).part == 95


def test_enter_again_after_a_conflict_writes_the_own_value(client, submission):
    seen = page_data(submission, part="5", whole="10")
    fill_in(submission)
    client.force_login(clerk_of(submission))
    address = reverse("results:enter", args=[submission.pk])

    shown = client.post(address, seen)
    client.post(address, seen | hidden_of(shown))

    assert figure_of(submission).part == 5


def test_enter_keeps_words_that_two_people_wrote(client, submission):
    seen = page_data(submission) | {"narrative-strengths": "Của tôi"}
    clerk = clerk_of(submission)
    client.force_login(clerk)
    address = reverse("results:enter", args=[submission.pk])
    client.post(address, page_data(submission) | {"narrative-strengths": "Của bạn"})

    response = client.post(address, seen)

    narrative = response.context["narrative"]
    assert narrative["strengths"].value() == "Của tôi"
    assert narrative["strengths"].errors[0].startswith("Người khác vừa ghi: “Của bạn”.")


def test_enter_on_a_page_from_before_a_return_shows_what_was_typed_beside_what_stands(client):
    submission = submission_at(State.SUBMITTED)
    old = page_data(submission, part="1", whole="1") | {"narrative-strengths": "Của tôi"}
    returned = send_back(submission)
    client.force_login(clerk_of(submission))

    response = client.post(reverse("results:enter", args=[submission.pk]), old)

    form, narrative = row_of(response), response.context["narrative"]
    assert response.status_code == 422
    assert sentences(response) == [f"{Stale.message} Nội dung bạn gõ chưa được ghi."]
    assert (form["part"].value(), narrative["strengths"].value()) == ("1", "Của tôi")
    assert form.non_field_errors()[0].startswith("Đang có: “95/100 (95%)”.")
    assert figure_of(returned).part == 95


def test_enter_again_after_a_return_was_told_writes_what_was_typed(client):
    submission = submission_at(State.SUBMITTED)
    old = page_data(submission, part="1", whole="1")
    returned = send_back(submission)
    client.force_login(clerk_of(submission))
    address = reverse("results:enter", args=[submission.pk])

    shown = client.post(address, old)
    response = client.post(address, old | hidden_of(shown))

    assert response.status_code == 302
    assert figure_of(returned).part == 1


def test_enter_of_bad_numbers_does_not_make_an_old_page_a_new_one(client):
    """A typing error on a page from before a return must not carry it past what was returned."""
    submission = submission_at(State.SUBMITTED)
    old = page_data(submission, part="một", whole="1")
    returned = send_back(submission)
    client.force_login(clerk_of(submission))
    address = reverse("results:enter", args=[submission.pk])
    prefix = row_of(client.post(address, old)).prefix

    shown = client.post(address, old)
    response = client.post(address, old | hidden_of(shown) | {f"{prefix}-part": "1"})

    assert response.status_code == 422
    assert figure_of(returned).part == 95


def test_enter_on_a_page_from_before_the_sending_keeps_what_was_typed(client, submission):
    typed = page_data(submission, part="5", whole="10")
    fill_in(submission)
    sent = submit(submission)
    client.force_login(clerk_of(submission))

    response = client.post(reverse("results:enter", args=[submission.pk]), typed)

    assert response.status_code == 422
    assert "“Đã gửi, chờ xác nhận”, không sửa được" in sentences(response)[0]
    assert row_of(response)["part"].value() == "5"
    assert not response.context["may_save"]
    assert figure_of(sent).part == 95


def test_enter_on_a_page_from_before_a_return_fills_blank_rows_with_what_stands(client):
    submission = submission_at(State.SUBMITTED)
    old = page_data(submission) | {"narrative-strengths": "Của tôi"}
    returned = send_back(submission)
    client.force_login(clerk_of(submission))
    address = reverse("results:enter", args=[submission.pk])

    shown = client.post(address, old)

    assert row_of(shown)["part"].value() == "95"
    assert row_of(shown)["version"].value() == figure_of(returned).row_version


def test_enter_of_nothing_new_after_the_sending_leads_to_the_submission(client, submission):
    typed = page_data(submission, part="95", whole="100")
    fill_in(submission)
    submit(submission)
    client.force_login(clerk_of(submission))

    response = client.post(reverse("results:enter", args=[submission.pk]), typed)

    assert response.url == submission.get_absolute_url()
