"""The page of the plan's text, and a target's place in it, as they are typed."""

import pytest

from campaigns.domain.editing.body import write_body
from campaigns.domain.tied_text import body_of
from campaigns.forms.body import LONGEST_TEXT, STORED
from campaigns.models import Campaign
from core.access.marking import what_stands
from documents.domain.plain_text import Body, rewrite, text_of
from tests.editor import address, typed_body, typed_new_target, typed_target
from tests.workflows import officer_of, planned_movement

pytestmark = pytest.mark.django_db

SENTENCE = "tuyển quân đạt 100% chỉ tiêu"
PLAN = f"""II. NỘI DUNG
Một là, {SENTENCE}.
Hai là, giữ nghiêm kỷ luật; {SENTENCE}.
- Huấn luyện 100% đạt yêu cầu."""


@pytest.fixture
def campaign(client):
    campaign = planned_movement().campaign
    write_body(campaign, rewrite(Body(), PLAN))
    client.force_login(officer_of(campaign))
    return campaign


def stored_text() -> str:
    return text_of(body_of(Campaign.objects.get()))


def test_body_is_saved_and_shown_in_blocks(client, campaign):
    typed = typed_body(campaign) | {"text": "I. MỤC ĐÍCH\r\n\r\n- Thi đua “sâu rộng” – thiết thực"}

    response = client.post(address("body", campaign), typed, follow=True)

    kinds = [line.block.kind for line in response.context["lines"]]
    assert kinds == ["heading", "dash_list"]
    assert stored_text() == "I. MỤC ĐÍCH\n- Thi đua “sâu rộng” – thiết thực"


def test_body_without_a_tied_sentence_names_the_target_and_keeps_what_was_typed(client, campaign):
    campaign.targets.update(code="T6", sentence=SENTENCE, anchor="doan-2")

    response = client.post(address("body", campaign), typed_body(campaign))

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {
        "text": [f"Chỉ tiêu T6: câu “{SENTENCE}” không còn nguyên văn trong toàn văn."]
    }
    assert form["text"].value() == typed_body(campaign)["text"]


def test_body_after_somebody_else_shows_both_and_saves_the_second_time(client, campaign):
    typed = typed_body(campaign) | {"text": "Của tôi"}
    write_body(campaign, rewrite(body_of(campaign), "Của bạn"))

    shown = client.post(address("body", campaign), typed)

    assert shown.context["form"].errors == {"text": [what_stands(STORED)]}
    assert shown.context["form"]["text"].value() == "Của tôi"
    assert [line.pieces[0].text for line in shown.context["lines"]] == ["Của bạn"]
    seen = shown.context["note"]["seen"].value()
    client.post(address("body", campaign), typed | {"seen": seen})
    assert stored_text() == "Của tôi"


@pytest.mark.parametrize("text", ["Một\u200blà", "Một\x00là", "a" * (LONGEST_TEXT + 1)])
def test_body_that_cannot_be_kept_says_so_at_the_field(client, campaign, text):
    response = client.post(address("body", campaign), typed_body(campaign) | {"text": text})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["text"])
    assert stored_text() == PLAN


def test_body_takes_two_hundred_blocks_and_five_thousand_words(client, campaign):
    lines = [f"{number}) Xã thứ {number} đạt “vững mạnh” – 100%." for number in range(200)]
    text = "\n".join([*lines, " ".join(["nhiệm vụ quốc phòng, quân sự"] * 1000)])

    response = client.post(address("body", campaign), typed_body(campaign) | {"text": text})

    assert (response.status_code, stored_text()) == (302, text)


def test_a_new_target_finds_its_place_by_the_sentence(client, campaign):
    typed = typed_new_target(campaign) | {"sentence": "Huấn luyện 100% đạt yêu cầu"}

    client.post(address("target_add", campaign), typed)

    assert campaign.targets.get(code="T2026").anchor == "doan-4"


def test_a_new_target_with_a_sentence_in_several_blocks_asks_at_the_field(client, campaign):
    typed = typed_new_target(campaign) | {"sentence": SENTENCE}

    response = client.post(address("target_add", campaign), typed)

    form = response.context["form"].form
    assert form.errors == {"anchor": ["Câu này có ở các đoạn 2, 3: hãy chọn một đoạn."]}
    assert [label for _, label in form.fields["anchor"].choices] == [
        "Tìm theo câu",
        "1. II. NỘI DUNG",
        f"2. Một là, {SENTENCE}.",
        f"3. Hai là, giữ nghiêm kỷ luật; {SENTENCE}.",
        "4. - Huấn luyện 100% đạt yêu cầu.",
    ]


def test_a_new_target_begins_with_the_sentence_that_was_doubtful(client, campaign):
    query = {"indicator": campaign.targets.get().indicator_id, "anchor": "doan-4", "doubt": "0"}

    campaign.areas.update(text=PLAN)

    form = client.get(address("target_add", campaign), query).context["form"].form

    assert (form["sentence"].value(), form["anchor"].value(), form["area"].value()) == (
        "Huấn luyện 100% đạt yêu cầu",
        "doan-4",
        campaign.areas.get().pk,
    )


@pytest.mark.parametrize("doubt", ["1", "-1", "", "9" * 5000])
def test_a_new_target_from_a_sentence_that_is_not_there_begins_without(client, campaign, doubt):
    query = {"indicator": campaign.targets.get().indicator_id, "anchor": "doan-4", "doubt": doubt}

    form = client.get(address("target_add", campaign), query).context["form"].form

    assert not form["sentence"].value()


def test_choosing_the_indicator_keeps_the_doubtful_sentence(client, campaign):
    page = client.get(address("target_add", campaign), {"anchor": "doan-4", "doubt": "0"})

    assert '<input type="hidden" name="doubt" value="0">' in page.content.decode()


def test_a_target_keeps_the_place_that_was_chosen(client, campaign):
    target = campaign.targets.get()
    typed = typed_target(target) | {"sentence": SENTENCE, "anchor": "doan-3"}

    client.post(address("target", campaign, target.pk), typed)

    target.refresh_from_db()
    assert target.anchor == "doan-3"


def test_a_target_pointing_to_no_block_says_so_at_the_field(client, campaign):
    target = campaign.targets.get()

    response = client.post(
        address("target", campaign, target.pk), typed_target(target) | {"anchor": "doan-9"}
    )

    assert list(response.context["form"].form.errors) == ["anchor"]


def test_targets_say_which_of_them_have_no_place(client, campaign):
    page = client.get(address("targets", campaign)).content.decode()

    assert page.count("Chưa gắn với đoạn nào của toàn văn.") == 1
