"""The same sum over the province in both trees across 1 July 2025.

Before it communes stand under districts and district commands, after it directly under the
province and its command; some were merged, some divided, some kept their name.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.editing.participants import participant_facts, set_participants
from campaigns.enums import CombinationRule as Combine
from campaigns.enums import Tree
from campaigns.models import Campaign
from core.access.seen import fingerprint
from reports.domain.collect import collect
from reports.domain.table import rules_of
from reports.domain.totals import Rules, total_of
from results.arithmetic.tally import VALUED, Tally, roll_up
from results.domain.periods import open_period
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Figure, Revision, Submission
from tests.factories import (
    CampaignFactory,
    ContentAreaFactory,
    CriterionFactory,
    IndicatorFactory,
    PeriodFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)
from units.domain.effects import effect_of_dissolution, effect_of_move
from units.domain.reorganisation import dissolve_unit
from units.domain.units import move_unit
from units.enums import UnitKind

LAST_DAY, NEXT_DAY = date(2025, 6, 30), date(2025, 7, 1)
LONG_AGO = date(2020, 1, 1)
REASON = "Theo Nghị quyết số 1677/NQ-UBTVQH15 ngày 16/6/2025."
MERGED, DIVIDED, KEPT = "merged", "divided", "kept"
AMOUNTS = st.integers(min_value=0, max_value=10_000)


@dataclass(frozen=True)
class Commune:
    """In which district and under which district command it stood, and what became of it."""

    district: int
    command: int
    fate: str
    into: int
    before: int
    after: int


COMMUNES = st.lists(
    st.builds(
        Commune,
        district=st.integers(0, 2),
        command=st.integers(0, 1),
        fate=st.sampled_from([MERGED, DIVIDED, KEPT]),
        into=st.integers(0, 2),
        before=AMOUNTS,
        after=AMOUNTS,
    ),
    min_size=1,
    max_size=6,
)


def heirs_of(communes) -> dict[int, set[str]]:
    """Merged into one of three new ones, divided into two, or going on."""
    fates = {MERGED: lambda one: {f"new {one.into}"}, DIVIDED: lambda one: {"new 0", "new 1"}}
    return {
        number: fates[one.fate](one) for number, one in enumerate(communes) if one.fate in fates
    }


def histories_of(communes, stated) -> dict:
    """Each old commune in the first period, and in the second whoever is there then."""
    heirs = heirs_of(communes)
    histories = {number: {1: stated(one.before)} for number, one in enumerate(communes)}
    for number, one in enumerate(communes):
        for unit in sorted(heirs.get(number, {number}), key=str):
            histories.setdefault(unit, {})[2] = stated(one.after)
    return histories


def part(amount) -> Tally:
    return Tally(part=Decimal(amount), coverage=VALUED)


def whole(amount) -> Tally:
    return Tally(part=Decimal(0), whole=Decimal(amount), coverage=VALUED)


def plain_sum(histories, *periods) -> Decimal:
    stated = (history.get(number) for history in histories.values() for number in periods)
    return sum((tally.part for tally in stated if tally), start=Decimal(0))


@given(COMMUNES)
def test_sum_over_districts_is_that_over_commands_and_the_plain_one(communes):
    histories = histories_of(communes, part)
    adding = Rules(Combine.ADDS, Combine.ADDS)
    by_tree = []
    for tree in ("district", "command"):
        branches: dict = {}
        for unit, history in histories.items():
            above = getattr(communes[unit], tree) if isinstance(unit, int) else "province"
            branches.setdefault(above, {})[unit] = history
        totals = [total_of(branch, adding, 2, heirs_of(communes)) for branch in branches.values()]
        by_tree.append(roll_up(total.to_date for total in totals).part)

    assert by_tree == [plain_sum(histories, 1, 2)] * 2


@given(COMMUNES)
def test_stock_is_that_of_the_last_period_in_which_everybody_stated_it(communes):
    """Militia of old communes are not counted again with those of their successors."""
    histories = histories_of(communes, part)
    latest = Rules(Combine.LATEST, Combine.LATEST)
    together = total_of(histories, latest, 2, heirs_of(communes))

    assert together.to_date.part == plain_sum(histories, 2)


def test_unit_counted_with_its_successor_would_be_caught():
    """Without knowing who succeeded whom, a merged commune's militia count twice."""
    histories = {0: {1: part(30)}, 1: {1: part(20)}, "new": {2: part(50)}}
    latest = Rules(Combine.LATEST, Combine.LATEST)

    assert total_of(histories, latest, 2, {0: {"new"}, 1: {"new"}}).to_date.part == 50
    assert total_of(histories, latest, 2, heirs={}).to_date.part == 100


class ReorganisedProvince:
    """The same province in two campaigns, one by each tree, taken across 1 July by the verbs."""

    def __init__(self, communes: list[Commune], *indicators):
        self.top = UnitFactory(kind=UnitKind.PROVINCE)
        self.command = UnitFactory(kind=UnitKind.PROVINCIAL_COMMAND, administrative_parent=self.top)
        self.by = UserFactory(
            grants=[(Role.ADMINISTRATOR, self.top), (Role.CAMPAIGN_OFFICER, self.top)]
        )
        self.districts = [self._district() for _ in range(3)]
        self.commands = [self._district_command() for _ in range(2)]
        self.communes = [
            UnitFactory(
                administrative_parent=self.districts[one.district],
                command_parent=self.commands[one.command],
            )
            for one in communes
        ]
        self.indicators = indicators or [IndicatorFactory()]
        self.campaigns = [self._campaign(tree) for tree in Tree]

    def _district(self):
        return UnitFactory(kind=UnitKind.DISTRICT, administrative_parent=self.top)

    def _district_command(self):
        return UnitFactory(
            kind=UnitKind.DISTRICT_COMMAND,
            administrative_parent=self.top,
            command_parent=self.command,
        )

    def _campaign(self, tree: Tree) -> Campaign:
        campaign = CampaignFactory(
            managing_unit=self.top, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31)
        )
        days = [(date(2025, 4, 1), LAST_DAY), (NEXT_DAY, date(2025, 9, 30))]
        periods = [
            PeriodFactory(campaign=campaign, ordinal=number, data_from=first, data_to=last)
            for number, (first, last) in enumerate(days, start=1)
        ]
        area = ContentAreaFactory(campaign=campaign)
        for indicator in self.indicators:
            target = TargetFactory(
                campaign=campaign,
                area=area,
                indicator=indicator,
                reporting_kinds=[UnitKind.COMMUNE],
                asked_in=periods,
            )
            CriterionFactory(target=target)
        units = [self.command, *self.districts, *self.commands, *self.communes]
        set_participants(
            campaign,
            [unit.pk for unit in units],
            tree=tree,
            by=self.by,
            seen=fingerprint(participant_facts(campaign)),
        )
        return launch_campaign(campaign, by=self.by)

    def report(self, ordinal: int, amount_of) -> None:
        """Opens the period and accepts what every commune states."""
        for campaign in self.campaigns:
            open_period(campaign.periods.get(ordinal=ordinal))
            owed = campaign.submissions.filter(period__ordinal=ordinal, state=State.OPEN)
            for submission in owed.filter(unit__kind=UnitKind.COMMUNE):
                accept_figure(submission, amount_of(submission.unit), by=self.by)

    def reorganise(self, communes: list[Commune]) -> set:
        """The communes that are there afterwards."""
        living: set = set()
        new = [
            UnitFactory(
                administrative_parent=self.top, command_parent=self.command, valid_from=NEXT_DAY
            )
            for _ in range(3)
        ]
        fates = {MERGED: lambda one: [new[one.into]], DIVIDED: lambda one: new[:2]}
        for unit, one in zip(self.communes, communes, strict=True):
            if one.fate == KEPT:
                self._move(unit)
                living.add(unit)
            else:
                self._dissolve(unit, fates[one.fate](one))
                living.update(fates[one.fate](one))
        for ended in (*self.commands, *self.districts):
            self._dissolve(ended, [])
        return living

    def _move(self, unit) -> None:
        parents = {"administrative_parent": self.top, "command_parent": self.command}
        agreed = effect_of_move(unit, parents, by=self.by).digest
        move_unit(unit, **parents, reason=REASON, agreed=agreed, by=self.by)

    def _dissolve(self, unit, successors) -> None:
        unit.refresh_from_db()
        ending = {"last_day": LAST_DAY, "successors": successors, "by": self.by}
        agreed = effect_of_dissolution([unit], **ending).digest
        dissolve_unit(unit, **ending, reason=REASON, agreed=agreed)

    def totals(self) -> list[Decimal]:
        """Of the year to date, by each tree, as a report of the province adds them up."""
        return [self._total(campaign) for campaign in self.campaigns]

    def _total(self, campaign: Campaign) -> Decimal:
        collected = collect(self.root_of(campaign, 2))
        [indicator] = self.indicators
        histories = collected.histories[indicator.pk]
        return total_of(histories, rules_of(indicator), 2, collected.heirs).to_date.part

    def root_of(self, campaign: Campaign, ordinal: int) -> Submission:
        rows = Submission.objects.with_lock_context().filter(campaign=campaign, unit=self.top)
        return rows.get(period__ordinal=ordinal)

    def plain_sums(self) -> list[Decimal]:
        """Of all accepted figures, whoever stated them."""
        accepted = Figure.objects.filter(revision__accepted_for__isnull=False)
        return [
            accepted.filter(period__campaign=campaign).aggregate(sum=Sum("part"))["sum"]
            for campaign in self.campaigns
        ]


def accept_figure(submission: Submission, amount: int, *, by) -> None:
    """As the verbs leave it; they are tested elsewhere, and here there are many."""
    revision = Revision.objects.filter(pk=submission.current_revision_id)
    Figure.objects.filter(revision__in=revision).update(answer=AnswerKind.VALUE, part=amount)
    now = timezone.now()
    revision.update(submitted_at=now, submitted_by=by)
    revision.update(accepted_at=now, accepted_by=by)
    Submission.objects.filter(pk=submission.pk).update(
        state=State.ACCEPTED, accepted_revision=F("current_revision")
    )


@contextmanager
def forgotten():
    """One example leaves nothing for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def across(communes: list[Commune]) -> tuple[ReorganisedProvince, int]:
    """The province after both periods, and what its communes stated, each once."""
    province = ReorganisedProvince(communes)
    amounts = dict(zip(province.communes, communes, strict=True))
    province.report(1, lambda unit: amounts[unit].before)
    living = province.reorganise(communes)
    province.report(2, lambda unit: unit.pk % 997)
    before = sum(one.before for one in communes)
    return province, before + sum(unit.pk % 997 for unit in living)


@pytest.mark.django_db
@settings(max_examples=8, deadline=None)
@given(COMMUNES)
def test_province_adds_up_to_the_same_in_both_trees_across_the_reorganisation(communes):
    with forgotten():
        province, stated = across(communes)

        assert (province.totals(), province.plain_sums()) == ([stated] * 2, [stated] * 2)


@pytest.mark.django_db
def test_unit_that_reported_beside_its_successor_would_be_caught():
    """As when a dissolved unit went on taking part: its figure would count a second time."""
    province, stated = across([Commune(0, 0, MERGED, 0, before=30, after=0)])
    [ended] = province.communes
    for campaign in province.campaigns:
        rows = campaign.participations.filter(unit=ended)
        rows.update(valid_to=None, superior=province.top)
    province.report(2, lambda unit: 30)

    assert province.totals() == [stated + 30] * 2
