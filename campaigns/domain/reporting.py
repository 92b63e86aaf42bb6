"""Who reports a target: every unit that takes part, or some kinds of units, or units by name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.models import Target
from units.models import Unit


@dataclass(frozen=True)
class Reporters:
    """Kinds of units, and units by name beside them; where neither is given, everybody."""

    kinds: frozenset[str]
    unit_ids: frozenset[int]

    def include(self, unit: Unit) -> bool:
        """Whether the unit, if it takes part, reports the target."""
        is_everybody = not (self.kinds or self.unit_ids)
        return is_everybody or unit.kind in self.kinds or unit.pk in self.unit_ids


def reporters_of(target: Target) -> Reporters:
    """Of a target read with_reporter_keys()."""
    return Reporters(frozenset(target.reporting_kinds), frozenset(target.named_unit_ids))


def units_answering(targets: Iterable[Target], units: Iterable[Unit]) -> dict[int, set[int]]:
    """Whose figures count for which of the targets of one indicator, by the targets' keys.

    A unit that was asked, and by an amendment reports none of them any more, still counts for all:
    its figures are not lost.
    """
    reporters = {target.pk: reporters_of(target) for target in targets}
    answering = defaultdict(set)
    for unit in units:
        asked = [key for key, each in reporters.items() if each.include(unit)]
        for key in asked or reporters:
            answering[key].add(unit.pk)
    return answering
