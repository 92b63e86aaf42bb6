"""Keeping the sums over whole subtrees with every acceptance, and proving them at any time.

A submission is summed where it is answered for: at every unit of its lineage, and at the unit
that manages the campaign, to which it may have been passed on after the acceptance. The figures
stay the truth: whoever changes lineages, or what an accepted revision says, rebuilds the period.

There is one writer to a period at a time, until the end of its transaction. At the root all
acceptances of a period meet anyway; one lock before the first row, instead of a row after the
other, cannot end in a deadlock, and a rebuilding misses no acceptance made beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from campaigns.models import Period
from results.domain.answers import GRADE_COLUMNS
from results.models import RollUp, Submission

# What a figure adds: one where the condition holds, and its columns. The weight is 1 for a figure
# that was accepted, 0 for one that is only asked, -1 for one that is replaced.
_COUNTS = {
    "valued": "answer = 'value'",
    "none_arisen": "answer = 'none_arisen'",
    "separate": "answer = 'separately'",
    "estimates": "is_estimate AND answer = 'value'",
    "parts": "part IS NOT NULL",
    "wholes": "whole IS NOT NULL",
}
_AMOUNTS = ("part", "whole", *GRADE_COLUMNS)
_KEPT = (*_COUNTS, *_AMOUNTS)
_SAID = ", ".join(
    [
        *(
            f"coalesce(sum(weight) FILTER (WHERE {condition}), 0) AS {name}"
            for name, condition in _COUNTS.items()
        ),
        *(f"coalesce(sum(weight * {name}), 0) AS {name}" for name in _AMOUNTS),
    ]
)
_ANSWERED_FOR = """
    results_submission submission
    JOIN campaigns_campaign campaign ON campaign.id = submission.campaign_id
    CROSS JOIN LATERAL (
        SELECT unnest(submission.lineage) UNION SELECT campaign.managing_unit_id
    ) AS above(unit_id)
"""

_SUMMED = f"""
    SELECT above.unit_id, figure.indicator_id, count(*) AS asked, {_SAID}
    FROM {_ANSWERED_FOR}
    CROSS JOIN LATERAL (SELECT (submission.accepted_revision_id IS NOT NULL)::int) AS it(weight)
    JOIN results_figure figure ON figure.revision_id
        = coalesce(submission.accepted_revision_id, submission.current_revision_id)
    WHERE submission.period_id = %(period)s
    GROUP BY above.unit_id, figure.indicator_id
"""  # noqa: S608 - made of constants

_REBUILD = f"""
INSERT INTO results_rollup (period_id, unit_id, indicator_id, asked, {", ".join(_KEPT)})
SELECT %(period)s, summed.* FROM ({_SUMMED}) summed
"""  # noqa: S608 - made of constants

# What the plan asked later has no row yet.
_ASK = f"""
INSERT INTO results_rollup (period_id, unit_id, indicator_id, asked, {", ".join(_KEPT)})
SELECT submission.period_id, above.unit_id, figure.indicator_id, 0, {", ".join("0" for _ in _KEPT)}
FROM {_ANSWERED_FOR}
JOIN results_figure figure ON figure.revision_id = %(now)s
WHERE submission.id = %(submission)s
ON CONFLICT DO NOTHING
"""  # noqa: S608 - made of constants

_REPLACE = f"""
WITH said AS (
    SELECT indicator_id, CASE WHEN %(before)s IS NULL THEN 0 ELSE sum(weight) END AS asked, {_SAID}
    FROM (
        SELECT 1 AS weight, figure.* FROM results_figure figure WHERE revision_id = %(now)s
        UNION ALL
        SELECT -1, figure.* FROM results_figure figure WHERE revision_id = %(before)s
    ) figure
    GROUP BY indicator_id
)
UPDATE results_rollup kept
SET {", ".join(f"{name} = kept.{name} + said.{name}" for name in ("asked", *_KEPT))}
FROM said, {_ANSWERED_FOR}
WHERE submission.id = %(submission)s
    AND kept.period_id = submission.period_id
    AND kept.unit_id = above.unit_id
    AND kept.indicator_id = said.indicator_id
"""  # noqa: S608 - made of constants

_DIFFERING = f"""
SELECT unit.short_name, indicator.code
FROM ({_SUMMED}) summed
FULL JOIN (SELECT * FROM results_rollup WHERE period_id = %(period)s) kept
    USING (unit_id, indicator_id)
JOIN units_unit unit ON unit.id = unit_id
JOIN campaigns_indicator indicator ON indicator.id = indicator_id
WHERE ({", ".join(f"kept.{name}" for name in ("asked", *_KEPT))})
    IS DISTINCT FROM ({", ".join(f"summed.{name}" for name in ("asked", *_KEPT))})
ORDER BY unit.sort_key, unit.id, indicator.code
"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class RollUpHarm:
    """A kept sum that is not what the accepted figures add up to."""

    period: Period
    unit: str
    indicator: str


def count_acceptance(submission: Submission, *, replaced_id: int | None) -> None:
    """Adds the current revision to every sum it belongs in, in place of the one it replaces."""
    hold(submission.period_id)
    revisions = {"now": submission.current_revision_id, "before": replaced_id}
    with connection.cursor() as cursor:
        if replaced_id:
            cursor.execute(_ASK, {"submission": submission.pk} | revisions)
        cursor.execute(_REPLACE, {"submission": submission.pk} | revisions)


@transaction.atomic
def rebuild(period: Period) -> None:
    """Writes the sums of the period anew from its figures."""
    hold(period.pk)
    RollUp.objects.filter(period=period).delete()
    with connection.cursor() as cursor:
        cursor.execute(_REBUILD, {"period": period.pk})


def harmed_roll_ups() -> Iterator[RollUpHarm]:
    """Adds every period up again and yields what no longer agrees."""
    for period in Period.objects.exclude(opened_at=None).select_related("campaign").order_by("pk"):
        with connection.cursor() as cursor:
            cursor.execute(_DIFFERING, {"period": period.pk})
            yield from (RollUpHarm(period, *names) for names in cursor.fetchall())


def hold(period_id: int) -> None:
    """Waits until nobody else writes sums of the period, and keeps others waiting."""
    with connection.cursor() as cursor:
        lock = "SELECT pg_advisory_xact_lock(hashtextextended('results.rollup', %s))"
        cursor.execute(lock, [period_id])
