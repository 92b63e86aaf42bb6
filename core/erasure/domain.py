"""Asking for an erasure, looking where the content stands, and carrying it out.

A room decides who may do so and what is to be erased; its verbs hold the lock of the subject.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from core.access.refusals import NotPossible, check_reason
from core.access.seen import check_unchanged
from core.audit.trail import FROM_TRAIL, record
from core.erasure.copies import Copy, copies_of, counted, erase_copies, uses_of, write
from core.erasure.enums import ErasureState
from core.erasure.models import ErasureRequest
from core.erasure.sessions import erase_from, sessions_holding
from core.erasure.signals import content_erased, papers_asked
from core.erasure.spill import Paper, Spill
from core.erasure.trail import Paths, erase_from_trail, paths_in_trail
from core.files.models import StoredFile
from core.files.storage import erase
from core.vietnamese.numbers import format_number

IN_TRAIL, IN_SESSIONS, BYTES = "Nhật ký", "Tệp tải lên đang chờ ghi", "Tệp lưu trữ"
USES = "Chỗ dẫn đến các tệp đó"


class AlreadyAsked(NotPossible):
    code = "already_asked"
    message = "Đã có một yêu cầu xóa đang chờ người thứ hai quyết định."


class ContentInReason(NotPossible):
    code = "content_in_reason"
    field = "reason"
    message = "Lý do không được chép lại nội dung cần xóa."


class AlreadyDecided(NotPossible):
    code = "already_decided"
    message = "Yêu cầu này đã được quyết định."


class OwnRequest(NotPossible):
    code = "own_request"
    message = "Người đề nghị xóa không tự quyết định yêu cầu của mình."


@dataclass(frozen=True)
class Findings:
    """Everywhere that a spill stands."""

    spill: Spill
    copies: list[Copy]
    paths: Paths
    sessions: list[tuple[Session, dict]] = field(repr=False)
    papers: list[Paper]
    remaining: list[str]

    @property
    def files(self) -> list[StoredFile]:
        """Those whose bytes are still here, each once."""
        named = [*self.spill.files, *(file for paper in self.papers for file in paper.files)]
        return list({file.pk: file for file in named if not file.erased_at}.values())

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many values stand where, in the order in which people ask."""
        places = Counter(row.label for row in self.spill.rows)
        places += counted(self.copies)
        places[IN_TRAIL] = sum(map(len, self.paths.values()))
        places[IN_SESSIONS] = len(self.sessions)
        places[BYTES] = len(self.files)
        places[USES] = uses_of(self.files)
        return [(place, number) for place, number in places.items() if number]

    @property
    def facts(self) -> dict:
        """For the fingerprint of the page on which it is confirmed."""
        return {"counts": self.counts, "trail": self.paths, "remaining": self.remaining}


def findings_of(spill: Spill) -> Findings:
    """Looks through every table, the trail, sessions and papers; changes nothing."""
    needles = spill.needles
    own = {(row.model, row.pk, name) for row in spill.rows for name in row.changes}
    copies = [copy for copy in copies_of(needles) if copy.place not in own]
    paths, unprovable = paths_in_trail(spill)
    answers = papers_asked.send(sender=None, spill=spill, copies=copies)
    papers = [paper for _, found in answers for paper in found]
    return Findings(
        spill=spill,
        copies=[copy for copy in copies if copy.is_erasable],
        paths=paths,
        sessions=sessions_holding(spill, needles),
        papers=papers,
        remaining=_remaining(copies, papers, unprovable),
    )


def _remaining(copies: list[Copy], papers: list[Paper], unprovable: int) -> list[str]:
    left = counted(copy for copy in copies if not copy.is_erasable)
    said = [
        f"{label}: {format_number(number)} chỗ phải sửa tại trang đó."
        for label, number in left.items()
    ]
    if unprovable:
        said.append(f"{format_number(unprovable)} mục nhật ký niêm phong theo cách cũ.")
    return said + [paper.remains for paper in papers if paper.remains]


@transaction.atomic
def ask_for_erasure(
    subject, spill: Spill, places: list[dict], *, reason: str, by, grant, unit_id: int
) -> ErasureRequest:
    """Raises ReasonMissing, ContentInReason, AlreadyAsked."""
    check_reason(reason)
    if spill.needles.are_in(reason):
        raise ContentInReason
    of_subject = {"subject_type": spill.subject_type, "subject_id": spill.subject_id}
    if ErasureRequest.objects.filter(state=ErasureState.WAITING, **of_subject).exists():
        raise AlreadyAsked
    request = ErasureRequest.objects.create(
        **of_subject,
        subject_name=str(subject),
        unit_id=unit_id,
        places=places,
        phrases=list(spill.phrases),
        reason=reason,
        asked_by_id=by.pk,
        asked_by_name=by.full_name,
        asked_under=str(grant),
    )
    after = {"places": [place["label"] for place in places]}
    told = {"by": by, "grant": grant, "unit_id": unit_id, "reason": reason}
    record("erasure.asked", subject, after=after, **told)
    return request


@transaction.atomic
def carry_out_erasure(
    request: ErasureRequest, subject, spill: Spill, *, seen: str, by, grant
) -> ErasureRequest:
    """Empties every place, or none; the bytes of files leave the disk with the commit.

    `seen` is the fingerprint of what the person was shown. Raises AlreadyDecided, OwnRequest,
    ChangedMeanwhile.
    """
    request = _to_decide(request, by)
    findings = findings_of(spill)
    check_unchanged(findings.facts, seen)
    request.counts, request.remaining = findings.counts, findings.remaining
    _decide(request, ErasureState.ERASED, by, grant)
    _empty(findings, request)
    after = {
        "places": [place["label"] for place in request.places],
        "counts": [f"{place}: {format_number(number)}" for place, number in request.counts],
        FROM_TRAIL: findings.paths,
    }
    told = {"by": by, "grant": grant, "unit_id": request.unit_id, "reason": request.reason}
    act = record("erasure.confirmed", subject, after=after, **told)
    erase_from_trail(findings.paths, act)
    content_erased.send(sender=None, spill=spill)
    return request


@transaction.atomic
def decline_erasure_request(
    request: ErasureRequest, subject, *, reason: str, by, grant
) -> ErasureRequest:
    """The content stays, and why. Raises ReasonMissing, AlreadyDecided, OwnRequest."""
    check_reason(reason)
    request = _to_decide(request, by)
    request.decision_reason = reason
    _decide(request, ErasureState.DECLINED, by, grant)
    record("erasure.declined", subject, by=by, grant=grant, unit_id=request.unit_id, reason=reason)
    return request


def _to_decide(request: ErasureRequest, by) -> ErasureRequest:
    request = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if not request.is_waiting:
        raise AlreadyDecided
    if request.asked_by_id == by.pk:
        raise OwnRequest
    return request


def _decide(request: ErasureRequest, state: ErasureState, by, grant) -> None:
    request.state, request.decided_at = state, timezone.now()
    request.decided_by_id, request.decided_by_name = by.pk, by.full_name
    request.decided_under, request.phrases = str(grant), []
    request.save()


def _empty(findings: Findings, request: ErasureRequest) -> None:
    for row in findings.spill.rows:
        write(row.model, row.pk, row.changes)
    erase_copies(findings.copies, findings.spill.needles)
    erase_from(findings.sessions)
    for file in findings.files:
        erase(file, under=request.pk)
