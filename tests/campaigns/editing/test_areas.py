"""Setting the content areas."""

import pytest

from campaigns.domain.editing.areas import AreaText, area_facts, areas_of, set_areas
from campaigns.domain.editing.sections import InvalidPlan
from core.access.seen import ChangedMeanwhile, fingerprint
from tests.factories import CampaignFactory
from tests.workflows import officer_of, planned_movement

pytestmark = pytest.mark.django_db

FIRST = AreaText(None, "Quán triệt", "Tổ chức quán triệt sâu kỹ.")
SECOND = AreaText(None, "Giáo dục", "Thực hiện tốt giáo dục quốc phòng và an ninh.")


def save(campaign, areas, **given):
    note = {"by": officer_of(campaign), "seen": fingerprint(area_facts(campaign))} | given
    return set_areas(campaign, areas, **note)


def test_set_areas_keeps_the_order_and_the_words():
    campaign = CampaignFactory()
    long = AreaText(None, "Dài", "chữ “kép” – ‘đơn’ — gạch " * 1000)

    save(campaign, [FIRST, long])

    assert list(campaign.areas.values_list("ordinal", "title", "text")) == [
        (1, FIRST.title, FIRST.text),
        (2, long.title, long.text),
    ]


def test_set_areas_lets_two_change_places():
    campaign = CampaignFactory()
    save(campaign, [FIRST, SECOND])
    one, two = areas_of(campaign)

    save(campaign, [two, one])

    assert areas_of(campaign) == [two, one]


def test_set_areas_removes_what_is_left_out():
    campaign = CampaignFactory()
    save(campaign, [FIRST, SECOND])

    save(campaign, areas_of(campaign)[1:])

    assert [area.title for area in campaign.areas.all()] == ["Giáo dục"]


def test_set_areas_does_not_remove_one_with_targets():
    campaign = planned_movement().campaign

    with pytest.raises(InvalidPlan) as caught:
        save(campaign, [])

    assert [problem.message for problem in caught.value.problems] == [
        "Nội dung “Nội dung 1” còn chỉ tiêu nên không bỏ được."
    ]


def test_set_areas_does_not_overwrite_another_officer():
    campaign = CampaignFactory()
    seen = fingerprint(area_facts(campaign))
    save(campaign, [FIRST])

    with pytest.raises(ChangedMeanwhile):
        save(campaign, [SECOND], seen=seen)
