"""What was sent is judged under the definitions it was sent under, whatever they say by now."""

from dataclasses import replace

import pytest

from campaigns.domain.editing.criteria import criteria_of
from campaigns.domain.editing.targets import TargetPlan, change_target, target_facts
from core.access.seen import fingerprint
from results.domain.sheet import sheet_of
from tests.results.totalling import accepted, movement_asking, stated
from tests.workflows import officer_of, reopen, submit

pytestmark = pytest.mark.django_db


def amend(movement, *, threshold=None, **changed):
    """An amendment of the only target, through its verb."""
    target = movement.campaign.targets.get()
    plan = TargetPlan(
        area=target.area,
        indicator=target.indicator,
        code=target.code,
        title=target.title,
        sentence=target.sentence,
        source=target.source,
        asked_in=list(target.asked_in.all()),
        judged_from=target.judged_from,
        reporting_kinds=target.reporting_kinds,
        criteria=criteria_of(target),
    )
    if threshold is not None:
        changed["criteria"] = [replace(one, threshold=threshold) for one in plan.criteria]
    change_target(
        target,
        replace(plan, **changed),
        by=officer_of(movement.campaign),
        seen=fingerprint(target_facts(target)),
        reason="Đính chính ngưỡng.",
    )


def judged(submission, revision=None):
    """The working of the only line, and the sentence it is held against."""
    (section,) = sheet_of(submission, revision or submission.current_revision)
    ((line,),) = [row.lines for row in section.rows]
    return line.working, line.target.sentence


@pytest.fixture
def movement(ratio):
    """The unit's figure, 90/100, is held against 95."""
    movement = movement_asking(ratio)
    stated(movement.submission, part=90, whole=100)
    return movement


def test_what_is_sent_keeps_its_criterion_through_an_amendment(movement):
    submission = submit(movement.submission)
    before = judged(submission)
    amend(movement, threshold=80, sentence="Câu đã sửa.")
    assert before == judged(submission)
    assert before[0] == "90/100 = 90% < 95%"


def test_what_is_open_is_held_against_the_plan_as_it_stands(movement):
    amend(movement, threshold=80)
    assert judged(movement.submission)[0] == "90/100 = 90% ≥ 80%"


def test_what_is_sent_after_an_amendment_is_judged_under_it(movement):
    amend(movement, threshold=80)
    submission = submit(movement.submission)
    amend(movement, threshold=99)
    assert (submission.current_revision.version.number, judged(submission)[0]) == (
        2,
        "90/100 = 90% ≥ 80%",
    )


def test_earlier_revision_keeps_its_criterion(movement):
    submission = accepted(movement.submission, part=90, whole=100)
    amend(movement, threshold=80)
    reopened = reopen(submission)
    first = reopened.revisions.get(number=1)
    assert judged(reopened)[0] == "90/100 = 90% ≥ 80%"
    assert judged(reopened, first)[0] == "90/100 = 90% < 95%"


def test_figure_stays_on_the_page_when_its_target_asks_others_by_now(movement):
    submission = submit(movement.submission)
    before = judged(submission)
    amend(movement, reporting_units=[movement.sibling])
    assert judged(submission) == before
