"""Figures in columns that can be added: the roll-up from units to their superiors.

Every measure is laid into the same columns, so that every total is a sum of columns and a
percentage is only ever the sum of parts over the sum of wholes, never a mean of percentages:

| measure   | columns                                                                        |
| --------- | ------------------------------------------------------------------------------ |
| ratio     | part and whole; or percent alone where absolute numbers may not be stated      |
| graded    | grades, best first: how many reached each; the whole is their sum              |
| count     | part                                                                           |
| grade     | grades, one-hot: 1 at the grade of the unit                                    |
| done      | part 0 or 1 of whole 1                                                         |
| statement | none; the coverage alone                                                       |

Signed adjustments of a superior, each with its reason elsewhere, are tallies with empty coverage
whose columns may be negative.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

GRADE_COLUMNS = 6
NO_GRADES = (Decimal(0),) * GRADE_COLUMNS


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many units answered, and how.

    With a value; with "không phát sinh"; with "báo cáo riêng theo chế độ mật", of which no content
    is kept; or not at all: missing units owe a figure that has not been accepted. Of the values
    some are estimates (ước thực hiện) until the actual figures replace them.
    """

    valued: int = 0
    none_arisen: int = 0
    separate: int = 0
    missing: int = 0
    estimated: int = 0

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            valued=self.valued + other.valued,
            none_arisen=self.none_arisen + other.none_arisen,
            separate=self.separate + other.separate,
            missing=self.missing + other.missing,
            estimated=self.estimated + other.estimated,
        )

    def __neg__(self) -> "Coverage":
        counts = (self.valued, self.none_arisen, self.separate, self.missing, self.estimated)
        return Coverage(*(-count for count in counts))

    @property
    def reported(self) -> int:
        return self.valued + self.none_arisen + self.separate

    @property
    def asked(self) -> int:
        return self.reported + self.missing

    @property
    def is_complete(self) -> bool:
        return self.missing == 0


VALUED = Coverage(valued=1)
ESTIMATED = Coverage(valued=1, estimated=1)
NONE_ARISEN = Coverage(none_arisen=1)
SEPARATE = Coverage(separate=1)
MISSING = Coverage(missing=1)


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one indicator for one unit or for many.

    None is "not stated" and differs from zero; of grades, all zeros state nothing. Tallies form
    a commutative monoid under addition with Tally() as its neutral element. A percent without
    absolute numbers cannot be summed: it stands only while the tally covers a single unit.
    """

    part: Decimal | None = None
    whole: Decimal | None = None
    grades: tuple[Decimal, ...] = NO_GRADES
    percent: Decimal | None = None
    coverage: Coverage = Coverage()

    def __post_init__(self) -> None:
        if len(self.grades) != GRADE_COLUMNS:
            raise ValueError(f"A tally has {GRADE_COLUMNS} columns of grades.")
        if self.percent is not None and self.coverage.asked != 1:
            raise ValueError("A percent without part and whole belongs to exactly one unit.")

    def __add__(self, other: "Tally") -> "Tally":
        coverage = self.coverage + other.coverage
        return Tally(
            part=add_stated(self.part, other.part),
            whole=add_stated(self.whole, other.whole),
            grades=add_grades(self.grades, other.grades),
            percent=add_stated(self.percent, other.percent) if coverage.asked == 1 else None,
            coverage=coverage,
        )

    def __neg__(self) -> "Tally":
        """What takes the tally out of a sum again; a percent was never part of one."""
        return Tally(
            part=None if self.part is None else -self.part,
            whole=None if self.whole is None else -self.whole,
            grades=tuple(-grade for grade in self.grades) if self.has_grades else NO_GRADES,
            coverage=-self.coverage,
        )

    @property
    def has_grades(self) -> bool:
        return any(self.grades)


def add_stated(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """Add two columns of which either may be unstated."""
    if one is None or other is None:
        return other if one is None else one
    return one + other


def add_grades(*rows: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Add grades column by column. Most indicators have none, so none costs nothing."""
    rows = tuple(row for row in rows if row is not NO_GRADES)
    if not rows:
        return NO_GRADES
    return tuple(sum(column, start=Decimal(0)) for column in zip(*rows, strict=True))


def roll_up(tallies: Iterable[Tally]) -> Tally:
    """Total the tallies of units, of totals of units, and of adjustments, in any order."""
    return sum(tallies, start=Tally())


def one_hot(position: int) -> tuple[Decimal, ...]:
    """Lay a single grade into the columns; position 1 is the best grade of the scale."""
    if not 1 <= position <= GRADE_COLUMNS:
        raise ValueError(f"A grade stands between 1 and {GRADE_COLUMNS}, not at {position}.")
    return tuple(Decimal(column == position) for column in range(1, GRADE_COLUMNS + 1))
