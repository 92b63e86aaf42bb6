"""The plan on paper: what goes on it, who may have it drafted, and when."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from campaigns.domain.editing.body import write_body
from campaigns.domain.paper import (
    IssuerEnded,
    NoIssuer,
    NoPlanText,
    draft_plan,
)
from campaigns.domain.plan_text import text_of_plan
from campaigns.domain.policies import CampaignClosed
from campaigns.enums import CampaignState
from campaigns.models import Campaign, PlanPaper
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from documents.domain.blocks import Basis
from documents.domain.encoding import blocks_from_json
from documents.domain.grammar import line_of
from documents.domain.plain_text import Body, rewrite
from documents.enums import DocumentKind
from documents.enums import DocumentState as State
from documents.models import Issuer
from tests.factories import (
    CampaignFactory,
    IssuerFactory,
    OfficeFactory,
    UnitFactory,
    UserFactory,
)
from tests.paperwork import document_at, printed
from tests.workflows import officer_of

pytestmark = pytest.mark.django_db

HEAD = "UBND TỈNH\nSố: /KH-UBND\nKẾ HOẠCH\nPhát động phong trào thi đua năm 2026"
TEXT = "Căn cứ Luật Thi đua, khen thưởng;\nI. MỤC ĐÍCH\nTuyển quân đạt 100%./."
FOOT = "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Bình"


@pytest.fixture
def campaign():
    campaign = CampaignFactory(
        name="Phong trào thi đua năm 2026", recipients="- Sở Nội vụ;\n\nLưu: VT, QS (Sáu)."
    )
    IssuerFactory(unit=campaign.issuing_unit)
    return written(campaign, f"{HEAD}\n{TEXT}\n{FOOT}")


def written(campaign, text) -> Campaign:
    write_body(campaign, rewrite(Body(), text))
    return Campaign.objects.get(pk=campaign.pk)


def drafted(campaign) -> PlanPaper:
    return draft_plan(campaign, by=officer_of(campaign))


def lines_of_plan(campaign) -> list[str]:
    return [line_of(block) for block in text_of_plan(campaign).blocks]


def test_plan_is_what_stands_between_head_and_foot(campaign):
    assert text_of_plan(campaign).title == "Phát động phong trào thi đua năm 2026"
    assert lines_of_plan(campaign) == TEXT.splitlines()


def test_bases_under_a_pasted_title_are_bases(campaign):
    assert isinstance(text_of_plan(campaign).blocks[0], Basis)


def test_text_without_a_head_is_titled_by_the_campaign(campaign):
    campaign = written(campaign, TEXT)
    assert text_of_plan(campaign).title == "Phát động phong trào thi đua năm 2026"
    assert lines_of_plan(campaign) == TEXT.splitlines()


def test_what_follows_the_foot_is_kept(campaign):
    campaign = written(campaign, f"{TEXT}\n{FOOT}\nGhi chú cuối trang.")
    assert lines_of_plan(campaign) == [*TEXT.splitlines(), "Ghi chú cuối trang."]


def test_kind_deep_in_the_text_is_no_head(campaign):
    body = "\n".join(["Đoạn."] * 12 + ["KẾ HOẠCH", "Hết./."])
    assert len(lines_of_plan(written(campaign, body))) == 14


def test_text_that_ends_with_the_kind_has_no_title(campaign):
    campaign = written(campaign, "KẾ HOẠCH")
    assert text_of_plan(campaign).title == "Phát động phong trào thi đua năm 2026"


def test_draft_is_a_plan_of_the_issuing_unit(campaign):
    document = drafted(campaign).document
    assert (document.kind, document.issuer.unit, document.symbol) == (
        DocumentKind.PLAN,
        campaign.issuing_unit,
        "KH-UBND",
    )
    assert [line_of(block) for block in blocks_from_json(document.body)] == TEXT.splitlines()


def test_draft_is_of_the_managing_unit_that_wrote_it(campaign):
    assert drafted(campaign).document.drafting_unit == campaign.managing_unit


def test_anchors_stay_those_of_the_plan(campaign):
    blocks = blocks_from_json(drafted(campaign).document.body)
    assert [block.anchor for block in blocks] == ["doan-5", "doan-6", "doan-7"]


def test_recipients_are_those_of_the_campaign_without_their_signs(campaign):
    assert drafted(campaign).document.recipients == ["Sở Nội vụ", "Lưu: VT, QS (Sáu)"]


def test_signatory_of_the_campaign_signs(campaign):
    OfficeFactory(unit=campaign.issuing_unit, holder="Người khác")
    campaign.signatory = OfficeFactory(
        unit=campaign.issuing_unit, holder="Phạm Văn An", signs_alongside=True
    )
    campaign.save()
    assert drafted(campaign).document.signer_name == "Phạm Văn An"


def test_without_a_signatory_the_signer_of_the_unit_signs(campaign):
    OfficeFactory(unit=campaign.issuing_unit, authority_line="TM. ỦY BAN NHÂN DÂN")
    document = drafted(campaign).document
    assert (document.authority_line, document.signer_name) == (
        "TM. ỦY BAN NHÂN DÂN",
        "Trần Văn Bình",
    )


def test_draft_is_on_the_trail_with_its_grant(campaign):
    officer = officer_of(campaign)
    draft_plan(campaign, by=officer)
    entries = Entry.objects.filter(event__in=["campaigns.plan_drafted", "documents.drafted"])
    assert len(entries) == 2
    assert {(entry.actor_id, bool(entry.authority)) for entry in entries} == {(officer.pk, True)}


def test_second_click_makes_no_second_paper(campaign):
    assert drafted(campaign) == drafted(campaign)


def test_plan_that_changed_is_drafted_again(campaign):
    first = drafted(campaign)
    printed(first.document)
    assert drafted(campaign) != first


def test_plan_that_went_on_is_drafted_again_while_its_number_is_printed(campaign):
    OfficeFactory(unit=campaign.issuing_unit)
    first = drafted(campaign)
    document_at(State.NUMBERED, first.document)
    assert drafted(campaign) != first


def test_officer_of_another_unit_drafts_nothing(campaign):
    stranger = UserFactory(grants=[(Role.CAMPAIGN_OFFICER, UnitFactory())])
    with pytest.raises(NotPermitted):
        draft_plan(campaign, by=stranger)


def test_plan_without_its_text_is_not_drafted(campaign):
    with pytest.raises(NoPlanText):
        drafted(written(campaign, HEAD))


def test_plan_of_a_unit_without_a_head_is_not_drafted(campaign):
    Issuer.objects.all().delete()
    with pytest.raises(NoIssuer):
        drafted(campaign)


def test_closed_campaign_is_not_drafted(campaign):
    Campaign.objects.update(state=CampaignState.CLOSED)
    with pytest.raises(CampaignClosed):
        drafted(campaign)


def test_unit_that_has_ended_issues_no_plan(campaign):
    campaign.issuing_unit = UnitFactory(valid_to=date(2025, 6, 30))
    campaign.save()
    with pytest.raises(IssuerEnded):
        drafted(campaign)


def test_print_is_asked_for_as_of_any_document(campaign):
    officer = officer_of(campaign)
    job = draft_plan(campaign, by=officer).document.print_job
    assert (job.kind, job.requested_by_id) == ("documents.print", officer.pk)


@pytest.fixture
def page(client, campaign):
    client.force_login(officer_of(campaign))
    return lambda: client.get(campaign.get_absolute_url())


def test_button_stands_on_the_page_for_the_officer(page, campaign):
    assert reverse("campaigns:draft_plan", args=[campaign.pk]) in page().text


@pytest.mark.parametrize("change", [{"state": CampaignState.CLOSED}, {"issuing_unit": None}])
def test_button_is_gone_where_nothing_can_be_drafted(page, campaign, change):
    ended = {"issuing_unit": UnitFactory(valid_to=date(2025, 6, 30))}
    Campaign.objects.update(**change if "state" in change else ended)
    assert reverse("campaigns:draft_plan", args=[campaign.pk]) not in page().text


def test_press_leads_to_the_work(client, page, campaign):
    response = client.post(reverse("campaigns:draft_plan", args=[campaign.pk]))
    assert response.url == PlanPaper.objects.get().document.get_absolute_url()
    assert client.get(response.url).status_code == 200


def test_refused_press_goes_back_with_the_reason(client, page, campaign):
    written(campaign, HEAD)
    response = client.post(reverse("campaigns:draft_plan", args=[campaign.pk]), follow=True)
    assert [str(message) for message in response.context["messages"]] == [NoPlanText.message]
