"""A return names the rows to look at again: stored once, shown to the unit."""

import pytest
from django.urls import reverse

from core.audit.models import Entry
from results.domain.sheet import entry_sheet_of, rows_to_mend
from results.domain.submissions import UnknownRows
from results.enums import SubmissionState as State
from results.models import Revision
from tests.factories import IndicatorFactory
from tests.refusals import refused_by
from tests.workflows import (
    REASON,
    clerk_of,
    head_of,
    remark,
    reviewer_of,
    running_movement,
    send_back,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicators():
    return [IndicatorFactory(ratio=True, name=f"Chỉ tiêu {number}") for number in (1, 2, 3)]


@pytest.fixture
def sent(indicators):
    return submission_at(State.SUBMITTED, running_movement(*indicators))


def post(client, sent, **data):
    client.force_login(reviewer_of(sent))
    data = {"revision": sent.current_revision_id} | data
    return client.post(reverse("results:return", args=[sent.pk]), data)


def named_in(submission) -> list:
    return [row.figure.indicator for row in rows_to_mend(entry_sheet_of(submission))]


def test_return_stores_the_rows_with_the_returned_revision(sent, indicators):
    send_back(sent, rows=[indicators[1].pk])
    rows = sent.revisions.order_by("number").values_list("returned_rows", flat=True)
    assert list(rows) == [[indicators[1].pk], []]


def test_return_records_the_rows_by_name(sent, indicators):
    send_back(sent, rows=[indicators[2].pk, indicators[0].pk])
    entry = Entry.objects.get(event="results.returned")
    assert entry.after["rows_to_mend"] == ["Chỉ tiêu 1", "Chỉ tiêu 3"]


def test_return_of_an_unknown_row_is_refused_and_changes_nothing(sent, indicators):
    with pytest.raises(UnknownRows):
        send_back(sent, rows=[indicators[0].pk, IndicatorFactory().pk])
    sent.refresh_from_db()
    assert (sent.state, sent.revisions.count()) == (State.SUBMITTED, 1)


def test_rows_are_marked_until_the_next_decision(sent, indicators):
    returned = send_back(sent, rows=[indicators[1].pk])
    again = submit(returned)
    accepted_next = send_back(again)
    assert [named_in(returned), named_in(again), named_in(accepted_next)] == [
        [indicators[1]],
        [indicators[1]],
        [],
    ]


def test_rows_of_a_return_are_written_once(sent, indicators):
    returned = send_back(sent, rows=[indicators[1].pk])
    with refused_by("revision_fixed"):
        returned.revisions.filter(number=1).update(returned_rows=[])


def test_rows_without_a_return_are_refused_by_the_database(sent, indicators):
    with refused_by("revision_rows_named_by_a_return"):
        Revision.objects.filter(submission=sent).update(returned_rows=[indicators[0].pk])


def test_form_returns_with_the_chosen_rows(client, sent, indicators):
    response = post(client, sent, reason=REASON, rows=[indicators[0].pk, indicators[2].pk])
    assert response.status_code == 302
    assert named_in(submission_now(sent)) == [indicators[0], indicators[2]]


def submission_now(submission):
    return type(submission).objects.with_context().get(pk=submission.pk)


def test_form_without_a_reason_keeps_the_chosen_rows(client, sent, indicators):
    response = post(client, sent, reason=" ", rows=[indicators[1].pk])
    assert response.status_code == 422
    assert response.context["chosen"] == {str(indicators[1].pk)}
    assert response.context["form"].errors == {"reason": ["Hãy ghi rõ lý do."]}


@pytest.mark.parametrize("unknown", ["999999", "rubbish", "-1"])
def test_form_refuses_unknown_rows_at_the_field_and_keeps_the_rest(
    client, sent, indicators, unknown
):
    response = post(client, sent, reason=REASON, rows=[indicators[1].pk, unknown])
    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {"rows": [UnknownRows.message]}
    assert form["reason"].value() == REASON
    assert str(indicators[1].pk) in response.context["chosen"]


def test_form_that_was_overtaken_keeps_reason_and_rows(client, sent, indicators):
    send_back(sent, reason="Của người khác")
    response = post(client, sent, reason=REASON, rows=[indicators[1].pk])
    assert response.status_code == 422
    assert response.context["form"]["reason"].value() == REASON
    assert response.context["chosen"] == {str(indicators[1].pk)}


def test_form_has_the_rows_with_a_remark_chosen(client, sent, indicators):
    by = reviewer_of(sent)
    remark(sent, by=by, indicator_id=indicators[2].pk)
    client.force_login(by)
    response = client.get(reverse("results:return", args=[sent.pk]))
    assert response.context["chosen"] == {str(indicators[2].pk)}


def test_form_of_what_does_not_wait_leads_back(client, indicators):
    submission = submission_at(State.ACCEPTED, running_movement(*indicators))
    client.force_login(reviewer_of(submission))
    response = client.get(reverse("results:return", args=[submission.pk]))
    assert response.url == submission.get_absolute_url()


def test_entry_page_lists_the_rows_with_links(client, sent, indicators):
    returned = send_back(sent, rows=[indicators[1].pk])
    client.force_login(clerk_of(returned))
    page = client.get(reverse("results:enter", args=[returned.pk])).content.decode()
    assert page.count(f'<a href="#row-{indicators[1].pk}">') == 1
    assert page.count("Cấp trên yêu cầu xem lại") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_return_page_asks_the_database_as_often_for_many_rows(
    client, django_assert_num_queries, rows
):
    indicators = [IndicatorFactory(graded=True) for _ in range(rows)]
    submission = submission_at(State.SUBMITTED, running_movement(*indicators))
    client.force_login(reviewer_of(submission))
    with django_assert_num_queries(10):
        client.get(reverse("results:return", args=[submission.pk]))


def test_entry_page_of_a_return_keeps_its_queries(
    client, sent, indicators, django_assert_num_queries
):
    returned = send_back(sent, rows=[one.pk for one in indicators])
    client.force_login(head_of(returned))
    with django_assert_num_queries(10):
        client.get(reverse("results:enter", args=[returned.pk]))
