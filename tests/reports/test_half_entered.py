"""A unit's own report made while some of its figures are still missing."""

import pytest

from documents.models import Issuer
from results.domain.figures import save_answers
from results.enums import Verdict
from tests.factories import IndicatorFactory
from tests.reports.conftest import written
from tests.workflows import answer_to, clerk_of, running_movement

OTHERS = ("quota", "percentage", "graded", "grade", "done", "statement")
pytestmark = pytest.mark.django_db


def test_what_is_missing_in_whichever_measure_is_said_to_be_missing():
    ratio = IndicatorFactory(ratio=True)
    movement = running_movement(ratio, *(IndicatorFactory(**{trait: True}) for trait in OTHERS))
    submission = movement.submission_of(movement.sibling)
    Issuer.objects.create(
        unit=submission.unit, name="UBND XÃ BA TƠ", abbreviation="UBND", place="Ba Tơ"
    )
    clerk, revision = clerk_of(submission), submission.current_revision
    answer = answer_to(revision.figures.get(indicator=ratio))
    save_answers(submission, [answer], by=clerk, revision_id=revision.pk)
    [area] = written(submission, clerk).table["areas"]
    verdicts = [line["verdict"] for target in area["targets"] for line in target["lines"]]
    assert verdicts == [Verdict.MET, *[Verdict.INSUFFICIENT] * 5]
