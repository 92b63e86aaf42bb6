"""What was confirmed by content areas stands on their rows, as the sheet divides them."""

from importlib import import_module
from pathlib import Path

import pytest
from django.utils import timezone

from results import migrations
from results.domain.sheet import sheet_of
from results.enums import SubmissionState as State
from results.models import RowConfirmation
from tests.factories import ContentAreaFactory, IndicatorFactory, TargetFactory
from tests.refusals import run_sql
from tests.workflows import planned_movement, reviewer_of, started, submission_at
from units.enums import UnitKind

# As it stood before; a table of the session comes before those of the program.
FORMER = """
CREATE TEMPORARY TABLE results_areaconfirmation
(revision_id bigint, area_id bigint, confirmed_at timestamptz, confirmed_by_id bigint)
ON COMMIT DROP
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows_of_areas() -> str:
    [path] = Path(migrations.__file__).parent.glob("*_rows_confirmed.py")
    return import_module(f"results.migrations.{path.stem}").ROWS_OF_AREAS


@pytest.fixture
def sent():
    """Three indicators in two areas; targets that the unit does not report stand before its own."""
    first, second, third = IndicatorFactory.create_batch(3, ratio=True)
    movement = planned_movement(first, second)
    area = ContentAreaFactory(campaign=movement.campaign, ordinal=9)
    of_unit = {"campaign": movement.campaign, "asked_in": [movement.period]}
    TargetFactory(area=area, indicator=third, **of_unit)
    TargetFactory(area=area, indicator=first, **of_unit)
    others = movement.campaign.targets.filter(indicator=second)
    others.update(reporting_kinds=[UnitKind.ENTERPRISE])
    named = TargetFactory(area=area, indicator=second, **of_unit)
    named.reporting_units.set([movement.unit])
    return submission_at(State.SUBMITTED, started(movement))


def test_confirmed_areas_become_confirmations_of_their_rows(sent, rows_of_areas):
    by, at, revision = reviewer_of(sent), timezone.now(), sent.current_revision
    _, section = sheet_of(sent, revision)
    run_sql(FORMER)
    former = "INSERT INTO results_areaconfirmation VALUES (%s, %s, %s, %s)"
    run_sql(former, revision.pk, section.area.pk, at, by.pk)
    run_sql(rows_of_areas)
    given = RowConfirmation.objects.values_list("figure", "confirmed_by", "confirmed_at")
    assert set(given) == {(row.figure.pk, by.pk, at) for row in section.rows}
    assert len(section.rows) == 2
