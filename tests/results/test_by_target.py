"""One target over all units: who is within reach, far ones first, with the same verdicts."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from campaigns.enums import Measure
from results.domain.figures import save_answers
from results.domain.periods import open_period
from results.domain.sheet import sheet_of
from results.enums import SubmissionState as State
from tests.factories import IndicatorFactory, ParticipationFactory, SuccessionFactory, UserFactory
from tests.workflows import (
    accept,
    answer_to,
    clerk_of,
    fill_in,
    remark,
    reopen,
    reviewer_of,
    reviewer_of_areas,
    running_movement,
    running_movement_of_areas,
    send_back,
    submission_at,
    submit,
)

PAGE = "results:by_target"
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(ratio):
    return running_movement(ratio)


@pytest.fixture
def reviewer(movement):
    return reviewer_of(movement.submission)


def state_part(submission, part: int):
    """Sent with the part of a hundred."""
    figure = submission.current_revision.figures.select_related("indicator").get()
    answer = answer_to(figure, part=Decimal(part), whole=Decimal(100))
    by, revision_id = clerk_of(submission), submission.current_revision_id
    return submit(save_answers(submission, [answer], by=by, revision_id=revision_id))


def five_more(movement, *parts: int) -> list:
    """So many units beside the others, each with its part of a hundred."""
    ParticipationFactory.create_batch(
        len(parts), campaign=movement.campaign, superior=movement.superior
    )
    opened = open_period(movement.period)
    return [state_part(one, part) for one, part in zip(opened, parts, strict=True)]


def table_for(client, person, **query):
    client.force_login(person)
    return client.get(reverse(PAGE), query).context["table"]


def test_table_shows_what_was_sent_and_what_was_accepted(client, movement, reviewer):
    submission_at(State.SUBMITTED, movement)
    submission_at(State.ACCEPTED, movement, unit=movement.sibling)
    fill_in(movement.submission_of(movement.subordinate))
    lines = table_for(client, reviewer).lines
    assert {line.submission.unit for line in lines} == {movement.unit, movement.sibling}


@pytest.mark.parametrize(
    ("state", "shown"), [(State.OPEN, 0), (State.RETURNED, 0), (State.REOPENED, 1)]
)
def test_table_shows_nothing_that_was_handed_back(client, movement, reviewer, state, shown):
    submission_at(state, movement)
    assert len(table_for(client, reviewer).lines) == shown


def test_table_shows_the_newer_of_what_was_accepted_and_what_waits(client, movement, reviewer):
    again = reopen(accept(state_part(movement.submission, 80)))
    state_part(again, 90)
    [line] = table_for(client, reviewer).lines
    assert line.row.text == "90/100 (90%)"


def test_table_holds_the_units_within_reach_alone(client, movement):
    submission_at(State.SUBMITTED, movement)
    submission_at(State.SUBMITTED, movement, unit=movement.sibling)
    clerk = UserFactory(grants=[(Role.CLERK, movement.sibling)])
    lines = table_for(client, clerk).lines
    assert [line.submission.unit for line in lines] == [movement.sibling]


def test_table_puts_outliers_first_and_the_others_by_name(client, movement, reviewer):
    five_more(movement, 95, 96, 20, 97, 94)
    table = table_for(client, reviewer)
    names = [line.submission.unit.sort_key for line in table.lines]
    assert [line.row.text for line in table.lines if line.is_far] == ["20/100 (20%)"]
    assert table.lines[0].is_far
    assert names[1:] == sorted(names[1:])


def test_table_says_how_far_each_is_from_the_median(client, movement, reviewer):
    five_more(movement, 90, 92, 97)
    table = table_for(client, reviewer)
    differences = {line.value_text: line.difference for line in table.lines}
    assert table.median_text == "92%"
    assert differences == {"90%": "-2", "92%": "0", "97%": "+5"}


def test_table_of_two_units_names_no_median(client, movement, reviewer):
    five_more(movement, 90, 20)
    table = table_for(client, reviewer)
    assert (table.median_text, table.outliers) == ("–", 0)


def test_table_judges_as_the_page_of_the_submission_does(client, movement, reviewer):
    movement.unit.valid_to = movement.period.data_to
    submission = state_part(movement.submission, 80)
    later = movement.later_period()
    open_period(later)
    second = state_part(later.submissions.get(unit=movement.sibling), 60)
    movement.unit.save()
    SuccessionFactory(predecessor=movement.unit, successor=movement.sibling)
    accept(submission)
    [line] = table_for(client, reviewer, period=later.pk).lines
    [section] = sheet_of(second, second.current_revision)
    assert [one.judgement for one in line.row.lines] == [
        one.judgement for one in section.rows[0].lines
    ]
    assert line.row.previous_text == section.rows[0].previous_text


def test_target_of_another_period_gives_way_to_the_first(client, movement, reviewer):
    submission_at(State.SUBMITTED, movement)
    table = table_for(client, reviewer, period="rubbish", target="999999")
    assert table.target == movement.campaign.targets.get()


def test_first_target_that_can_be_compared_is_shown(client):
    movement = running_movement(IndicatorFactory(statement=True), IndicatorFactory(ratio=True))
    submission_at(State.SUBMITTED, movement)
    table = table_for(client, reviewer_of(movement.submission))
    assert table.target == movement.campaign.targets.get(indicator__measure=Measure.RATIO)


def test_page_without_a_period_says_what_to_wait_for(client):
    client.force_login(UserFactory(grants=[(Role.REVIEWER, running_movement().sibling)]))
    assert client.get(reverse(PAGE)).status_code == 200


def test_page_exports_the_table(client, movement, reviewer):
    state_part(movement.submission, 80)
    client.force_login(reviewer)
    response = client.get(reverse(PAGE), {"export": "xlsx"})
    _, row = load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    assert row[:3] == (movement.unit.short_name, "80/100 (80%)", "80%")
    assert row[-3:] == (State.SUBMITTED.label, None, None)


def test_page_offers_a_remark_on_what_waits(client, movement, reviewer):
    waiting = submission_at(State.SUBMITTED, movement)
    submission_at(State.ACCEPTED, movement, unit=movement.sibling)
    client.force_login(reviewer)
    assert client.get(reverse(PAGE)).context["remarkable"] == {waiting.pk}


def test_page_offers_no_remark_outside_the_own_share(client):
    movement = running_movement_of_areas(*IndicatorFactory.create_batch(2, ratio=True))
    submission = submission_at(State.SUBMITTED, movement)
    first, second = movement.campaign.areas.order_by("ordinal")
    client.force_login(reviewer_of_areas(submission, second))
    offered = [
        client.get(reverse(PAGE), {"target": area.targets.get().pk}).context["remarkable"]
        for area in (first, second)
    ]
    assert offered == [set(), {submission.pk}]


def test_remark_leads_back_to_the_table(client, movement, reviewer):
    submission = submission_at(State.SUBMITTED, movement)
    target = movement.campaign.targets.get()
    client.force_login(reviewer)
    path = reverse("results:remark", args=[submission.pk, target.indicator_id])
    data = {"revision": submission.current_revision_id, "text": "Đề nghị đối chiếu."}
    response = client.post(f"{path}?target={target.pk}", data)
    query = f"?period={movement.period.pk}&target={target.pk}#unit-{submission.pk}"
    assert response.url == reverse(PAGE) + query


@pytest.mark.parametrize("more", [1, 3])
def test_page_asks_the_database_as_often_for_many_units(client, django_assert_num_queries, more):
    movement = running_movement(IndicatorFactory(graded=True))
    ParticipationFactory.create_batch(more, campaign=movement.campaign, superior=movement.superior)
    for one in open_period(movement.period):
        remark(submission_at(State.SUBMITTED, movement, unit=one.unit))
    send_back(submission_at(State.SUBMITTED, movement))
    client.force_login(reviewer_of(movement.submission))
    with django_assert_num_queries(12):
        client.get(reverse(PAGE))
