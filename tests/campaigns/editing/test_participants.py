"""Choosing who takes part, and under whom."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from campaigns.domain.editing.participants import (
    candidates_of,
    participant_facts,
    set_participants,
)
from campaigns.enums import Tree
from core.access.seen import ChangedMeanwhile, fingerprint
from tests.factories import CampaignFactory, UnitFactory
from tests.workflows import officer_of, running_movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def region(campaign):
    return UnitFactory(command_parent=campaign.managing_unit)


@pytest.fixture
def commune(campaign, region):
    return UnitFactory(administrative_parent=campaign.managing_unit, command_parent=region)


def save(campaign, units, tree=Tree.COMMAND, **given):
    note = {"by": officer_of(campaign), "seen": fingerprint(participant_facts(campaign))} | given
    return set_participants(campaign, {unit.pk for unit in units}, tree=tree, **note)


def superiors(campaign) -> dict:
    rows = campaign.participations.select_related("unit", "superior")
    return {row.unit: row.superior for row in rows}


@pytest.mark.parametrize("tree", Tree)
def test_set_participants_finds_the_superior_by_the_chosen_tree(campaign, region, commune, tree):
    save(campaign, [region, commune], tree)

    root = campaign.managing_unit
    nearest = region if tree == Tree.COMMAND else root
    assert superiors(campaign) == {root: None, region: root, commune: nearest}


def test_set_participants_passes_over_who_does_not_take_part(campaign, region, commune):
    save(campaign, [commune])

    root = campaign.managing_unit
    assert superiors(campaign) == {root: None, commune: root}


def test_set_participants_leaves_foreign_units_out(campaign, commune):
    save(campaign, [commune, UnitFactory()])

    assert set(superiors(campaign)) == {campaign.managing_unit, commune}


def test_set_participants_ends_with_the_unit(campaign, commune):
    commune.valid_to = date(2026, 6, 30)
    commune.save()

    save(campaign, [commune])

    assert campaign.participations.get(unit=commune).valid_to == date(2026, 6, 30)


def test_candidates_do_not_include_units_that_ended_before(campaign, commune):
    commune.valid_to = campaign.starts_on - timedelta(days=1)
    commune.save()

    assert commune not in candidates_of(campaign)


def test_set_participants_does_not_overwrite_another_officer(campaign, region, commune):
    seen = fingerprint(participant_facts(campaign))
    save(campaign, [commune])

    with pytest.raises(ChangedMeanwhile):
        save(campaign, [region], seen=seen)


def test_set_participants_after_launch_ends_who_leaves():
    movement = running_movement()
    staying = [movement.superior, movement.unit, movement.subordinate]

    save(movement.campaign, staying, reason="Đơn vị xin thôi")

    row = movement.campaign.participations.get(unit=movement.sibling)
    assert row.valid_to == timezone.localdate() - timedelta(days=1)


def test_set_participants_after_launch_lets_a_unit_join_today():
    movement = running_movement()
    newcomer = UnitFactory(command_parent=movement.superior)
    units = [row.unit for row in movement.campaign.participations.all()]

    save(movement.campaign, [*units, newcomer], reason="Đơn vị mới thành lập")

    row = movement.campaign.participations.get(unit=newcomer)
    assert (row.superior, row.valid_from) == (movement.superior, timezone.localdate())
