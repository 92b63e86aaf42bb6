"""Evidence of a submission: attached and taken away until it is sent."""

from pathlib import Path

import rules
from django.db import transaction
from django.utils import timezone

from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from core.files.naming import safe_name
from core.files.storage import store
from core.files.uploads import SUFFIXES, UnusableFile, media_type_of
from results.domain.policies import check_editable, check_seen
from results.domain.stand_ins import note_hand
from results.models import Evidence, Revision, Submission
from results.rules import entering_grant

MOST_FILES = 20
LONGEST_NAME = 120  # characters of the name of a file


class TooManyFiles(NotPossible):
    code = "too_many_files"
    field = "file"
    message = f"Mỗi báo cáo đính kèm không quá {MOST_FILES} tệp."


@transaction.atomic
def attach_evidence(
    submission: Submission, content: Path | bytes, *, title: str, by, revision_id: int
) -> Evidence:
    """Keeps a file beside the revision that is being entered.

    Raises NotPermitted, CampaignClosed, WrongState, PeriodClosed, Stale, UnusableFile,
    TooManyFiles.
    """
    revision = _open_revision(submission, by, revision_id)
    if revision.evidence.count() >= MOST_FILES:
        raise TooManyFiles
    file = store(content, media_type_of(content))
    if revision.evidence.filter(file=file).exists():
        raise UnusableFile("Tệp này đã được đính kèm.")
    evidence = Evidence.objects.create(
        revision=revision, file=file, title=title, attached_by=by, attached_at=timezone.now()
    )
    record("results.evidence_attached", submission, **_said(submission, by), after=_facts(evidence))
    return evidence


@transaction.atomic
def remove_evidence(submission: Submission, evidence_id: int, *, by, revision_id: int) -> None:
    """Takes a file away from the revision that is being entered; the trail keeps its hash.

    A file that is gone already needs nothing more. Raises NotPermitted, CampaignClosed, WrongState,
    PeriodClosed, Stale.
    """
    revision = _open_revision(submission, by, revision_id)
    evidence = revision.evidence.select_related("file").filter(pk=evidence_id).first()
    if evidence is None:
        return
    evidence.delete()
    record("results.evidence_removed", submission, **_said(submission, by), before=_facts(evidence))


def carry_evidence(former: Revision, revision: Revision) -> None:
    """What stood beside the former revision stands beside the next as well."""
    Evidence.objects.bulk_create(
        Evidence(
            revision=revision,
            file_id=one.file_id,
            title=one.title,
            attached_by_id=one.attached_by_id,
            attached_at=one.attached_at,
        )
        for one in former.evidence.all()
    )


def evidence_name(evidence: Evidence) -> str:
    """The name under which people keep the file."""
    title = safe_name(evidence.title, longest=LONGEST_NAME)
    return f"{title}{SUFFIXES[evidence.file.media_type]}"


def _open_revision(submission: Submission, by, revision_id: int) -> Revision:
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.enter_figures", by, submission):
        raise NotPermitted
    check_editable(submission)
    check_seen(submission, revision_id)
    return submission.current_revision


def _said(submission: Submission, by) -> dict:
    """Who does it, under which grant, for which unit, and whether on its behalf."""
    return {
        "by": by,
        "grant": entering_grant(by, submission),
        "unit_id": submission.unit_id,
        "reason": note_hand(submission, by=by),
    }


def _facts(evidence: Evidence) -> dict[str, str]:
    return {"title": evidence.title, "sha256": evidence.file.sha256}
