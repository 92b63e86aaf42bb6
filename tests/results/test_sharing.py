"""Sharing the review of a campaign: the officer says who judges which content areas."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from campaigns.domain.campaigns import close_campaign
from campaigns.domain.policies import CampaignClosed
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from results.domain.sharing import UnknownShare, reviewers_of, share_review, shares_of
from results.models import ReviewShare
from tests.factories import ContentAreaFactory, GrantFactory, IndicatorFactory, UserFactory
from tests.saying import sentences
from tests.workflows import officer_of, running_movement_of_areas

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    return running_movement_of_areas(*IndicatorFactory.create_batch(2, ratio=True))


@pytest.fixture
def campaign(movement):
    return movement.campaign


@pytest.fixture
def areas(campaign):
    return [area.pk for area in campaign.areas.order_by("ordinal")]


@pytest.fixture
def grant(campaign):
    return GrantFactory(role=Role.REVIEWER, unit=campaign.managing_unit)


@pytest.fixture
def officer(campaign):
    return officer_of(campaign)


def share(campaign, shares, *, by, seen=None):
    seen = seen or fingerprint(shares_of(campaign))
    return share_review(campaign, shares, by=by, seen=seen)


def test_share_is_what_was_said_last(campaign, grant, areas, officer):
    share(campaign, {grant.pk: set(areas)}, by=officer)
    share(campaign, {grant.pk: {areas[1]}}, by=officer)
    assert shares_of(campaign) == {grant.pk: [areas[1]]}


def test_share_of_one_leaves_the_others(campaign, grant, areas, officer):
    other = GrantFactory(role=Role.REVIEWER, unit=campaign.managing_unit)
    share(campaign, {grant.pk: {areas[0]}, other.pk: {areas[1]}}, by=officer)
    share(campaign, {grant.pk: set(areas)}, by=officer)
    assert shares_of(campaign) == {grant.pk: areas, other.pk: [areas[1]]}


def test_share_without_an_area_limits_no_more(campaign, grant, areas, officer):
    share(campaign, {grant.pk: {areas[0]}}, by=officer)
    share(campaign, {grant.pk: set()}, by=officer)
    assert shares_of(campaign) == {}


def test_share_is_recorded_in_words(campaign, grant, areas, officer):
    share(campaign, {grant.pk: {areas[0]}}, by=officer)
    entry = Entry.objects.get(event="results.review_shared")
    whose = f"{grant.user}, {grant.unit}"
    assert (entry.actor_id, entry.before, entry.after) == (
        officer.pk,
        {whose: []},
        {whose: ["Nội dung 1"]},
    )


def test_share_that_stands_already_leaves_no_trace(campaign, grant, areas, officer):
    for _ in range(2):
        share(campaign, {grant.pk: {areas[0]}}, by=officer)
    assert Entry.objects.filter(event="results.review_shared").count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CAMPAIGN_OFFICER}))
def test_share_takes_the_officer(campaign, role):
    with pytest.raises(NotPermitted):
        share(campaign, {}, by=UserFactory(grants=[(role, campaign.managing_unit)]))


def test_share_in_a_closed_campaign_is_refused(campaign, officer):
    close_campaign(campaign, by=officer)
    with pytest.raises(CampaignClosed):
        share(campaign, {}, by=officer)


def test_share_over_another_one_is_refused(campaign, grant, areas, officer):
    seen = fingerprint(shares_of(campaign))
    share(campaign, {grant.pk: {areas[0]}}, by=officer)
    with pytest.raises(ChangedMeanwhile):
        share(campaign, {grant.pk: set()}, by=officer, seen=seen)


def test_share_of_an_area_of_another_campaign_is_refused(campaign, grant, officer):
    with pytest.raises(UnknownShare):
        share(campaign, {grant.pk: {ContentAreaFactory().pk}}, by=officer)


def test_share_of_who_reviews_nothing_here_is_refused(campaign, areas, officer):
    elsewhere = GrantFactory(role=Role.REVIEWER)
    with pytest.raises(UnknownShare):
        share(campaign, {elsewhere.pk: {areas[0]}}, by=officer)


def test_reviewers_are_those_above_who_hold_the_role_still(movement, campaign, grant):
    above = GrantFactory(role=Role.REVIEWER, unit=movement.superior)
    GrantFactory(role=Role.REVIEWER, unit=movement.sibling)
    GrantFactory(role=Role.CLERK, unit=movement.superior)
    GrantFactory(role=Role.REVIEWER, unit=movement.superior, valid_to=date(2026, 1, 1))
    assert set(reviewers_of(campaign)) == {grant, above}


def page(campaign) -> str:
    return reverse("results:sharing", args=[campaign.pk])


def test_page_stores_what_is_ticked(client, campaign, grant, areas, officer):
    client.force_login(officer)
    data = {"seen": fingerprint({}), f"grant-{grant.pk}": [areas[1]]}
    assert client.post(page(campaign), data).status_code == 302
    assert shares_of(campaign) == {grant.pk: [areas[1]]}


def test_page_refuses_an_unknown_area_at_its_field(client, campaign, grant, areas, officer):
    client.force_login(officer)
    data = {"seen": fingerprint({}), f"grant-{grant.pk}": [areas[1], "999999"]}
    response = client.post(page(campaign), data)
    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {f"grant-{grant.pk}": ["Nội dung này không thuộc phong trào."]}
    assert form[f"grant-{grant.pk}"].value() == [str(areas[1]), "999999"]


def test_page_that_was_overtaken_says_what_stands(client, campaign, grant, areas, officer):
    client.force_login(officer)
    data = {"seen": fingerprint({}), f"grant-{grant.pk}": [areas[1]]}
    ReviewShare.objects.create(grant=grant, campaign=campaign, area_ids=[areas[0]])
    response = client.post(page(campaign), data)
    form = response.context["form"]
    assert (response.status_code, sentences(response)) == (422, [ChangedMeanwhile.message])
    assert form[f"grant-{grant.pk}"].value() == [str(areas[1])]
    [said] = form.errors[f"grant-{grant.pk}"]
    assert said.startswith("Người khác vừa ghi: “1. Nội dung 1”.")
    assert form["seen"].value() == fingerprint(shares_of(campaign))


@pytest.mark.parametrize("more", [1, 3])
def test_page_asks_the_database_as_often_for_many_reviewers(
    client, django_assert_num_queries, campaign, officer, more
):
    GrantFactory.create_batch(more, role=Role.REVIEWER, unit=campaign.managing_unit)
    client.force_login(officer)
    with django_assert_num_queries(9):
        client.get(page(campaign))
