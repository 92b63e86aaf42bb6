"""Remarks on rows: said while a report waits, answered when it came back, kept for ever."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.access.refusals import NotPermitted, Stale
from core.audit.models import Entry
from results.domain.figures import NotAsked
from results.domain.policies import WrongState
from results.domain.remarks import NothingSaid, NothingToAnswer
from results.domain.sheet import sheet_of
from results.enums import SubmissionState as State
from results.models import Remark
from tests.factories import IndicatorFactory, UserFactory
from tests.refusals import refused_by, run_sql
from tests.results.test_matrix import everybody_around
from tests.saying import sentences
from tests.workflows import (
    ANSWER,
    REMARK,
    answer,
    clerk_of,
    head_of,
    reviewer_of,
    running_movement,
    send_back,
    submission_at,
    submit,
)
from tests.workflows import remark as say

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return submission_at(State.SUBMITTED)


@pytest.fixture
def returned(sent):
    """Handed back with a remark on its row."""
    say(sent)
    return send_back(sent)


def said_of(submission) -> list[tuple[int, bool, str]]:
    [section] = sheet_of(submission, submission.current_revision)
    [row] = section.rows
    return [(said.number, said.is_answer, said.text) for said in row.said]


def indicator_of(submission) -> int:
    return submission.current_revision.figures.get().indicator_id


def address(name, submission) -> str:
    return reverse(f"results:{name}", args=[submission.pk, indicator_of(submission)])


def test_remark_is_tied_to_the_row_that_was_looked_at(sent):
    by = reviewer_of(sent)
    remark = say(sent, by=by)
    assert (remark.figure, remark.text, remark.made_by, remark.is_answer) == (
        sent.current_revision.figures.get(),
        REMARK,
        by,
        False,
    )


def test_remark_is_recorded(sent):
    by = reviewer_of(sent)
    say(sent, by=by)
    entry = Entry.objects.get(event="results.row_remarked")
    name = sent.current_revision.figures.get().indicator.name
    assert (entry.actor_id, entry.unit_id, entry.authority, entry.after) == (
        by.pk,
        sent.unit_id,
        str(by.grants_today[0]),
        {"indicator": name, "remark": REMARK},
    )


def test_answer_is_recorded(returned):
    by = clerk_of(returned)
    answer(returned, by=by)
    entry = Entry.objects.get(event="results.remark_answered")
    assert (entry.actor_id, entry.authority, entry.after["remark"]) == (
        by.pk,
        str(by.grants_today[0]),
        ANSWER,
    )


def test_remark_and_answer_stand_beside_the_row_of_the_next_revision(returned):
    answer(returned)
    again = submit(returned)
    assert said_of(again) == [(1, False, REMARK), (2, True, ANSWER)]


def test_earlier_revision_shows_what_was_said_of_it(returned):
    answer(returned)
    [section] = sheet_of(returned, returned.revisions.get(number=1))
    assert [said.text for said in section.rows[0].said] == [REMARK]


@pytest.mark.parametrize("state", [one for one in State if one != State.SUBMITTED])
def test_remark_on_what_does_not_wait_is_refused(state):
    with pytest.raises(WrongState):
        say(submission_at(state))


def test_answer_after_sending_is_refused(returned):
    again = submit(returned)
    with pytest.raises(WrongState):
        answer(again)


def test_answer_without_a_remark_is_refused(sent):
    with pytest.raises(NothingToAnswer):
        answer(send_back(sent))


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_remark_that_says_nothing_is_refused(sent, text):
    with pytest.raises(NothingSaid):
        say(sent, text=text)


def test_remark_on_a_row_that_is_not_asked_is_refused(sent):
    with pytest.raises(NotAsked):
        say(sent, indicator_id=IndicatorFactory().pk)


def test_remark_on_a_revision_that_was_replaced_is_stale(sent):
    submit(send_back(sent))
    with pytest.raises(Stale):
        say(sent)


def test_remark_is_permitted_to_who_judges_and_an_answer_to_who_enters():
    movement = running_movement()
    submission = submission_at(State.SUBMITTED, movement)
    people = everybody_around(movement)
    judging = {name for name, person in people.items() if is_permitted(say, submission, person)}
    returned = send_back(submission)
    entering = {name for name, person in people.items() if is_permitted(answer, returned, person)}
    assert judging == {
        "reviewer at superior",
        "reviewer at root",
        "reviewer at root, clerk at sibling",
    }
    assert entering == {
        "clerk at unit",
        "unit_head at unit",
        "clerk at unit, reviewer at root",
        "unit_head at unit, reviewer at root",
    }


def is_permitted(act, submission, person) -> bool:
    try:
        act(submission, by=person)
    except NotPermitted:
        return False
    return True


@pytest.mark.parametrize(
    "statement",
    ["UPDATE results_remark SET text = 'Khác'", "DELETE FROM results_remark"],
)
def test_remark_is_kept_as_it_was_said(sent, statement):
    say(sent)
    with refused_by("remark_kept"):
        run_sql(statement)


def test_remark_without_words_is_refused_by_the_database(sent):
    figure = sent.current_revision.figures.get()
    with refused_by("remark_says_something"):
        Remark.objects.create(figure=figure, text="", made_by=reviewer_of(sent))


def test_page_writes_the_remark_and_leads_back_to_the_row(client, sent):
    client.force_login(reviewer_of(sent))
    data = {"revision": sent.current_revision_id, "text": REMARK}
    response = client.post(address("remark", sent), data)
    assert response.url == f"{sent.get_absolute_url()}#row-{indicator_of(sent)}"
    assert Remark.objects.get().text == REMARK


def test_page_asks_for_words(client, sent):
    client.force_login(reviewer_of(sent))
    response = client.post(address("remark", sent), {"revision": sent.current_revision_id})
    assert response.status_code == 422
    assert response.context["form"].errors == {"text": ["Hãy ghi nội dung."]}


def test_page_keeps_what_was_typed_when_the_report_went_on(client, sent):
    client.force_login(reviewer_of(sent))
    data = {"revision": sent.current_revision_id, "text": "Câu đang gõ"}
    submit(send_back(sent))
    response = client.post(address("remark", sent), data)
    form = response.context["form"]
    assert response.status_code == 422
    assert (form["text"].value(), form["revision"].value()) == (
        "Câu đang gõ",
        sent.revisions.get(number=2).pk,
    )
    assert sentences(response) == [Stale.message]


def test_page_of_a_row_that_is_not_asked_is_not_found(client, sent):
    client.force_login(reviewer_of(sent))
    path = reverse("results:remark", args=[sent.pk, IndicatorFactory().pk])
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["submission", "enter"])
def test_unit_reads_the_remark(client, returned, name):
    client.force_login(head_of(returned))
    response = client.get(reverse(f"results:{name}", args=[returned.pk]))
    assert REMARK in response.content.decode()


def test_answer_page_is_offered_beside_a_remark(client, returned):
    client.force_login(clerk_of(returned))
    response = client.get(reverse("results:enter", args=[returned.pk]))
    assert response.content.decode().count(address("answer", returned)) == 1


def test_remark_is_offered_to_who_judges_alone(client, sent):
    offered = []
    for person in (reviewer_of(sent), UserFactory(grants=[(Role.LEADER, sent.superior)])):
        client.force_login(person)
        offered.append(client.get(sent.get_absolute_url()).context["remarkable"])
    assert offered == [{indicator_of(sent)}, set()]


@pytest.mark.parametrize("remarks", [1, 3])
def test_page_asks_the_database_as_often_for_many_remarks(
    client, django_assert_num_queries, remarks
):
    indicators = [IndicatorFactory(graded=True) for _ in range(remarks)]
    submission = submission_at(State.SUBMITTED, running_movement(*indicators))
    for indicator in indicators:
        say(submission, indicator_id=indicator.pk)
    client.force_login(reviewer_of(submission))
    with django_assert_num_queries(12):
        client.get(submission.get_absolute_url())
