"""The records file of a campaign: for its papers, opened once, filled as they are issued."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from campaigns.domain.records import (
    FileOpened,
    open_campaign_file,
    papers_left_out,
    papers_of,
    record_file_of,
)
from campaigns.models import CampaignFile
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from core.audit.words import changes
from documents.models import Document
from tests.factories import IssuerFactory, ParticipationFactory, UnitFactory, UserFactory
from tests.paperwork import draft
from tests.plans import file_of, issued_plan
from tests.posting import posted
from tests.recordwork import closed, heading, issued, keeper_of
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    return issued_plan()


@pytest.fixture
def campaign(paper):
    return paper.campaign


@pytest.fixture
def plan(paper):
    return paper.document


@pytest.fixture
def clerk(client, plan):
    clerk = keeper_of(plan.issuer)
    client.force_login(clerk)
    return clerk


def at(route, campaign) -> str:
    return reverse(f"campaigns:{route}", args=[campaign.pk])


def issued_anew(campaign, plan) -> Document:
    """The plan of the campaign, drafted again and issued beside the first."""
    return campaign.papers.create(document=issued(plan.issuer)).document


def documents(record_file) -> list:
    return [entry.document for entry in record_file.entries.select_related("document")]


def test_plan_that_is_issued_is_proposed(campaign, plan):
    assert [(one.document, one.why) for one in papers_of(campaign, plan.issuer)] == [
        (plan, "văn bản kế hoạch")
    ]


def test_draft_of_the_plan_is_not_proposed(campaign, plan):
    campaign.papers.create(document=draft(plan.issuer))
    assert [one.document for one in papers_of(campaign, plan.issuer)] == [plan]


def test_what_the_keeper_may_not_hold_is_not_proposed(campaign):
    assert papers_of(campaign, IssuerFactory()) == []


def test_campaign_without_papers_proposes_nothing(plan):
    other = issued_plan().campaign
    assert [one.document for one in papers_of(other, plan.issuer)] == []


def test_file_is_opened_once_and_told_on_the_trail(campaign, plan):
    record_file = file_of(campaign, plan)
    act = Entry.objects.get(event="campaigns.file_opened")
    assert changes(act.before, act.after) == [f"Hồ sơ: {record_file}"]
    with pytest.raises(FileOpened) as refused:
        file_of(campaign, code="06/HS-TĐ")
    assert str(record_file) in refused.value.message


def test_database_holds_one_file_of_a_campaign(campaign, plan):
    file_of(campaign)
    other = file_of(issued_plan().campaign)
    with refused_by("campaigns_campaignfile_campaign_id_key"):
        CampaignFile.objects.filter(record_file=other).update(campaign=campaign)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.RECORDS_CLERK])
def test_file_is_opened_by_the_records_clerk_alone(campaign, plan, role):
    by = UserFactory(grants=[(role, campaign.managing_unit)])
    with pytest.raises(NotPermitted):
        open_campaign_file(campaign, heading(), [], issuer=plan.issuer, by=by)


def test_records_clerk_of_another_unit_does_not_open_it(campaign):
    issuer = IssuerFactory()
    with pytest.raises(NotPermitted):
        open_campaign_file(campaign, heading(), [], issuer=issuer, by=keeper_of(issuer))


def test_paper_that_lies_in_the_file_is_not_left_out(campaign, plan):
    record_file = file_of(campaign, plan)
    later = issued_anew(campaign, plan)
    assert [one.document for one in papers_left_out(campaign, record_file)] == [later]


def test_file_is_hidden_from_a_unit_that_takes_part(campaign):
    file_of(campaign)
    unit = UnitFactory()
    ParticipationFactory(campaign=campaign, unit=unit, superior=campaign.managing_unit)
    person = UserFactory(grants=[(Role.LEADER, unit)])
    assert record_file_of(campaign, seen_by=person) is None


def test_form_proposes_name_keeper_and_papers(client, clerk, campaign, plan):
    data = posted(client.get(at("open_file", campaign)).context["form"])
    assert (data["title"], data["issuer"]) == (campaign.name, str(plan.issuer.pk))
    client.post(at("open_file", campaign), data | {"code": "05/HS-TĐ"})
    assert documents(campaign.kept_in.record_file) == [plan]


def test_form_leads_to_the_file_there_is(client, clerk, campaign):
    file_of(campaign)
    assert client.get(at("open_file", campaign)).url == at("records", campaign)


def test_second_opening_is_refused_in_words_with_what_was_typed(client, clerk, campaign):
    data = posted(client.get(at("open_file", campaign)).context["form"])
    file_of(campaign)
    response = client.post(at("open_file", campaign), data | {"code": "06/HS-TĐ"})
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, ["__all__"])
    assert form["code"].value() == "06/HS-TĐ"


def test_paper_is_put_in_from_the_page(client, clerk, campaign, plan):
    record_file = file_of(campaign)
    data = posted(client.get(at("records", campaign)).context["form"])
    assert client.post(at("file_papers", campaign), data).url == at("records", campaign)
    assert documents(record_file) == [plan]


def test_nothing_ticked_is_told_at_the_list(client, clerk, campaign):
    file_of(campaign)
    response = client.post(at("file_papers", campaign))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["documents"])


def test_paper_that_lies_there_by_now_is_told_at_the_list(client, clerk, campaign, plan):
    file_of(campaign, plan)
    response = client.post(at("file_papers", campaign), {"documents": [plan.pk]})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["documents"])


def test_papers_without_a_file_lead_back(client, clerk, campaign):
    assert client.post(at("file_papers", campaign)).url == at("records", campaign)


def test_closed_file_offers_nothing(client, clerk, campaign, plan):
    file_of(campaign, plan)
    closed(campaign.kept_in.record_file)
    issued_anew(campaign, plan)
    assert not client.get(at("records", campaign)).context["may_file"]


@pytest.mark.parametrize("papers", [1, 3])
def test_page_asks_the_same_queries_for_one_paper_and_for_three(
    client, clerk, campaign, plan, papers, django_assert_num_queries
):
    file_of(campaign)
    for _ in range(papers - 1):
        issued_anew(campaign, plan)
    client.get(at("records", campaign))
    with django_assert_num_queries(9):
        response = client.get(at("records", campaign))
    assert len(response.context["proposals"]) == papers


@pytest.mark.parametrize("papers", [1, 3])
def test_form_asks_the_same_queries_for_one_paper_and_for_three(
    client, clerk, campaign, plan, papers, django_assert_num_queries
):
    for _ in range(papers - 1):
        issued_anew(campaign, plan)
    client.get(at("open_file", campaign))
    with django_assert_num_queries(12):
        client.get(at("open_file", campaign))
