"""Where a target's sentence stands: found, asked for, and held to the word."""

import unicodedata

import pytest

from campaigns.domain.editing.body import write_body
from campaigns.domain.editing.copying import Successor, draft_lower, draft_next
from campaigns.domain.editing.sections import Problem
from campaigns.domain.editing.targets import (
    InvalidTarget,
    TargetPlan,
    add_target,
    change_target,
    target_facts,
)
from campaigns.domain.tied_text import anchors_of, body_of
from campaigns.models import Campaign
from core.access.seen import fingerprint
from documents.domain.plain_text import Body, rewrite, text_of
from tests.factories import IndicatorFactory, UserFactory
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db

SENTENCE = "không để xảy ra vụ việc gây ảnh hưởng đến “Bộ đội Cụ Hồ”"
PLAN = f"""IV. KỶ LUẬT
Chấp hành kỷ luật, điều lệnh; {SENTENCE}.
Dân quân: {SENTENCE}.
Tuyển quân đạt 100% chỉ tiêu – đúng luật."""


@pytest.fixture
def movement():
    movement = planned_movement()
    write_body(movement.campaign, rewrite(Body(), PLAN))
    return movement


def plan_for(movement, **changes) -> TargetPlan:
    given = {
        "area": movement.campaign.areas.get(),
        "indicator": IndicatorFactory(ratio=True),
        "code": "T9",
        "title": "Tuyển quân",
        "sentence": "Tuyển quân đạt 100% chỉ tiêu",
        "source": "Kế hoạch, mục IV",
        "asked_in": [movement.period],
    }
    return TargetPlan(**given | changes)


def add(movement, **changes):
    campaign = Campaign.objects.get(pk=movement.campaign.pk)
    return add_target(campaign, plan_for(movement, **changes), by=officer_of(campaign))


def refusal_of(movement, **changes) -> list[Problem]:
    with pytest.raises(InvalidTarget) as caught:
        add(movement, **changes)
    return caught.value.field_problems


def test_add_target_finds_the_one_block_that_says_the_sentence(movement):
    assert add(movement).anchor == "doan-4"


def test_add_target_with_a_sentence_in_several_blocks_asks(movement):
    assert refusal_of(movement, sentence=SENTENCE) == [
        Problem(0, "anchor", "Câu này có ở các đoạn 2, 3: hãy chọn một đoạn.")
    ]


def test_add_target_with_a_sentence_in_several_blocks_takes_the_chosen(movement):
    assert add(movement, sentence=SENTENCE, anchor="doan-3").anchor == "doan-3"


def test_add_target_from_another_source_has_no_place(movement):
    assert add(movement, sentence="95% quân số dự bị động viên").anchor == ""


def test_add_target_with_a_sentence_of_another_block_is_refused(movement):
    assert refusal_of(movement, anchor="doan-2") == [
        Problem(0, "sentence", "Đoạn 2 không có nguyên văn câu này; câu có ở đoạn 4.")
    ]


def test_add_target_with_a_sentence_that_is_not_word_for_word_is_refused(movement):
    assert refusal_of(movement, sentence="Tuyển quân đạt 98% chỉ tiêu", anchor="doan-4") == [
        Problem(0, "sentence", "Đoạn 4 không có nguyên văn câu này; câu không có trong toàn văn.")
    ]


def test_add_target_to_a_block_that_is_gone_is_refused(movement):
    assert refusal_of(movement, anchor="doan-9") == [
        Problem(0, "anchor", "Toàn văn kế hoạch không còn đoạn này.")
    ]


def test_change_target_whose_sentence_left_its_block_is_refused(movement):
    target = add(movement)
    plan = plan_for(movement, sentence="Tuyển quân đạt 98%", anchor=target.anchor)
    seen = fingerprint(target_facts(target))

    with pytest.raises(InvalidTarget) as caught:
        change_target(target, plan, by=officer_of(movement.campaign), seen=seen)

    assert [problem.field for problem in caught.value.field_problems] == ["sentence"]


def test_launched_definitions_keep_the_place():
    movement = running_movement()
    write_body(movement.campaign, rewrite(Body(), PLAN))
    target = movement.campaign.targets.get()
    plan = plan_for(movement, indicator=target.indicator)
    seen = fingerprint(target_facts(target))

    change_target(target, plan, by=officer_of(target.campaign), seen=seen, reason="Gắn câu")

    assert movement.campaign.versions.latest("number").definitions[0]["anchor"] == "doan-4"


@pytest.mark.parametrize(
    "sentence",
    [
        "Tuyển quân  đạt\n100% chỉ tiêu",
        unicodedata.normalize("NFD", "Tuyển quân đạt 100%"),
        "Tuyển quân đạt 100% chỉ tiêu – đúng luật.",
    ],
)
def test_anchors_of_looks_past_spelling_and_white_space(sentence):
    assert anchors_of(rewrite(Body(), PLAN).blocks, sentence) == ["doan-4"]


@pytest.mark.parametrize("sentence", ["chỉ tiêu - đúng luật", '"Bộ đội Cụ Hồ"', "", "tuyển quân"])
def test_anchors_of_takes_quotes_dashes_and_capitals_as_they_are(sentence):
    assert anchors_of(rewrite(Body(), PLAN).blocks, sentence) == []


def successor(unit, movement) -> Successor:
    day = movement.campaign.starts_on
    return Successor("Thi đua năm sau", day.replace(year=day.year + 1), unit)


def test_draft_next_takes_the_text_and_the_places_along(movement):
    add(movement)
    source = Campaign.objects.get(pk=movement.campaign.pk)

    made = draft_next(source, successor(movement.root, movement), by=officer_of(source))

    assert text_of(body_of(made)) == PLAN
    assert made.targets.get(code="T9").anchor == "doan-4"


def test_draft_lower_leaves_the_superiors_text(movement):
    movement = running_movement()
    write_body(movement.campaign, rewrite(Body(), PLAN))
    movement.campaign.targets.update(anchor="doan-4")
    officer = UserFactory(grants=[("campaign_officer", movement.unit)])

    made = draft_lower(movement.campaign, successor(movement.unit, movement), by=officer)

    assert (body_of(made), made.targets.get().anchor) == (Body(), "")
