"""Two real connections at once: a text that is corrected while a target is being tied to it."""

import pytest
from django.db import transaction

from campaigns.domain.editing.body import body_facts, set_body, write_body
from campaigns.domain.editing.targets import InvalidTarget, TargetPlan, add_target
from campaigns.models import Campaign
from core.access.seen import fingerprint
from documents.domain.plain_text import Body, rewrite
from tests.factories import IndicatorFactory
from tests.refusals import wait_until_blocked
from tests.workflows import officer_of, planned_movement

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Tuyển quân đạt 100% chỉ tiêu"


@pytest.fixture
def movement():
    movement = planned_movement()
    write_body(movement.campaign, rewrite(Body(), f"I. NỘI DUNG\n{SENTENCE}."))
    return movement


def test_target_tied_to_a_block_that_is_being_removed_is_refused(movement, elsewhere):
    campaign, officer = Campaign.objects.get(), officer_of(movement.campaign)
    plan = TargetPlan(
        area=campaign.areas.get(),
        indicator=IndicatorFactory(ratio=True),
        code="T9",
        title="Tuyển quân",
        sentence=SENTENCE,
        source="Kế hoạch, mục I",
        asked_in=[movement.period],
        anchor="doan-2",
    )

    with transaction.atomic():
        set_body(campaign, "I. NỘI DUNG", by=officer, seen=fingerprint(body_facts(campaign)))
        late = elsewhere(lambda: add_target(campaign, plan, by=officer))
        wait_until_blocked()

    error = late.result(timeout=10)
    assert isinstance(error, InvalidTarget)
    assert [problem.field for problem in error.field_problems] == ["anchor"]
