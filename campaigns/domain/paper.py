"""The plan on paper: drafted as an official document from its text.

From then on it is printed, approved, numbered and issued like every other document.
"""

from datetime import date

import rules
from django.db import transaction
from django.utils import timezone

from campaigns.domain.plan_text import text_of_plan
from campaigns.domain.policies import check_not_closed
from campaigns.enums import CampaignState
from campaigns.models import Campaign, PlanPaper
from campaigns.rules import officer_grant
from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from core.jobs.enums import LIVE
from documents.domain.blocks import one_line
from documents.domain.documents import Draft, create_document, signature_by
from documents.domain.grammar import DASH
from documents.domain.prints import ask_for_print
from documents.enums import DocumentKind, DocumentState
from documents.models import Document, Issuer


class NoPlanText(NotPossible):
    code = "no_plan_text"
    message = "Chưa có toàn văn kế hoạch. Hãy ghi ở “Soạn, sửa kế hoạch”, phần “Toàn văn”."


class NoIssuer(NotPossible):
    code = "no_issuer"
    message = (
        "Đơn vị phát động chưa khai báo tên cơ quan ban hành, ký hiệu văn bản và địa danh, "
        "nên chưa lập được văn bản kế hoạch."
    )


class IssuerEnded(NotPossible):
    code = "issuer_ended"
    message = "Đơn vị phát động đã kết thúc hoạt động nên không ban hành kế hoạch được nữa."


@transaction.atomic
def draft_plan(campaign: Campaign, *, by) -> PlanPaper:
    """Drafts the plan's text as it stands, for the issuing unit, and asks for its print.

    The managing unit's people wrote it. While a draft is first being printed, that one is
    returned. Raises NotPermitted, CampaignClosed, IssuerEnded, NoPlanText, NoIssuer.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not rules.has_perm("campaigns.draft_plan", by, campaign):
        raise NotPermitted
    check_not_closed(campaign)
    if fresh := _being_printed(campaign):
        return fresh
    document = _document_of(campaign, by)
    ask_for_print(document, by=by)
    document.save(update_fields=["print_job"])
    paper = PlanPaper.objects.create(campaign=campaign, document=document)
    record(
        "campaigns.plan_drafted",
        campaign,
        by=by,
        grant=officer_grant(by, campaign),
        unit_id=campaign.managing_unit_id,
    )
    return paper


def may_draft_plan(campaign: Campaign, *, by, on: date) -> bool:
    """Whether a page offers it."""
    possible = campaign.state != CampaignState.CLOSED and not campaign.issuing_unit.has_ended(on)
    return possible and rules.has_perm("campaigns.draft_plan", by, campaign)


def _being_printed(campaign: Campaign) -> PlanPaper | None:
    fresh = campaign.papers.filter(document__state=DocumentState.DRAFT, document__file=None)
    return fresh.filter(document__print_job__state__in=LIVE).first()


def _document_of(campaign: Campaign, by) -> Document:
    today = timezone.localdate()
    if campaign.issuing_unit.has_ended(today):
        raise IssuerEnded
    text = text_of_plan(campaign)
    if not text.blocks:
        raise NoPlanText
    issuer = Issuer.objects.select_related("unit").filter(unit=campaign.issuing_unit_id).first()
    if issuer is None:
        raise NoIssuer
    draft = Draft(
        kind=DocumentKind.PLAN,
        title=text.title,
        body=text.blocks,
        recipients=_recipients(campaign),
    )
    return create_document(
        draft,
        issuer=issuer,
        on=today,
        by=by,
        signature=signature_by(campaign.signatory) if campaign.signatory else None,
        grant=officer_grant(by, campaign),
        drafting_unit=campaign.managing_unit,
    )


def _recipients(campaign: Campaign) -> list[str]:
    """One on a line; the signs around them are the document's."""
    lines = (
        one_line(line).removeprefix(DASH).rstrip(" ;.") for line in campaign.recipients.splitlines()
    )
    return [line for line in lines if line]
