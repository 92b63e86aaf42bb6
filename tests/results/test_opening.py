"""Opening a period: one submission for every unit taking part, under whom as things stand."""

from datetime import date

import pytest
from django.db import transaction

from campaigns.domain.campaigns import close_campaign, launch_campaign
from campaigns.models import Participation, Period
from core.audit.models import Entry
from results.domain.periods import CircularReporting, NotRunning, open_period
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Revision, Submission
from tests.factories import IndicatorFactory, ParticipationFactory, TargetFactory, UnitFactory
from tests.workflows import officer_of, planned_movement, running_movement, submission_at
from units.enums import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    return running_movement()


def test_open_makes_one_submission_for_every_unit_taking_part(movement):
    units = list(movement.period.submissions.values_list("unit", flat=True).order_by("unit"))
    assert units == [
        unit.pk
        for unit in (
            movement.root,
            movement.superior,
            movement.unit,
            movement.sibling,
            movement.subordinate,
        )
    ]


def test_open_fixes_superior_and_lineage(movement):
    submission = movement.submission_of(movement.subordinate)
    assert (submission.superior, submission.lineage) == (
        movement.unit,
        [movement.root.pk, movement.superior.pk, movement.unit.pk, movement.subordinate.pk],
    )


def test_open_makes_the_root_of_its_own_lineage(movement):
    root = movement.submission_of(movement.root)
    assert (root.is_root, root.lineage) == (True, [movement.root.pk])


def test_open_takes_the_due_day_of_the_period(movement):
    assert movement.submission.due_on == movement.period.due_on


def test_open_gives_revision_one_of_the_version_in_force(movement):
    revision = movement.submission.current_revision
    assert (revision.number, revision.version) == (1, movement.campaign.versions.get())


def test_open_asks_each_indicator_once_however_many_targets_ask_it():
    indicator = IndicatorFactory()
    movement = running_movement(indicator, indicator, IndicatorFactory())
    answers = movement.submission.current_revision.figures.values_list("answer", flat=True)
    assert list(answers) == [AnswerKind.MISSING, AnswerKind.MISSING]


def test_open_asks_only_the_kinds_of_units_that_report():
    movement = planned_movement()
    everybody = movement.campaign.targets.get()
    commune_only = TargetFactory(
        campaign=movement.campaign,
        area=movement.campaign.areas.get(),
        asked_in=[movement.period],
        reporting_kinds=[UnitKind.COMMUNE],
    )
    _launch_and_open(movement)
    assert _asked_of(movement, movement.superior) == {everybody.indicator_id}
    assert _asked_of(movement, movement.unit) == {
        everybody.indicator_id,
        commune_only.indicator_id,
    }


def test_open_asks_the_units_that_a_target_names():
    movement = planned_movement()
    movement.campaign.targets.get().reporting_units.add(movement.unit)
    _launch_and_open(movement)
    assert [len(_asked_of(movement, unit)) for unit in (movement.unit, movement.sibling)] == [1, 0]


def test_open_asks_named_units_beside_the_kinds():
    movement = planned_movement()
    movement.campaign.targets.update(reporting_kinds=[UnitKind.PROVINCE])
    movement.campaign.targets.get().reporting_units.add(movement.unit)
    _launch_and_open(movement)
    asked = [
        unit
        for unit in (movement.root, movement.superior, movement.unit, movement.sibling)
        if _asked_of(movement, unit)
    ]
    assert asked == [movement.root, movement.unit]


def test_open_asks_nothing_that_is_asked_in_another_period(movement):
    later = movement.later_period()
    target = TargetFactory(
        campaign=movement.campaign, area=movement.campaign.areas.get(), asked_in=[later]
    )
    open_period(later)
    asked = Revision.objects.filter(figures__indicator=target.indicator)
    assert set(asked.values_list("submission__period", flat=True)) == {later.pk}


def test_open_marks_the_period(movement):
    assert Period.objects.get(pk=movement.period.pk).opened_at is not None


def test_open_is_recorded_as_the_programs_own_act(movement):
    entry = Entry.objects.get(event="campaigns.period_opened")
    assert (entry.actor_id, entry.actor_name, entry.subject_id, entry.unit_id) == (
        None,
        "Hệ thống",
        movement.period.pk,
        movement.root.pk,
    )


def test_open_rolled_back_leaves_no_trace(movement):
    later = movement.later_period()
    with transaction.atomic():
        open_period(later)
        transaction.set_rollback(True)
    assert later.submissions.count() == 0
    assert Entry.objects.filter(event="campaigns.period_opened").count() == 1


def test_open_twice_makes_nothing_new(movement):
    assert open_period(movement.period) == []


def test_open_twice_is_recorded_once(movement):
    open_period(movement.period)
    assert Entry.objects.filter(event="campaigns.period_opened").count() == 1


def test_open_again_makes_the_submission_of_a_unit_that_came_later(movement):
    late = UnitFactory()
    ParticipationFactory(campaign=movement.campaign, unit=late, superior=movement.superior)
    [made] = open_period(movement.period)
    assert (made.unit, made.lineage) == (late, [movement.root.pk, movement.superior.pk, late.pk])


def test_open_again_leaves_the_others_as_they_are(movement):
    accepted = submission_at(State.ACCEPTED, movement)
    ParticipationFactory(campaign=movement.campaign, superior=movement.superior)
    open_period(movement.period)
    assert movement.submission.accepted_revision == accepted.accepted_revision


@pytest.mark.parametrize(
    "dates",
    [
        {"valid_to": date(2026, 3, 26)},
        {"valid_from": date(2026, 3, 28)},
    ],
    ids=["left before the last day", "came after the last day"],
)
def test_open_asks_nobody_who_takes_no_part_on_the_last_day(dates):
    movement = planned_movement()
    absent = ParticipationFactory(campaign=movement.campaign, superior=movement.root, **dates)
    assert movement.period.data_to == date(2026, 3, 27)
    _launch_and_open(movement)
    assert Submission.objects.filter(unit=absent.unit).count() == 0


def test_later_reorganisation_moves_no_lineage(movement):
    Participation.objects.filter(unit=movement.unit).update(superior=movement.root)
    open_period(movement.period)
    assert movement.submission.lineage == [
        movement.root.pk,
        movement.superior.pk,
        movement.unit.pk,
    ]


def test_later_reorganisation_counts_from_the_next_period(movement):
    Participation.objects.filter(unit=movement.unit).update(superior=movement.root)
    later = movement.later_period()
    open_period(later)
    assert later.submissions.get(unit=movement.unit).lineage == [
        movement.root.pk,
        movement.unit.pk,
    ]


def test_open_before_the_launch_is_refused():
    with pytest.raises(NotRunning):
        open_period(planned_movement().period)


def test_open_after_the_close_is_refused(movement):
    later = movement.later_period()
    close_campaign(movement.campaign, by=officer_of(movement.campaign))
    with pytest.raises(NotRunning):
        open_period(later)


def test_open_where_units_report_in_a_circle_is_refused(movement):
    later = movement.later_period()
    Participation.objects.filter(unit=movement.superior).update(superior=movement.unit)
    with pytest.raises(CircularReporting):
        open_period(later)


@pytest.mark.parametrize(("opens_on", "due"), [(date(2026, 4, 1), True), (date(2026, 4, 2), False)])
def test_periods_to_open_are_those_whose_day_has_come(movement, opens_on, due):
    later = movement.later_period()
    Period.objects.filter(pk=later.pk).update(opens_on=opens_on)
    assert (later in Period.objects.to_open(date(2026, 4, 1))) == due


def test_periods_to_open_leave_out_the_opened(movement):
    assert list(Period.objects.to_open(date(2026, 4, 1))) == []


def test_periods_to_open_leave_out_drafts():
    planned_movement()
    assert list(Period.objects.to_open(date(2026, 4, 1))) == []


def _launch_and_open(movement):
    launch_campaign(movement.campaign, by=officer_of(movement.campaign))
    open_period(movement.period)


def _asked_of(movement, unit) -> set[int]:
    figures = movement.submission_of(unit).current_revision.figures
    return set(figures.values_list("indicator", flat=True))
