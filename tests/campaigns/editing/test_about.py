"""What a campaign says of itself: drafting and changing it."""

from datetime import date

import pytest

from accounts.enums import Role
from campaigns.domain.campaigns import close_campaign
from campaigns.domain.editing.about import change_campaign, create_campaign, facts_of
from campaigns.domain.editing.sections import InvalidPlan, Problem
from campaigns.domain.policies import CampaignClosed
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.access.refusals import NotPermitted, ReasonMissing
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from tests.factories import CampaignFactory, PhaseFactory, UnitFactory, UserFactory
from tests.workflows import officer_of, running_movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory()


def change(campaign, facts, **given):
    note = {"by": officer_of(campaign), "seen": fingerprint(facts_of(campaign))} | given
    return change_campaign(campaign, facts, **note)


def draft(**facts):
    unit = UnitFactory()
    given = {
        "name": "Thi đua năm 2026",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "issuing_unit": unit,
        "managing_unit": unit,
    } | facts
    return given, UserFactory(grants=[(Role.CAMPAIGN_OFFICER, unit)])


def test_create_campaign_makes_a_draft():
    facts, officer = draft()

    campaign = create_campaign(facts, by=officer)

    assert Campaign.objects.get() == campaign
    assert campaign.state == CampaignState.DRAFT
    assert Entry.objects.get().event == "campaigns.created"


def test_create_campaign_for_a_foreign_unit_is_refused():
    facts, officer = draft()

    with pytest.raises(InvalidPlan) as caught:
        create_campaign(facts | {"managing_unit": UnitFactory()}, by=officer)

    assert [problem.field for problem in caught.value.problems] == ["managing_unit"]


def test_create_campaign_by_a_clerk_is_refused():
    facts, _ = draft()
    clerk = UserFactory(grants=[(Role.CLERK, facts["managing_unit"])])

    with pytest.raises(NotPermitted):
        create_campaign(facts, by=clerk)


def test_create_campaign_ending_before_it_starts_is_refused():
    facts, officer = draft(ends_on=date(2025, 12, 31))

    with pytest.raises(InvalidPlan) as caught:
        create_campaign(facts, by=officer)

    assert caught.value.problems == [Problem(0, "ends_on", "Ngày kết thúc phải sau ngày bắt đầu.")]


def test_change_campaign_writes_and_traces(campaign):
    change(campaign, {"theme": "Quyết thắng"})

    campaign.refresh_from_db()
    assert campaign.theme == "Quyết thắng"
    assert Entry.objects.get().after == {"Chủ đề": "Quyết thắng"}


def test_change_campaign_does_not_overwrite_another_officer(campaign):
    seen = fingerprint(facts_of(campaign))
    change(campaign, {"theme": "Của bạn"})

    with pytest.raises(ChangedMeanwhile):
        change(campaign, {"theme": "Của tôi"}, seen=seen)

    campaign.refresh_from_db()
    assert campaign.theme == "Của bạn"


def test_change_campaign_around_its_phases_is_refused(campaign):
    PhaseFactory(campaign=campaign)

    with pytest.raises(InvalidPlan) as caught:
        change(campaign, {"starts_on": date(2026, 2, 1)})

    assert caught.value.problems == [Problem(0, "starts_on", "Giai đoạn 1 bắt đầu trước ngày này.")]


def test_change_campaign_to_stand_under_itself_is_refused(campaign):
    below = CampaignFactory(parent=campaign)

    with pytest.raises(InvalidPlan) as caught:
        change(campaign, {"parent": below})

    assert [problem.field for problem in caught.value.problems] == ["parent"]


def test_change_campaign_after_launch_needs_a_reason():
    campaign = running_movement().campaign

    with pytest.raises(ReasonMissing):
        change(campaign, {"theme": "Quyết thắng"})


def test_change_campaign_after_launch_keeps_what_it_is():
    campaign = running_movement().campaign

    with pytest.raises(InvalidPlan) as caught:
        change(campaign, {"starts_on": date(2026, 2, 1)}, reason="Nhầm ngày")

    assert caught.value.problems == [
        Problem(0, "starts_on", "Phong trào đã phát động nên mục này không thay đổi được nữa.")
    ]


def test_change_campaign_of_words_makes_no_version():
    campaign = running_movement().campaign

    change(campaign, {"theme": "Quyết thắng"}, reason="Bổ sung chủ đề")

    assert campaign.versions.count() == 1


def test_change_campaign_after_its_end_is_refused():
    campaign = running_movement().campaign
    close_campaign(campaign, by=officer_of(campaign))

    with pytest.raises(CampaignClosed):
        change(campaign, {"theme": "Quyết thắng"}, reason="Muộn")
