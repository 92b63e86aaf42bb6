"""Setting when a campaign runs and reports: all phases and periods of it in one act."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from itertools import combinations

from django.db import transaction

from campaigns.domain.editing.sections import (
    InvalidPlan,
    Problem,
    finish_editing,
    open_for_editing,
    put_off,
)
from campaigns.models import Campaign, Period, Phase
from core.access.seen import check_unchanged
from core.vietnamese.dates import short_date

OF_SEVERAL_ROWS = (
    "one_phase_at_an_ordinal",
    "phases_apart",
    "one_period_at_an_ordinal",
    "periods_apart",
)


@dataclass(frozen=True)
class PhasePlan:
    """A phase as it is to be; without a key it is a new one."""

    pk: int | None
    label: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class PeriodPlan:
    """A period as it is to be; without a key it is a new one. The phase follows from the days."""

    pk: int | None
    label: str
    data_from: date
    data_to: date
    opens_on: date
    due_on: date
    closes_on: date


@dataclass(frozen=True)
class Schedule:
    """The phases and the periods, each in their order."""

    phases: Sequence[PhasePlan]
    periods: Sequence[PeriodPlan]


class InvalidSchedule(InvalidPlan):
    """`problems` are those of the periods, `phase_problems` those of the phases."""

    def __init__(self, problems: Sequence[Problem], phase_problems: Sequence[Problem]):
        self.phase_problems = phase_problems
        super().__init__(problems)


def schedule_of(campaign: Campaign) -> Schedule:
    return Schedule(
        [_plan_of(PhasePlan, phase) for phase in campaign.phases.all()],
        [_plan_of(PeriodPlan, period) for period in campaign.periods.all()],
    )


def schedule_facts(campaign: Campaign) -> dict:
    """The schedule as plain facts, for its fingerprint."""
    return asdict(schedule_of(campaign))


@transaction.atomic
def set_schedule(
    campaign: Campaign, schedule: Schedule, *, by, seen: str, reason: str = ""
) -> Campaign:
    """Makes phases and periods what `schedule` says; those it leaves out are removed.

    An opened period keeps its data window and its opening day and cannot be removed; its due and
    closing days may still be put off. Raises NotPermitted, CampaignClosed, ReasonMissing,
    ChangedMeanwhile, InvalidSchedule.
    """
    campaign = open_for_editing(campaign, by=by, reason=reason)
    check_unchanged(schedule_facts(campaign), seen)
    before = _words(campaign)
    periods = {period.pk: period for period in campaign.periods.all()}
    _check(campaign, schedule, periods)
    stored_phases = {phase.pk: phase for phase in campaign.phases.all()}
    with put_off(*OF_SEVERAL_ROWS):
        phases = _write(campaign, Phase, schedule.phases, stored_phases)
        rows = _write(campaign, Period, schedule.periods, periods)
        for period in rows:
            period.phase = _phase_of(period, phases)
            period.save(update_fields=["phase"])
        _remove(campaign.periods.exclude(pk__in=[row.pk for row in rows]))
        _remove(campaign.phases.exclude(pk__in=[row.pk for row in phases]))
    return finish_editing(campaign, before=before, after=_words(campaign), by=by, reason=reason)


def _words(campaign: Campaign) -> dict[str, str]:
    """The days of each phase and period, for the trail."""
    phases = {
        phase.label: f"{short_date(phase.starts_on)} – {short_date(phase.ends_on)}"
        for phase in campaign.phases.all()
    }
    return phases | {period.label: _period_words(period) for period in campaign.periods.all()}


def _period_words(period: Period) -> str:
    return (
        f"số liệu {short_date(period.data_from)} – {short_date(period.data_to)}, "
        f"mở {short_date(period.opens_on)}, hạn {short_date(period.due_on)}, "
        f"khóa {short_date(period.closes_on)}"
    )


def _plan_of(kind: type, row):
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})


def _write(campaign: Campaign, model: type, plans: Sequence, stored: dict) -> list:
    rows = []
    for ordinal, plan in enumerate(plans, start=1):
        row = stored.get(plan.pk) or model(campaign=campaign)
        for field in fields(plan):
            if field.name != "pk":
                setattr(row, field.name, getattr(plan, field.name))
        row.ordinal = ordinal
        row.save()
        rows.append(row)
    return rows


def _phase_of(period: Period, phases: Sequence[Phase]) -> Phase | None:
    """The phase in which the period's data end: a window may begin in the one before."""
    return next(
        (phase for phase in phases if phase.starts_on <= period.data_to <= phase.ends_on), None
    )


def _remove(rows) -> None:
    for row in rows:
        row.delete()


def _check(campaign: Campaign, schedule: Schedule, stored: dict[int, Period]) -> None:
    phases = [*_phase_order(campaign, schedule.phases), *_phases_crossing(schedule.phases)]
    periods = [
        *_period_order(schedule.periods),
        *_periods_crossing(schedule.periods),
        *_opened_kept(schedule.periods, stored),
        *_asked_kept(schedule.periods, stored),
    ]
    if phases or periods:
        raise InvalidSchedule(periods, phases)


def _phase_order(campaign: Campaign, phases: Sequence[PhasePlan]) -> Iterator[Problem]:
    for row, phase in enumerate(phases):
        if phase.ends_on < phase.starts_on:
            yield Problem(row, "ends_on", "Ngày kết thúc phải sau ngày bắt đầu.")
        elif phase.starts_on < campaign.starts_on:
            yield Problem(
                row, "starts_on", f"Phong trào bắt đầu ngày {short_date(campaign.starts_on)}."
            )
        elif phase.ends_on > campaign.ends_on:
            yield Problem(
                row, "ends_on", f"Phong trào kết thúc ngày {short_date(campaign.ends_on)}."
            )


def _phases_crossing(phases: Sequence[PhasePlan]) -> Iterator[Problem]:
    for (_, one), (row, other) in combinations(enumerate(phases), 2):
        if one.starts_on <= other.ends_on and other.starts_on <= one.ends_on:
            yield Problem(row, "starts_on", f"Giai đoạn này trùng ngày với “{one.label}”.")


def _period_order(periods: Sequence[PeriodPlan]) -> Iterator[Problem]:
    for row, period in enumerate(periods):
        if period.data_to < period.data_from:
            yield Problem(row, "data_to", "Ngày chốt số liệu phải sau ngày bắt đầu lấy số liệu.")
        if period.due_on < period.opens_on:
            yield Problem(row, "due_on", "Hạn gửi phải sau ngày mở nhập liệu.")
        if period.closes_on < period.due_on:
            yield Problem(row, "closes_on", "Ngày khóa sổ phải sau hạn gửi.")


def _periods_crossing(periods: Sequence[PeriodPlan]) -> Iterator[Problem]:
    for (_, one), (row, other) in combinations(enumerate(periods), 2):
        if one.data_from <= other.data_to and other.data_from <= one.data_to:
            yield Problem(row, "data_from", f"Số liệu kỳ này trùng ngày với “{one.label}”.")
        elif other.data_to < one.data_from:
            yield Problem(row, "data_from", f"Kỳ này phải đứng trước “{one.label}”.")


def _opened_kept(periods: Sequence[PeriodPlan], stored: dict[int, Period]) -> Iterator[Problem]:
    for row, plan in enumerate(periods):
        period = stored.get(plan.pk)
        for name in ("data_from", "data_to", "opens_on"):
            if period and period.opened_at and getattr(plan, name) != getattr(period, name):
                yield Problem(row, name, "Kỳ đã mở nên ngày này không đổi được nữa.")


def _asked_kept(periods: Sequence[PeriodPlan], stored: dict[int, Period]) -> Iterator[Problem]:
    """A period that was opened, or that a target still names, cannot be taken away."""
    kept = {plan.pk for plan in periods}
    last = max(len(periods) - 1, 0)
    for period in (row for key, row in stored.items() if key not in kept):
        if period.opened_at:
            yield Problem(last, "", f"Kỳ “{period.label}” đã mở nên không bỏ được.")
        elif asking := period.targets.values_list("code", flat=True):
            codes = ", ".join(asking)
            yield Problem(last, "", f"Kỳ “{period.label}” còn được hỏi ở chỉ tiêu {codes}.")
