"""Confirming is offered to nobody to whom it would be refused as the own hand's work."""

import pytest
from django.urls import reverse

from results.domain.policies import is_other_hand
from results.domain.waiting import waiting_for
from results.models import ReviewShare, Submission
from tests.on_behalf import begin
from tests.results.totalling import amend
from tests.workflows import accept, fill_in, reviewer_of, send_back, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewers(submission):
    """Who entered, who sent, and a third."""
    return [reviewer_of(submission) for _ in range(3)]


@pytest.fixture
def sent(submission, reviewers):
    """By two of the reviewers on behalf of the unit."""
    entered, sent, _ = reviewers
    begin(submission, by=entered)
    submission = Submission.objects.with_context().get(pk=submission.pk)
    return submit(fill_in(submission, by=entered), by=sent)


@pytest.fixture
def sent_again(sent, reviewers):
    """By the unit itself, after a return."""
    return submit(fill_in(send_back(sent, by=reviewers[2])))


def offers(client, address: str, people, about) -> list[bool]:
    """To whom of the people the page offers the act, by its address."""
    shown = []
    for person in people:
        client.force_login(person)
        page = client.get(address).content.decode()
        shown.append(f'action="{reverse(about[0], args=[about[1].pk])}"' in page)
    return shown


def test_page_offers_confirming_to_other_hands_only(client, sent, reviewers):
    about = ("results:accept", sent)
    assert offers(client, sent.get_absolute_url(), reviewers, about) == [False, False, True]


def test_who_entered_may_still_hand_it_back(client, sent, reviewers):
    client.force_login(reviewers[0])
    page = client.get(sent.get_absolute_url()).content.decode()
    assert f'href="{reverse("results:return", args=[sent.pk])}"' in page


def test_page_offers_recalculating_to_other_hands_only(client, ratio, reviewers, sent):
    accept(sent, by=reviewers[2])
    amend(sent, threshold=80)
    address = reverse("results:differences", args=[sent.pk])
    about = ("results:recalculate", sent)
    assert offers(client, address, reviewers, about) == [False, False, True]


@pytest.mark.parametrize("which", ["sent", "sent_again"])
def test_what_waits_for_a_person_is_what_the_person_may_confirm(request, reviewers, which):
    key = request.getfixturevalue(which).pk
    submission = Submission.objects.with_context().get(pk=key)
    expected = [is_other_hand(submission, by) for by in reviewers]
    assert [waiting_for(by).exists() for by in reviewers] == expected


def test_who_only_sent_confirms_what_the_unit_sent_again(reviewers, sent_again):
    assert [waiting_for(by).exists() for by in reviewers] == [False, True, True]


@pytest.mark.parametrize("number", [0, 2])
def test_list_for_many_names_nothing_of_the_own_hand(client, reviewers, sent, number):
    client.force_login(reviewers[number])
    context = client.get(reverse("results:accept_many")).context
    assert ([one for one, _ in context["doubtful"]], context["clear"]) == (
        [sent] if number == 2 else [],
        [],
    )


def test_areas_are_offered_to_other_hands_only(client, sent, reviewers):
    areas = list(sent.campaign.areas.values_list("pk", flat=True))
    for by in reviewers:
        ReviewShare.objects.create(grant=by.grants.get(), campaign=sent.campaign, area_ids=areas)
    offered = []
    for by in reviewers:
        client.force_login(by)
        offered.append(bool(client.get(sent.get_absolute_url()).context["may_confirm"]))
    assert offered == [False, False, True]
