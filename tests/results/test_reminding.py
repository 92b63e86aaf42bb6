"""Reminding of what is owed: by the schedule around the due day, by hand once in a day."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import User
from campaigns.domain.campaigns import close_campaign
from campaigns.domain.policies import CampaignClosed
from campaigns.models import Period
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from core.notices.models import Notice
from results.domain.calls import NothingOwed
from results.domain.reminders import (
    AlreadyReminded,
    NobodyToRemind,
    remind_all,
    remind_on_schedule,
    remind_unit,
    waiting_for_a_reminder,
)
from results.enums import SubmissionState as State
from results.models import Reminder, Submission
from results.tasks import remind_units
from tests.results.test_extending import GIVING, extend
from tests.results.test_matrix import everybody_around
from tests.workflows import (
    clerk_of,
    head_of,
    officer_of,
    reviewer_of,
    running_movement,
    send_back,
    submission_at,
)

DUE, CLOSES = date(2026, 4, 10), date(2026, 4, 20)
pytestmark = pytest.mark.django_db


def at(day: str):
    return time_machine.travel(f"{day} 08:00+07:00", tick=False)


@pytest.fixture
def movement():
    """Due and closing in April; only the unit has people, a clerk and a head."""
    with at("2026-03-25"):
        movement = running_movement()
    Period.objects.filter(pk=movement.period.pk).update(due_on=DUE, closes_on=CLOSES)
    Submission.objects.update(due_on=DUE)
    movement.clerk, movement.head = clerk_of(movement.submission), head_of(movement.submission)
    return movement


def scheduled_on(*days: str) -> list[str]:
    """Runs the schedule on each day; what it said, each once, in order."""
    for day in days:
        with at(day):
            remind_units()
    said = Notice.objects.filter(event="results.reminded").order_by("pk")
    return list(dict.fromkeys(said.values_list("words", flat=True)))


def told() -> list[int]:
    said = Notice.objects.filter(event="results.reminded").order_by("user_id")
    return list(said.values_list("user_id", flat=True))


def left(words: str) -> str:
    return f"Báo cáo số liệu chưa gửi: {words} (hạn gửi 10/04/2026)."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-04-04", []),
        ("2026-04-05", [left("còn 05 ngày")]),
        ("2026-04-09", [left("còn 01 ngày")]),
        ("2026-04-10", [left("hết hạn hôm nay")]),
        ("2026-04-11", [left("quá hạn 01 ngày")]),
        ("2026-04-17", [left("quá hạn 07 ngày")]),
    ],
)
def test_schedule_reminds_around_the_due_day(movement, day, said):
    assert scheduled_on(day) == said


def test_schedule_reminds_who_enters_and_who_answers(movement):
    scheduled_on("2026-04-10")
    assert told() == [movement.clerk.pk, movement.head.pk]


def test_schedule_that_runs_again_reminds_once_for_a_step(movement):
    scheduled_on("2026-04-05", "2026-04-05", "2026-04-06", "2026-04-08")
    assert told() == [movement.clerk.pk, movement.head.pk]


def test_schedule_that_was_away_reminds_once_of_all_it_missed(movement):
    assert scheduled_on("2026-04-16") == [left("quá hạn 06 ngày")]
    assert len(told()) == 2


def test_schedule_follows_the_days_of_the_installation(movement, settings):
    settings.REMINDER_DAYS = [-2]
    assert scheduled_on("2026-04-05", "2026-04-08", "2026-04-11") == [left("còn 02 ngày")]


def test_schedule_without_days_reminds_of_nothing(movement, settings):
    settings.REMINDER_DAYS = []
    assert scheduled_on("2026-04-10") == []


def test_schedule_counts_from_the_day_of_an_extension(movement):
    with at("2026-04-02"):
        extend(movement.submission, due_on=date(2026, 4, 15), closes_on=date(2026, 4, 25))
    assert scheduled_on("2026-04-05", "2026-04-10") == [
        "Báo cáo số liệu chưa gửi: còn 05 ngày (hạn gửi 15/04/2026)."
    ]


def test_schedule_says_that_the_books_are_shut(movement):
    [said] = scheduled_on("2026-04-24")
    assert said == (
        "Báo cáo số liệu chưa gửi: quá hạn 14 ngày (hạn gửi 10/04/2026). "
        "Kỳ đã khóa sổ: muốn gửi, hãy đề nghị đơn vị cấp trên gia hạn."
    )


def test_what_was_returned_before_its_day_is_reminded_of_anew(movement):
    """At a step that the first revision was reminded at as well, but not on the same day."""
    scheduled_on("2026-04-05")
    with at("2026-04-06"):
        send_back(submission_at(State.SUBMITTED, movement))
    assert scheduled_on("2026-04-06") == [left("còn 05 ngày")]
    words = "Báo cáo số liệu bị trả lại, chưa gửi lại: còn 03 ngày (hạn gửi 10/04/2026)."
    assert scheduled_on("2026-04-07") == [left("còn 05 ngày"), words]


def test_what_was_returned_after_its_day_is_reminded_of_from_then_on(movement):
    with at("2026-04-10"):
        submission_at(State.SUBMITTED, movement)
    with at("2026-05-20"):
        send_back(movement.submission)
    words = "Báo cáo số liệu bị trả lại, chưa gửi lại: quá hạn {} ngày (hạn gửi 10/04/2026)."
    said = scheduled_on("2026-05-20", "2026-05-21", "2026-05-22", "2026-05-23")
    assert said == [words.format(41), words.format(43)]


def test_what_was_missed_long_ago_is_left_to_people(movement):
    assert scheduled_on("2026-05-02") == []


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_what_was_sent_is_not_reminded_of(movement, state):
    with at("2026-04-02"):
        submission_at(state, movement)
    assert scheduled_on("2026-04-10") == []


def test_closed_campaign_is_not_reminded_of(movement):
    close_campaign(movement.campaign, by=officer_of(movement.campaign))
    assert scheduled_on("2026-04-10") == []


def test_report_sent_between_the_list_and_its_reminder_is_left_alone(movement):
    with at("2026-04-09"):
        [waiting] = [one for one in waiting_for_a_reminder() if one.unit == movement.unit]
        submission_at(State.SUBMITTED, movement)
        with pytest.raises(NothingOwed):
            remind_on_schedule(waiting)
    assert told() == []


def test_unit_without_people_is_reminded_when_somebody_comes(movement):
    scheduled_on("2026-04-10")
    newcomer = clerk_of(movement.submission_of(movement.sibling))
    scheduled_on("2026-04-10")
    assert told() == [movement.clerk.pk, movement.head.pk, newcomer.pk]


def test_schedule_stands_on_the_trail_as_the_programs_own_act(movement):
    scheduled_on("2026-04-10")
    entry = Entry.objects.get(event="results.reminded")
    assert (entry.actor_id, entry.unit_id, entry.after) == (
        None,
        movement.unit.pk,
        {"due_on": "2026-04-10"},
    )


def test_looking_for_what_is_owed_costs_two_queries(movement, django_assert_num_queries):
    with at("2026-04-10"), django_assert_num_queries(2):
        waiting_for_a_reminder()


def test_person_reminds_the_unit_and_it_is_on_the_trail(movement):
    by = reviewer_of(movement.submission)
    with at("2026-04-07"):
        reminder = remind_unit(movement.submission, by=by)
    entry = Entry.objects.get(event="results.reminded")
    assert (reminder.reminded_by, told()) == (by, [movement.clerk.pk, movement.head.pk])
    assert (entry.actor_id, entry.authority) == (by.pk, str(by.grants_today[0]))


def test_person_reminds_once_in_a_day_whoever_it_is(movement):
    with at("2026-04-07"):
        remind_unit(movement.submission, by=reviewer_of(movement.submission))
        with pytest.raises(AlreadyReminded):
            remind_unit(movement.submission, by=officer_of(movement.campaign))
    with at("2026-04-08"):
        remind_unit(movement.submission, by=reviewer_of(movement.submission))
    assert len(told()) == 4


def test_schedule_and_person_do_not_stand_in_each_others_way(movement):
    scheduled_on("2026-04-10")
    with at("2026-04-10"):
        remind_unit(movement.submission, by=reviewer_of(movement.submission))
    assert len(told()) == 4


def test_unit_without_people_is_to_be_called(movement):
    User.objects.update(is_active=False)
    with pytest.raises(NobodyToRemind):
        remind_unit(movement.submission, by=reviewer_of(movement.submission))
    assert Reminder.objects.count() == 0


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_reminding_of_what_is_not_owed_is_refused(movement, state):
    with at("2026-04-02"):
        submission = submission_at(state, movement)
    with pytest.raises(NothingOwed):
        remind_unit(submission, by=reviewer_of(submission))


def test_reminding_in_a_closed_campaign_is_refused(movement):
    close_campaign(movement.campaign, by=officer_of(movement.campaign))
    with pytest.raises(CampaignClosed):
        remind_unit(movement.submission, by=reviewer_of(movement.submission))


def test_unit_is_reminded_by_the_superior_side_alone(movement):
    allowed = set()
    for name, person in everybody_around(movement).items():
        try:
            with transaction.atomic():
                remind_unit(movement.submission, by=person)
                transaction.set_rollback(True)
        except NotPermitted:
            continue
        allowed.add(name)
    assert allowed == GIVING


def test_reminding_many_leaves_the_same_trace_as_reminding_one(movement):
    alone, among = movement.submission, movement.submission_of(movement.sibling)
    clerk_of(among), head_of(among)
    by = reviewer_of(alone)
    remind_unit(alone, by=by)
    done = remind_all([among, alone], by=by)
    assert (done.reminded, done.refused) == ([among], [(alone, AlreadyReminded.message)])
    facts = ("actor_id", "authority", "before", "after", "reason")
    entries = Entry.objects.filter(event="results.reminded")
    [first, second] = entries.order_by("pk").values_list(*facts)
    said = Notice.objects.filter(event="results.reminded").values_list("words", "key")
    assert (first == second, len(said), len(set(said))) == (True, 4, 1)


def test_database_refuses_a_second_reminder_for_an_occasion(movement):
    remind_unit(movement.submission, by=reviewer_of(movement.submission))
    reminder = Reminder.objects.get()
    with pytest.raises(IntegrityError, match="one_reminder_for_an_occasion"):
        Reminder.objects.create(submission=movement.submission, occasion=reminder.occasion)


def test_reminder_is_kept_as_it_was_sent(movement):
    remind_unit(movement.submission, by=reviewer_of(movement.submission))
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Reminder.objects.update(occasion="another")
