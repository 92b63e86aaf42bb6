"""The plan on paper: drafted as an official document from its text, and printed by the worker."""

from dataclasses import dataclass
from datetime import date, datetime

import rules
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from campaigns.domain.plan_text import text_of_plan
from campaigns.domain.policies import check_not_closed
from campaigns.enums import CampaignState
from campaigns.models import Campaign, PlanPaper
from campaigns.rules import officer_grant
from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from core.jobs.enums import LIVE
from core.jobs.queue import request
from documents.domain.blocks import one_line
from documents.domain.documents import Draft, create_document, signature_by
from documents.domain.grammar import DASH
from documents.enums import DocumentKind
from documents.models import Document, Issuer

JOB_KIND = "campaigns.print_plan"


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


@dataclass(frozen=True)
class PaperLine:
    """A draft of the plan as a page tells it; `failure` says why it was not printed."""

    pk: int
    drafted_at: datetime
    is_printed: bool
    is_being_printed: bool
    failure: str


@transaction.atomic
def draft_plan(campaign: Campaign, *, by) -> PlanPaper:
    """Drafts the plan's text as it stands, and asks the worker to print it.

    While one is being printed, that one is returned. Raises NotPermitted, CampaignClosed,
    IssuerEnded, NoPlanText, NoIssuer.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not rules.has_perm("campaigns.draft_plan", by, campaign):
        raise NotPermitted
    check_not_closed(campaign)
    if live := campaign.papers.filter(job__state__in=LIVE).first():
        return live
    document = _document_of(campaign, by)
    paper = PlanPaper.objects.create(campaign=campaign, document=document)
    _ask_the_worker(paper, by)
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


def papers_told() -> ArraySubquery:
    """The papers of a campaign for papers_of(), the newest first, read along with it."""
    rows = PlanPaper.objects.filter(campaign=OuterRef("pk")).order_by("-pk")
    told = JSONObject(
        pk="pk",
        drafted_at="document__created_at",
        file="document__file",
        state="job__state",
        failure="job__failure_message",
    )
    return ArraySubquery(rows.values(told=told))


def papers_of(campaign: Campaign) -> list[PaperLine]:
    """Of a campaign annotated as `drafted` with papers_told()."""
    return [
        PaperLine(
            pk=told["pk"],
            drafted_at=datetime.fromisoformat(told["drafted_at"]),
            is_printed=told["file"] is not None,
            is_being_printed=told["state"] in LIVE,
            failure=told["failure"],
        )
        for told in campaign.drafted
    ]


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
    signature = signature_by(campaign.signatory) if campaign.signatory else None
    grant = officer_grant(by, campaign)
    return create_document(draft, issuer=issuer, on=today, by=by, signature=signature, grant=grant)


def _recipients(campaign: Campaign) -> list[str]:
    """One on a line; the signs around them are the document's."""
    lines = (
        one_line(line).removeprefix(DASH).rstrip(" ;.") for line in campaign.recipients.splitlines()
    )
    return [line for line in lines if line]


def _ask_the_worker(paper: PlanPaper, by) -> None:
    paper.job = request(
        JOB_KIND,
        args={"paper": paper.pk},
        key=f"{JOB_KIND}:{paper.pk}",
        by=by,
        result_url=paper.campaign.get_absolute_url(),
    )
    paper.save(update_fields=["job"])
