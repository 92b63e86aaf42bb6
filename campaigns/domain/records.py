"""The records file of a campaign: opened for its papers, and what is still to go into it."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import Q

from campaigns.models import Campaign, CampaignFile
from campaigns.rules import keeping_grant
from campaigns.signals import papers_asked
from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from documents.domain.records.facts import Heading
from documents.domain.records.files import open_record_file
from documents.domain.records.proposals import Proposal, fileable_by, in_time
from documents.models import Document, Issuer, RecordFile

PLAN = "văn bản kế hoạch"


class FileOpened(NotPossible):
    """A campaign has one file, perhaps kept where the person sees nothing."""

    code = "file_opened"


@transaction.atomic
def open_campaign_file(
    campaign: Campaign, heading: Heading, documents: Sequence[Document], *, issuer: Issuer, by
) -> RecordFile:
    """Opens the file of the campaign. Raises NotPermitted, FileOpened, and as open_record_file."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    grant = keeping_grant(by, campaign)
    if grant is None:
        raise NotPermitted
    if (
        former := CampaignFile.objects.select_related("record_file__issuer")
        .filter(campaign=campaign)
        .first()
    ):
        kept = former.record_file
        raise FileOpened(f"Phong trào đã có hồ sơ: {kept} của {kept.issuer}.")
    record_file = open_record_file(heading, documents, issuer=issuer, by=by)
    CampaignFile.objects.create(campaign=campaign, record_file=record_file)
    record(
        "campaigns.file_opened",
        campaign,
        by=by,
        grant=grant,
        unit_id=issuer.unit_id,
        after={"record_file": str(record_file)},
    )
    return record_file


def record_file_of(campaign: Campaign, *, seen_by) -> RecordFile | None:
    """The file of the campaign, where it is within the person's reach."""
    files = RecordFile.objects.visible_to(seen_by).filter(of_campaign__campaign=campaign)
    return files.select_related("issuer__unit").counted().first()


def papers_of(campaign: Campaign, *keepers: Issuer) -> list[Proposal]:
    """What is out of the papers of the units that issued or managed the campaign, by their days.

    Of these only what a file of one of the keepers may hold.
    """
    return _among(fileable_by(*keepers), campaign)


def papers_left_out(campaign: Campaign, record_file: RecordFile) -> list[Proposal]:
    """Those that the file may hold and does not hold yet."""
    fileable = fileable_by(record_file.issuer)
    return _among(fileable.exclude(filings__record_file=record_file), campaign)


def _among(documents, campaign: Campaign) -> list[Proposal]:
    units = [campaign.issuing_unit_id, campaign.managing_unit_id]
    former = campaign.managements.values("unit")
    of_units = documents.filter(Q(issuer__unit__in=units) | Q(issuer__unit__in=former))
    return in_time(_papers(of_units, campaign))


def _papers(documents, campaign: Campaign) -> Iterator[Proposal]:
    for document in documents.filter(plan_paper__campaign=campaign):
        yield Proposal(document, PLAN)
    for _, proposals in papers_asked.send(Campaign, campaign=campaign, documents=documents):
        yield from proposals
