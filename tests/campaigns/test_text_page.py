"""The page of the plan's text beside its targets, and the links to it."""

import pytest
from django.urls import reverse

from campaigns.domain.editing.body import write_body
from campaigns.domain.readiness import findings_of
from campaigns.models import Campaign
from documents.domain.plain_text import Body, rewrite
from tests.factories import CriterionFactory, IndicatorFactory, TargetFactory, UserFactory
from tests.workflows import officer_of, planned_movement

pytestmark = pytest.mark.django_db

SENTENCE = "tuyển quân đạt 100% chỉ tiêu"
PLAN = f"Một là, {SENTENCE}; không để cháy nổ.\nHai là, <b>giữ nghiêm</b> kỷ luật."


@pytest.fixture
def campaign(client):
    campaign = planned_movement().campaign
    write_body(campaign, rewrite(Body(), PLAN))
    campaign.targets.update(code="T6", title="Tuyển quân", sentence=SENTENCE, anchor="doan-1")
    client.force_login(officer_of(campaign))
    return campaign


def text_page(client, campaign):
    return client.get(reverse("campaigns:text", args=[campaign.pk]))


def test_text_marks_the_sentence_and_names_its_target(client, campaign):
    page = text_page(client, campaign).content.decode()

    target = campaign.targets.get()
    assert f'<mark>{SENTENCE}</mark><sup class="plan-code">T6</sup>' in page
    assert f'<a href="{campaign.get_absolute_url()}#target-{target.pk}">T6. Tuyển quân</a>' in page


def test_text_shows_what_was_typed_as_words_and_not_as_markup(client, campaign):
    page = text_page(client, campaign).content.decode()

    assert "&lt;b&gt;giữ nghiêm&lt;/b&gt;" in page


def test_text_lists_what_looks_like_a_target_to_the_officer(client, campaign):
    page = text_page(client, campaign).content.decode()

    assert '<a href="#doan-1">không để cháy nổ.</a>' in page


def test_text_shows_others_no_doubts(client, campaign):
    client.force_login(UserFactory(grants=[("leader", campaign.managing_unit)]))

    assert "chưa gắn" not in text_page(client, campaign).content.decode()


def test_text_names_the_targets_from_other_sources(client, campaign):
    other = TargetFactory(campaign=campaign, area=campaign.areas.get(), code="KN1")

    assert text_page(client, campaign).context["untied"] == [other]


def test_text_that_was_never_written_leads_the_officer_to_write_it(client):
    campaign = planned_movement().campaign
    client.force_login(officer_of(campaign))

    page = text_page(client, campaign).content.decode()

    assert "Chưa có toàn văn kế hoạch." in page
    assert reverse("campaigns:body", args=[campaign.pk]) in page


def test_text_that_was_never_written_says_so_to_others(client):
    campaign = planned_movement().campaign
    client.force_login(UserFactory(grants=[("leader", campaign.managing_unit)]))

    page = text_page(client, campaign).content.decode()

    assert "Chưa có toàn văn kế hoạch." in page


def test_detail_leads_from_the_sentence_to_its_place(client, campaign):
    page = client.get(campaign.get_absolute_url()).content.decode()

    address = reverse("campaigns:text", args=[campaign.pk])
    assert f'<a href="{address}#doan-1">“{SENTENCE}”</a>' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_text_asks_the_database_as_often_for_many_rows(client, django_assert_num_queries, rows):
    campaign = planned_movement(*[IndicatorFactory(ratio=True) for _ in range(rows)]).campaign
    write_body(campaign, rewrite(Body(), PLAN))
    campaign.targets.update(sentence=SENTENCE, anchor="doan-1")
    for target in campaign.targets.all():
        CriterionFactory(target=target, ordinal=2)
    client.force_login(officer_of(campaign))

    with django_assert_num_queries(7):
        text_page(client, campaign)


def test_what_looks_like_a_target_is_doubtful_before_the_launch_and_does_not_forbid_it(campaign):
    found = [one for one in findings_of(Campaign.objects.get()) if "giống" in one.text]

    assert [(one.text, one.part, one.forbids) for one in found] == [
        (
            "Câu này giống một chỉ tiêu nhưng chưa gắn với chỉ tiêu nào: “không để cháy nổ.”",
            "targets",
            False,
        )
    ]
