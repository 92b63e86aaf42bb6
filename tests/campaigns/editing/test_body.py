"""Writing the plan's text: what targets point to is kept, moved with its sentence, or refused."""

import pytest

from campaigns.domain.editing.body import body_facts, set_body
from campaigns.domain.editing.sections import InvalidPlan, Problem
from campaigns.domain.tied_text import body_of
from campaigns.models import Campaign, PlanBody, Target
from core.access.refusals import NotPermitted, ReasonMissing
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from documents.domain.plain_text import text_of
from tests.factories import CampaignFactory
from tests.refusals import refused_by
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db

SENTENCE = "tuyển quân đạt 100% chỉ tiêu"
HEAD = "II. NỘI DUNG PHÁT ĐỘNG"
FIRST = "Một là, quán triệt nghị quyết của Đảng bộ huyện về quốc phòng."
SECOND = f"Hai là, thực hiện công tác {SENTENCE}; quản lý tốt quân nhân dự bị."
PLAN = f"{HEAD}\n{FIRST}\n{SECOND}"


def write(campaign, text, **given):
    campaign = Campaign.objects.get(pk=campaign.pk)
    note = {"by": officer_of(campaign), "seen": fingerprint(body_facts(campaign))} | given
    return set_body(campaign, text, **note)


def tie(campaign) -> Target:
    """The campaign's only target, tied to the second paragraph."""
    campaign.targets.update(code="T6", sentence=SENTENCE, anchor="doan-3")
    return campaign.targets.get()


@pytest.fixture
def campaign():
    return write(planned_movement().campaign, PLAN)


@pytest.fixture
def target(campaign):
    return tie(campaign)


def refusal_of(campaign, text) -> list[Problem]:
    with pytest.raises(InvalidPlan) as caught:
        write(campaign, text)
    return caught.value.problems


def test_set_body_keeps_the_words():
    campaign = write(CampaignFactory(), f"\n{PLAN}\n\n - Lưu: VT, QS.\n")

    assert text_of(body_of(campaign)) == f"{PLAN}\n- Lưu: VT, QS."


def test_set_body_keeps_the_anchors_of_a_corrected_text(campaign):
    write(campaign, PLAN.replace("huyện", "xã"))

    anchors = [block["anchor"] for block in PlanBody.objects.get().blocks]
    assert anchors == ["doan-1", "doan-2", "doan-3"]


def test_set_body_never_gives_an_anchor_again(campaign):
    write(campaign, "")
    write(campaign, PLAN)

    anchors = [block["anchor"] for block in PlanBody.objects.get().blocks]
    assert anchors == ["doan-4", "doan-5", "doan-6"]


def test_set_body_leaves_a_target_with_its_corrected_block(campaign, target):
    write(campaign, PLAN.replace("quản lý tốt", "quản lý chặt chẽ"))

    target.refresh_from_db()
    assert target.anchor == "doan-3"


def test_set_body_lets_a_target_follow_its_sentence(campaign, target):
    write(campaign, f"{HEAD}\n{FIRST} {FIRST} {SECOND}")

    target.refresh_from_db()
    assert target.anchor == "doan-4"
    assert Entry.objects.latest("pk").after["Chỉ tiêu T6 đoạn"] == "doan-4"


def test_set_body_gives_a_target_without_a_place_the_one_that_says_its_sentence():
    campaign = planned_movement().campaign
    campaign.targets.update(sentence=SENTENCE)

    write(campaign, PLAN)

    assert campaign.targets.get().anchor == "doan-3"


def test_set_body_leaves_a_target_of_several_blocks_without_a_place():
    campaign = planned_movement().campaign
    campaign.targets.update(sentence=SENTENCE)

    write(campaign, f"{PLAN}\n{SECOND}")

    assert campaign.targets.get().anchor == ""


def test_set_body_without_a_tied_sentence_is_refused(campaign, target):
    assert refusal_of(campaign, PLAN.replace("100%", "98%")) == [
        Problem(
            0,
            "text",
            f"Chỉ tiêu T6: câu “{SENTENCE}” không còn nguyên văn trong toàn văn.",
        )
    ]


def test_set_body_that_is_refused_unties_nothing(campaign, target):
    refusal_of(campaign, FIRST)

    target.refresh_from_db()
    assert (target.anchor, text_of(body_of(Campaign.objects.get()))) == ("doan-3", PLAN)


def test_set_body_with_a_tied_sentence_in_several_new_blocks_is_refused(campaign, target):
    twice = f"{HEAD}\nA: {SENTENCE}.\nB: {SENTENCE}."

    assert [problem.message for problem in refusal_of(campaign, twice)] == [
        f"Chỉ tiêu T6: câu “{SENTENCE}” có ở nhiều đoạn mới trong toàn văn."
    ]


def test_set_body_does_not_overwrite_another_officer(campaign):
    seen = fingerprint(body_facts(campaign))
    write(campaign, FIRST)

    with pytest.raises(ChangedMeanwhile):
        write(campaign, SECOND, seen=seen)


def test_set_body_by_another_units_officer_is_refused(campaign):
    with pytest.raises(NotPermitted):
        write(campaign, FIRST, by=officer_of(CampaignFactory()))


def test_set_body_after_launch_needs_a_reason():
    with pytest.raises(ReasonMissing):
        write(running_movement().campaign, PLAN)


def test_set_body_after_launch_makes_no_version_when_targets_stay():
    campaign = write(running_movement().campaign, PLAN, reason="Ghi toàn văn")

    assert campaign.versions.count() == 1


def test_set_body_after_launch_that_moves_a_target_makes_the_next_version():
    campaign = write(running_movement().campaign, PLAN, reason="Ghi toàn văn")
    tie(campaign)

    write(campaign, f"{HEAD}\n{FIRST}\nViệc khác.\n{FIRST} {FIRST} {SECOND}", reason="Nối đoạn")

    version = campaign.versions.latest("number")
    assert (version.number, version.definitions[0]["anchor"]) == (2, "doan-5")


def test_set_body_is_on_the_trail_block_by_block(campaign):
    write(campaign, PLAN.replace("huyện", "xã"))

    entry = Entry.objects.latest("pk")
    assert entry.before == {"Toàn văn, doan-2": FIRST}
    assert entry.after == {"Toàn văn, doan-2": FIRST.replace("huyện", "xã")}


def test_set_body_in_another_order_is_on_the_trail(campaign):
    write(campaign, f"{HEAD}\n{SECOND}\n{FIRST}")

    entry = Entry.objects.latest("pk")
    assert entry.after == {"Toàn văn, thứ tự đoạn": "doan-1, doan-3, doan-2"}


def test_target_pointing_to_no_block_is_refused(campaign):
    with refused_by("anchor_in_body"):
        campaign.targets.update(anchor="doan-9")


def test_target_pointing_to_a_block_of_another_plan_is_refused(campaign):
    other = planned_movement().campaign
    with refused_by("anchor_in_body"):
        other.targets.update(anchor="doan-3")


def test_body_losing_a_block_that_a_target_points_to_is_refused(campaign, target):
    with refused_by("tied_anchors_stand"):
        PlanBody.objects.update(blocks=[])


def test_body_deleted_under_a_target_is_refused(campaign, target):
    with refused_by("tied_anchors_stand"):
        PlanBody.objects.all().delete()
