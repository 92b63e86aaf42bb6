"""How far rights go: down from a unit by both trees, and back to the units it succeeded."""

from collections.abc import Iterable

from django.db.models.expressions import RawSQL
from django.utils import timezone

# The rights of a dissolved unit pass to its named successors; a unit that gave away a part and
# lives on keeps its own.
PASSED_ON = """
    SELECT succession.successor_id, succession.predecessor_id
    FROM units_succession succession
    JOIN units_unit dissolved ON dissolved.id = succession.predecessor_id
    WHERE succession.effective_on <= %s AND dissolved.valid_to < %s
"""

# From a unit down to its subordinates by either tree, and back to the units it succeeded.
EDGES = f"""
    SELECT administrative_parent_id AS parent, id AS child FROM units_unit
    UNION ALL SELECT command_parent_id, id FROM units_unit
    UNION ALL {PASSED_ON}
"""  # noqa: S608 - made of constants

REACH = f"""
WITH RECURSIVE reach(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT edge.child FROM reach JOIN ({EDGES}) edge ON edge.parent = reach.id
)
SELECT id FROM reach
"""  # noqa: S608 - made of constants

REACHED_FROM = f"""
WITH RECURSIVE reach(top, id) AS (
    SELECT unit, unit FROM unnest(%s::bigint[]) AS unit
    UNION
    SELECT reach.top, edge.child FROM reach JOIN ({EDGES}) edge ON edge.parent = reach.id
)
SELECT top, id FROM reach WHERE id = ANY(%s::bigint[])
"""  # noqa: S608 - made of constants

# A unit and all that passed on to it alone, not in parts to several, in steps too.
ONE_SUCCESSOR = """
NOT EXISTS (
    SELECT FROM units_succession other
    WHERE other.predecessor_id = passed.predecessor_id
    AND other.successor_id <> passed.successor_id
)
"""

TAKEN_OVER = f"""
WITH RECURSIVE line(id) AS (
    SELECT %s::bigint
    UNION
    SELECT passed.predecessor_id
    FROM line JOIN ({PASSED_ON}) passed ON passed.successor_id = line.id
    WHERE {ONE_SUCCESSOR}
)
SELECT id FROM line
"""  # noqa: S608 - made of constants

LINES = f"""
WITH RECURSIVE line(heir, id) AS (
    SELECT unit, unit FROM unnest(%s::bigint[]) AS unit
    UNION
    SELECT line.heir, passed.predecessor_id
    FROM line JOIN ({PASSED_ON}) passed ON passed.successor_id = line.id
    WHERE {ONE_SUCCESSOR}
)
SELECT heir, id FROM line
"""  # noqa: S608 - made of constants

INHERITED = f"""
WITH RECURSIVE back(successor, id) AS (
    SELECT unit, unit FROM unnest(%s::bigint[]) AS unit
    UNION
    SELECT back.successor, passed.predecessor_id
    FROM back JOIN ({PASSED_ON}) passed ON passed.successor_id = back.id
)
SELECT successor, id FROM back WHERE successor <> id
"""  # noqa: S608 - made of constants

# The given units, and those that the rights of the ended ones passed on to, in steps too.
HOLDING = f"""
WITH RECURSIVE holding(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT passed.successor_id
    FROM holding JOIN ({PASSED_ON}) passed ON passed.predecessor_id = holding.id
)
SELECT id FROM holding
"""  # noqa: S608 - made of constants


def reach_of(unit_ids: Iterable[int]) -> RawSQL:
    """The ids of the given units, of all under them by either tree, and of all these succeeded.

    For comparing a column with, `in`: lighter than a query of units where it is compared twice.
    """
    today = timezone.localdate()
    return RawSQL(REACH, [list(unit_ids), today, today])  # noqa: S611 - constant SQL


def holding_of(unit_ids: Iterable[int]) -> RawSQL:
    """The ids of the given units, and of all that now hold the rights of those that have ended.

    The other way round than a person's `grants_by_unit`, for finding people by the unit.
    """
    today = timezone.localdate()
    return RawSQL(HOLDING, [list(unit_ids), today, today])  # noqa: S611 - constant SQL
