"""Plans that were issued, and the records file of their campaign, by the real verbs."""

from campaigns.domain.editing.body import write_body
from campaigns.domain.paper import draft_plan
from campaigns.domain.records import open_campaign_file
from campaigns.models import Campaign, PlanPaper
from core.files.storage import store
from documents.domain.documents import set_file
from documents.domain.plain_text import Body, rewrite
from documents.enums import DocumentState
from documents.models import Document, Issuer, RecordFile
from tests.factories import IssuerFactory, OfficeFactory
from tests.paperwork import document_at
from tests.recordwork import heading, keeper_of
from tests.workflows import officer_of, planned_movement


def issued_plan() -> PlanPaper:
    """The plan of a new campaign, drafted and issued."""
    campaign = planned_movement().campaign
    IssuerFactory(unit=campaign.issuing_unit)
    OfficeFactory(unit=campaign.issuing_unit)
    write_body(campaign, rewrite(Body(), "I. NỘI DUNG\nTuyển quân đạt 100%."))
    paper = draft_plan(campaign, by=officer_of(campaign))
    set_file(paper.document, store(b"%PDF-1.7", "application/pdf"), by=None)
    document_at(DocumentState.ISSUED, Document.objects.with_context().get(pk=paper.document_id))
    return PlanPaper.objects.select_related("campaign", "document__issuer").get(pk=paper.pk)


def file_of(campaign: Campaign, *documents: Document, **changes) -> RecordFile:
    issuer = Issuer.objects.get(unit=campaign.managing_unit)
    return open_campaign_file(
        campaign, heading(**changes), documents, issuer=issuer, by=keeper_of(issuer)
    )
