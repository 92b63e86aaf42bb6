"""The signed paper report beside what a unit sent: its number, its day and its scan."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import rules
from django.db import transaction
from django.utils import timezone

from campaigns.domain.policies import check_not_closed
from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from core.files.models import StoredFile
from core.files.naming import safe_name
from core.files.storage import store
from core.files.uploads import SUFFIXES, media_type_of
from core.vietnamese.dates import short_date
from results.domain.policies import check_seen
from results.models import PaperReport, Revision, StandIn, Submission
from results.models.paper import Paper
from results.rules import own_grant

LONGEST_NAME = 120  # characters of the name of a file


class InvalidPaper(NotPossible):
    """`field` names what of the paper cannot be."""

    code = "invalid_paper"

    def __init__(self, field: str, message: str):
        self.field = field
        super().__init__(message)


class NoPlaceForPaper(NotPossible):
    code = "no_place_for_paper"
    message = "Chỉ ghi được một báo cáo giấy đã ký cho mỗi lần gửi, khi lần gửi đó còn hiệu lực."


@dataclass(frozen=True)
class GivenPaper:
    """A paper as people give it; `content` is the scan, None where a former one is kept."""

    number: str
    dated_on: date
    content: Path | bytes | None


@transaction.atomic
def attach_paper(submission: Submission, given: GivenPaper, *, by, revision_id: int) -> PaperReport:
    """Keeps the signed paper that followed what was sent; once, and for good.

    Raises NotPermitted, CampaignClosed, Stale, NoPlaceForPaper, InvalidPaper, UnusableFile.
    """
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.attach_paper", by, submission):
        raise NotPermitted
    check_seen(submission, revision_id)
    check_takes_paper(submission)
    return keep_paper(
        submission, laid_down(submission, given), by=by, grant=own_grant(by, submission)
    )


def check_takes_paper(submission: Submission) -> None:
    """Raises CampaignClosed, NoPlaceForPaper unless the sent revision stands without a paper."""
    check_not_closed(submission.campaign)
    if not submission.current_revision.is_sent or paper_of(submission.current_revision):
        raise NoPlaceForPaper


def takes_paper(submission: Submission) -> bool:
    try:
        check_takes_paper(submission)
    except NotPossible:
        return False
    return True


def laid_down(submission: Submission, given: GivenPaper, *, former: Paper | None = None) -> dict:
    """The columns of a paper, its scan stored, or that of the `former` one kept.

    Raises InvalidPaper, UnusableFile.
    """
    if not given.number.strip():
        raise InvalidPaper("number", "Hãy ghi số, ký hiệu của báo cáo giấy.")
    if given.dated_on > timezone.localdate():
        raise InvalidPaper("dated_on", "Ngày ký không thể sau ngày hôm nay.")
    begins = submission.period.data_from
    if given.dated_on < begins:
        raise InvalidPaper("dated_on", f"Số liệu của kỳ bắt đầu từ ngày {short_date(begins)}.")
    scan = _scan_of(given, former)
    return {"number": given.number, "dated_on": given.dated_on, "scan": scan}


def _scan_of(given: GivenPaper, former: Paper | None) -> StoredFile:
    if given.content is not None:
        return store(given.content, media_type_of(given.content))
    if former is None:
        raise InvalidPaper("file", "Hãy chọn tệp bản chụp báo cáo giấy.")
    return former.scan


def keep_paper(submission: Submission, columns: dict, *, by, grant) -> PaperReport:
    """Puts the paper beside the present revision, which was sent, and into the trail."""
    revision = submission.current_revision
    paper = PaperReport.objects.create(
        revision=revision, attached_at=timezone.now(), attached_by=by, **columns
    )
    facts = {"by": by, "grant": grant, "unit_id": submission.unit_id}
    record("results.paper_attached", submission, after=paper_facts(paper), **facts)
    return paper


def paper_of(revision: Revision) -> PaperReport | None:
    return getattr(revision, "paper", None)


def paper_facts(paper: Paper) -> dict[str, str]:
    """What the trail tells of a paper."""
    return {
        "number": paper.number,
        "dated_on": paper.dated_on.isoformat(),
        "sha256": paper.scan.sha256,
    }


def scan_name(paper: PaperReport | StandIn) -> str:
    """The name under which people keep the scan."""
    name = safe_name(f"Báo cáo {paper.reference}", longest=LONGEST_NAME)
    return f"{name}{SUFFIXES[paper.scan.media_type]}"
