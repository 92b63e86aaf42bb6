"""The first page of the editor: a new plan, and what it is about."""

import pytest
from django.urls import reverse

from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.editing.about import change_campaign
from campaigns.domain.policies import CampaignClosed
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.views import editor
from core.access.seen import ChangedMeanwhile
from tests.editor import (
    address,
    new_campaign,
    typed_about,
)
from tests.factories import (
    CampaignFactory,
)
from tests.saying import sentences
from tests.workflows import officer_of, running_movement

pytestmark = pytest.mark.django_db


def test_add_leads_to_the_schedule(client):
    officer = officer_of(CampaignFactory())
    client.force_login(officer)
    unit = officer.grants.get().unit

    response = client.post(reverse("campaigns:add"), new_campaign(unit))

    made = Campaign.objects.latest("pk")
    assert response.url == address("schedule", made)


def test_add_with_days_crossing_keeps_what_was_typed(client):
    officer = officer_of(CampaignFactory())
    client.force_login(officer)
    typed = new_campaign(officer.grants.get().unit) | {"ends_on": "31/12/2025"}

    response = client.post(reverse("campaigns:add"), typed)

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {"ends_on": ["Ngày kết thúc phải sau ngày bắt đầu."]}
    assert form["name"].value() == "Thi đua năm 2026"


@pytest.mark.parametrize("day", ["31/02/2026", "hôm qua", "1/1/20266", ""])
def test_about_with_a_wrong_day_says_so_at_the_field(client, campaign, day):
    response = client.post(address("about", campaign), typed_about(campaign) | {"starts_on": day})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["starts_on"]


def test_about_after_somebody_else_shows_both_and_saves_the_second_time(client, campaign):
    typed = typed_about(campaign) | {"theme": "Của tôi"}
    Campaign.objects.filter(pk=campaign.pk).update(theme="Của bạn")

    shown = client.post(address("about", campaign), typed)

    form = shown.context["form"]
    assert sentences(shown) == [ChangedMeanwhile.message]
    assert form["theme"].value() == "Của tôi"
    assert form.errors["theme"][0].startswith("Người khác vừa ghi: “Của bạn”.")
    assert list(form.errors) == ["theme"]
    seen = shown.context["note"]["seen"].value()
    assert client.post(address("about", campaign), typed | {"seen": seen}).status_code == 302


def test_about_of_a_closed_campaign_leads_to_its_page(client, campaign):
    Campaign.objects.filter(pk=campaign.pk).update(state=CampaignState.CLOSED)

    assert client.get(address("about", campaign)).url == campaign.get_absolute_url()


def test_about_of_a_launched_campaign_asks_for_the_reason(client):
    campaign = running_movement().campaign
    client.force_login(officer_of(campaign))

    response = client.post(
        address("about", campaign), typed_about(campaign) | {"theme": "Mới", "reason": " "}
    )

    assert response.context["note"].errors == {
        "reason": ["Phong trào đã phát động: hãy ghi rõ lý do sửa đổi."]
    }
    assert response.context["form"]["theme"].value() == "Mới"


def test_about_of_a_campaign_closed_meanwhile_keeps_what_was_typed(client):
    campaign = running_movement().campaign
    client.force_login(officer_of(campaign))
    typed = typed_about(campaign) | {"theme": "Mới", "reason": "Bổ sung"}
    Campaign.objects.filter(pk=campaign.pk).update(state=CampaignState.CLOSED)

    response = client.post(address("about", campaign), typed)

    assert response.status_code == 422
    assert response.context["form"]["theme"].value() == "Mới"
    assert sentences(response) == [CampaignClosed.message]


def test_about_of_a_campaign_launched_while_it_is_saved_asks_for_the_reason(
    client, campaign, monkeypatch
):
    """Launched after the page was read, before the verb holds the lock."""

    def launched_first(campaign, facts, **note):
        launch_campaign(campaign, by=note["by"])
        return change_campaign(campaign, facts, **note)

    monkeypatch.setattr(editor, "change_campaign", launched_first)

    response = client.post(address("about", campaign), typed_about(campaign) | {"theme": "Mới"})

    assert response.status_code == 422
    assert list(response.context["note"].errors) == ["reason"]
    assert response.context["form"]["theme"].value() == "Mới"
