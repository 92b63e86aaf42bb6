"""The records file of a campaign: opened for its papers, and what is still to go into it."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

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
    papers = in_time(_papers(campaign, _units_of(campaign)))
    keys = [paper.document.pk for paper in papers]
    wanted = set(documents.filter(pk__in=keys).values_list("pk", flat=True))
    return [paper for paper in papers if paper.document.pk in wanted]


def _papers(campaign: Campaign, units: Iterable[int]) -> Iterator[Proposal]:
    for document in Document.objects.out().filter(plan_paper__campaign=campaign):
        yield Proposal(document, PLAN)
    for _, proposals in papers_asked.send(Campaign, campaign=campaign, units=units):
        yield from proposals


def _units_of(campaign: Campaign) -> set[int]:
    former = campaign.managements.values_list("unit_id", flat=True)
    return {campaign.issuing_unit_id, campaign.managing_unit_id, *former}
