"""Setting phases and periods: what holds, what is kept, and nobody's work overwritten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.editing.schedule import (
    InvalidSchedule,
    PeriodPlan,
    PhasePlan,
    Schedule,
    schedule_facts,
    schedule_of,
    set_schedule,
)
from campaigns.domain.editing.sections import Problem
from campaigns.models import Period
from core.access.refusals import NotPermitted, ReasonMissing
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from results.domain.periods import open_period
from tests.factories import CampaignFactory, PeriodFactory, PhaseFactory, UserFactory
from tests.refusals import refused_by
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db

SPRING = PhasePlan(None, "Giai đoạn 1", date(2026, 1, 1), date(2026, 6, 30))
AUTUMN = PhasePlan(None, "Giai đoạn 2", date(2026, 7, 1), date(2026, 12, 31))
QUARTER = PeriodPlan(
    None,
    "Quý I",
    date(2025, 12, 15),
    date(2026, 3, 14),
    date(2026, 3, 15),
    date(2026, 3, 25),
    date(2026, 4, 10),
)
NEXT = PeriodPlan(
    None,
    "Quý II",
    date(2026, 3, 15),
    date(2026, 6, 14),
    date(2026, 6, 15),
    date(2026, 6, 25),
    date(2026, 7, 10),
)


@pytest.fixture
def campaign():
    return CampaignFactory()


def save(campaign, schedule, **given):
    note = {"by": officer_of(campaign), "seen": fingerprint(schedule_facts(campaign))} | given
    return set_schedule(campaign, schedule, **note)


def refusal_of(campaign, phases=(), periods=()) -> InvalidSchedule:
    with pytest.raises(InvalidSchedule) as caught:
        save(campaign, Schedule(phases, periods))
    return caught.value


def test_set_schedule_writes_phases_and_periods_in_order(campaign):
    save(campaign, Schedule([SPRING, AUTUMN], [QUARTER, NEXT]))

    assert list(campaign.phases.values_list("ordinal", "label")) == [
        (1, "Giai đoạn 1"),
        (2, "Giai đoạn 2"),
    ]
    assert list(campaign.periods.values_list("ordinal", "label", "phase__label")) == [
        (1, "Quý I", "Giai đoạn 1"),
        (2, "Quý II", "Giai đoạn 1"),
    ]


def test_set_schedule_shifts_neighbours_at_once(campaign):
    """The days of one row pass through those of the other."""
    save(campaign, Schedule([SPRING, AUTUMN], []))
    one, two = schedule_of(campaign).phases
    later = Schedule(
        [replace(one, ends_on=date(2026, 8, 31)), replace(two, starts_on=date(2026, 9, 1))], []
    )

    save(campaign, later)

    assert schedule_of(campaign) == later


def test_set_schedule_removes_what_is_left_out(campaign):
    save(campaign, Schedule([SPRING, AUTUMN], [QUARTER, NEXT]))
    kept = schedule_of(campaign)

    save(campaign, Schedule(kept.phases[1:], kept.periods[:1]))

    assert [phase.label for phase in campaign.phases.all()] == ["Giai đoạn 2"]
    assert list(campaign.periods.values_list("ordinal", "phase")) == [(1, None)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"ends_on": date(2025, 12, 31)},
            Problem(0, "ends_on", "Ngày kết thúc phải sau ngày bắt đầu."),
        ),
        (
            {"starts_on": date(2025, 12, 31)},
            Problem(0, "starts_on", "Phong trào bắt đầu ngày 01/01/2026."),
        ),
        (
            {"ends_on": date(2027, 1, 1)},
            Problem(0, "ends_on", "Phong trào kết thúc ngày 31/12/2026."),
        ),
    ],
)
def test_set_schedule_refuses_a_phase_outside_the_campaign(campaign, change, problem):
    assert refusal_of(campaign, [replace(SPRING, **change)]).phase_problems == [problem]


def test_set_schedule_names_the_phase_it_crosses(campaign):
    refusal = refusal_of(campaign, [SPRING, replace(AUTUMN, starts_on=date(2026, 6, 30))])

    assert refusal.phase_problems == [
        Problem(1, "starts_on", "Giai đoạn này trùng ngày với “Giai đoạn 1”.")
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"data_to": date(2025, 12, 14)}, "data_to"),
        ({"due_on": date(2026, 3, 14)}, "due_on"),
        ({"closes_on": date(2026, 3, 24)}, "closes_on"),
    ],
)
def test_set_schedule_refuses_days_out_of_order(campaign, change, field):
    (problem,) = refusal_of(campaign, periods=[replace(QUARTER, **change)]).problems

    assert (problem.row, problem.field) == (0, field)


def test_set_schedule_names_the_period_it_crosses(campaign):
    refusal = refusal_of(campaign, periods=[QUARTER, replace(NEXT, data_from=date(2026, 3, 14))])

    assert refusal.problems == [Problem(1, "data_from", "Số liệu kỳ này trùng ngày với “Quý I”.")]


def test_set_schedule_of_nothing_new_leaves_no_trace(campaign):
    save(campaign, Schedule([SPRING], [QUARTER]))
    entries = Entry.objects.count()

    save(campaign, schedule_of(campaign))

    assert Entry.objects.count() == entries


def test_set_schedule_is_on_the_trail_with_both_states(campaign):
    save(campaign, Schedule([SPRING], []))

    entry = Entry.objects.get(event="campaigns.changed")
    assert entry.before == {"Giai đoạn 1": ""}
    assert entry.after == {"Giai đoạn 1": "01/01/2026 – 30/06/2026"}


def test_set_schedule_does_not_overwrite_another_officer(campaign):
    seen = fingerprint(schedule_facts(campaign))
    save(campaign, Schedule([SPRING], []))

    with pytest.raises(ChangedMeanwhile):
        save(campaign, Schedule([AUTUMN], []), seen=seen)

    assert [phase.label for phase in campaign.phases.all()] == ["Giai đoạn 1"]


def test_set_schedule_by_somebody_else_is_refused(campaign):
    with pytest.raises(NotPermitted):
        save(campaign, Schedule([SPRING], []), by=UserFactory())


def test_set_schedule_after_launch_needs_a_reason():
    campaign = running_movement().campaign

    with pytest.raises(ReasonMissing):
        save(campaign, schedule_of(campaign))


def test_set_schedule_keeps_the_data_of_an_opened_period():
    campaign = running_movement().campaign
    (period,) = schedule_of(campaign).periods
    changed = Schedule([], [replace(period, data_to=period.data_to + timedelta(days=1))])

    with pytest.raises(InvalidSchedule) as caught:
        save(campaign, changed, reason="Gia hạn")

    assert caught.value.problems == [
        Problem(0, "data_to", "Kỳ đã mở nên ngày này không đổi được nữa.")
    ]


def test_set_schedule_may_put_off_the_closing_of_an_opened_period():
    campaign = running_movement().campaign
    (period,) = schedule_of(campaign).periods
    later = period.closes_on + timedelta(days=5)

    save(campaign, Schedule([], [replace(period, closes_on=later)]), reason="Gia hạn")

    assert campaign.periods.get().closes_on == later


def test_set_schedule_does_not_remove_a_period_that_a_target_asks():
    movement = planned_movement()
    movement.campaign.targets.update(code="T1")

    with pytest.raises(InvalidSchedule) as caught:
        save(movement.campaign, Schedule([], []))

    assert [problem.message for problem in caught.value.problems] == [
        "Kỳ “Quý 1” còn được hỏi ở chỉ tiêu T1."
    ]


def test_set_schedule_does_not_remove_an_opened_period():
    movement = planned_movement()
    launch_campaign(movement.campaign, by=officer_of(movement.campaign))
    open_period(movement.period)

    with pytest.raises(InvalidSchedule) as caught:
        save(movement.campaign, Schedule([], []), reason="Bỏ kỳ")

    assert [problem.message for problem in caught.value.problems] == [
        "Kỳ “Quý 1” đã mở nên không bỏ được."
    ]


def test_the_database_refuses_crossing_phases_at_once():
    """The constraints can be put off and are not, unless a verb asks for it."""
    phase = PhaseFactory()
    with refused_by("phases_apart"):
        PhaseFactory(campaign=phase.campaign, ordinal=2)


def test_the_database_refuses_two_periods_at_an_ordinal():
    period = PeriodFactory()
    with refused_by("one_period_at_an_ordinal"):
        Period.objects.create(
            campaign=period.campaign,
            ordinal=1,
            label="Quý II",
            **{
                name: getattr(NEXT, name)
                for name in ("data_from", "data_to", "opens_on", "due_on", "closes_on")
            },
        )
