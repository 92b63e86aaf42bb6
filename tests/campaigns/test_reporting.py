"""Who reports a target, and whose figures count for it."""

import pytest

from campaigns.domain.reporting import Reporters, reporters_of, units_answering
from campaigns.domain.wording import reporters_text
from campaigns.models import Target
from tests.factories import IndicatorFactory, TargetFactory, UnitFactory
from units.enums import UnitKind
from units.models import Unit

pytestmark = pytest.mark.django_db

COMMUNE = Unit(pk=1, kind=UnitKind.COMMUNE)
DEPARTMENT = Unit(pk=2, kind=UnitKind.DEPARTMENT)
KINDS, NAMES = frozenset({UnitKind.COMMUNE}), frozenset({2})
NOBODY = frozenset()


@pytest.mark.parametrize(
    ("kinds", "unit_ids", "included"),
    [
        (NOBODY, NOBODY, [COMMUNE, DEPARTMENT]),
        (KINDS, NOBODY, [COMMUNE]),
        (NOBODY, NAMES, [DEPARTMENT]),
        (KINDS, NAMES, [COMMUNE, DEPARTMENT]),
        (frozenset({UnitKind.PROVINCE}), frozenset({9}), []),
    ],
)
def test_reporters_are_kinds_and_named_units_or_everybody(kinds, unit_ids, included):
    reporters = Reporters(kinds, unit_ids)
    assert [unit for unit in (COMMUNE, DEPARTMENT) if reporters.include(unit)] == included


def targets() -> list[Target]:
    return list(Target.objects.with_reporters())


def test_reporters_of_a_target_are_read_with_it(django_assert_num_queries):
    target = TargetFactory(reporting_kinds=[UnitKind.COMMUNE])
    units = UnitFactory.create_batch(2)
    target.reporting_units.set(units)

    with django_assert_num_queries(1):
        (read,) = targets()
        assert reporters_of(read) == Reporters(KINDS, frozenset(unit.pk for unit in units))


def test_figures_count_for_the_targets_that_ask_their_unit():
    indicator = IndicatorFactory()
    one = TargetFactory(indicator=indicator, reporting_kinds=[UnitKind.COMMUNE])
    other = TargetFactory(indicator=indicator, reporting_kinds=[UnitKind.DEPARTMENT])

    assert units_answering(targets(), [COMMUNE, DEPARTMENT]) == {one.pk: {1}, other.pk: {2}}


def test_figures_of_a_unit_that_is_asked_no_more_still_count():
    target = TargetFactory(reporting_kinds=[UnitKind.DEPARTMENT])

    assert units_answering(targets(), [COMMUNE, DEPARTMENT]) == {target.pk: {1, 2}}


@pytest.mark.parametrize(
    ("kinds", "names", "text"),
    [
        ([], [], "mọi đơn vị tham gia"),
        ([], ["UBND xã B", "UBND xã Ánh"], "UBND xã Ánh, UBND xã B"),
        (["commune"], ["Sở Y tế"], "Ủy ban nhân dân cấp xã, Sở Y tế"),
    ],
)
def test_reporters_are_told_by_kind_and_name(kinds, names, text):
    target = TargetFactory(reporting_kinds=kinds)
    target.reporting_units.set([UnitFactory(short_name=name) for name in names])

    assert reporters_text(targets()[0]) == text
