"""Long words and signs of every kind go through the editor unharmed, and show."""

from html import escape

import pytest
from django.urls import reverse

from tests.editor import (
    typed_about,
    typed_areas,
    typed_assignments,
    typed_schedule,
    typed_target,
)
from tests.factories import AssignmentFactory
from tests.workflows import officer_of, planned_movement

pytestmark = pytest.mark.django_db

SIGNS = (
    "“kép” ‘đơn’ „dưới‟ «góc» ‹nhọn› \"thẳng\" 'đơn thẳng' `nghiêng` – ngắn — dài ― kẻ - nối"
    " ‑ liền − trừ … & <b>đậm</b> {{ ngoặc }} 100% \\ ¼ m² ½″ 5′"
)
TITLE = f"{SIGNS} {'Mẫu mực, tiêu biểu ' * 20}"[:299] + "."
WORDS = "\n".join([SIGNS, *["Nhiệm vụ “quốc phòng” – quân sự địa phương. " * 100] * 6]).strip()
TYPED = {
    "about": lambda target: typed_about(target.campaign),
    "schedule": lambda target: typed_schedule(target.campaign),
    "areas": lambda target: typed_areas(target.campaign),
    "assignments": lambda target: typed_assignments(target.campaign),
    "target": typed_target,
}
CELLS = [
    ("about", "name", lambda target: target.campaign.name, TITLE),
    ("about", "purposes", lambda target: target.campaign.purposes, WORDS),
    ("schedule", "period-0-label", lambda target: target.asked_in.get().label, SIGNS[:60]),
    ("areas", "area-0-title", lambda target: target.area.title, TITLE),
    ("areas", "area-0-text", lambda target: target.area.text, WORDS),
    ("assignments", "assignment-0-what", lambda target: assignment_of(target).what, WORDS[:9999]),
    ("assignments", "assignment-0-assignee", lambda target: assignment_of(target).assignee, TITLE),
    ("target", "title", lambda target: target.title, TITLE),
    ("target", "sentence", lambda target: target.sentence, WORDS[:4999]),
    ("target", "criterion-0-label", lambda target: target.criteria.get().label, SIGNS[:99]),
]


@pytest.fixture
def target(client):
    campaign = planned_movement().campaign
    AssignmentFactory(campaign=campaign)
    client.force_login(officer_of(campaign))
    return campaign.targets.get()


def assignment_of(target):
    return target.campaign.assignments.get()


def address(part, target) -> str:
    more = [target.pk] if part == "target" else []
    return reverse(f"campaigns:{part}", args=[target.campaign_id, *more])


def test_the_words_are_as_many_and_the_title_as_long_as_may_be():
    assert (len(WORDS.split()) > 5000, len(TITLE)) == (True, 300)


@pytest.mark.parametrize(
    ("part", "cell", "stored", "text"), CELLS, ids=[f"{part} {cell}" for part, cell, *_ in CELLS]
)
def test_text_is_stored_as_it_was_typed_and_shown_again(client, target, part, cell, stored, text):
    typed = text.strip()

    saved = client.post(address(part, target), TYPED[part](target) | {cell: typed})

    assert saved.status_code == 302
    target = type(target).objects.get(pk=target.pk)
    assert stored(target) == typed
    assert escape(typed) in client.get(address(part, target)).content.decode()


def test_text_shows_on_the_page_of_the_campaign_without_becoming_markup(client, target):
    client.post(address("areas", target), typed_areas(target.campaign) | {"area-0-text": SIGNS})
    client.post(address("target", target), typed_target(target) | {"title": TITLE})

    page = client.get(target.campaign.get_absolute_url()).content.decode()

    assert (escape(SIGNS) in page, escape(TITLE) in page) == (True, True)


def test_a_title_that_is_too_long_comes_back_as_it_was_typed(client, target):
    long = TITLE + "."

    response = client.post(address("target", target), typed_target(target) | {"title": long})

    form = response.context["form"].form
    assert (response.status_code, list(form.errors)) == (422, ["title"])
    assert form["title"].value() == long
