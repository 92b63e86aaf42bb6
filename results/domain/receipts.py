"""The receipt of a report (phiếu xác nhận đã nộp): what was sent, by whom, and when."""

from dataclasses import dataclass

from core.access.seen import fingerprint
from results.domain.answers import values_of
from results.domain.revisions import NARRATIVE
from results.enums import AnswerKind
from results.models import Evidence, Revision


@dataclass(frozen=True)
class Receipt:
    """Of one revision that was sent; of its figures, `separate` are reported apart as secret.

    `digest` is the SHA-256 of its figures, words and files: as long as it is the same, nothing of
    what was sent has changed.
    """

    revision: Revision
    figures: int
    evidence: list[Evidence]
    digest: str
    separate: int


def receipt_of(revision: Revision) -> Receipt:
    """Raises ValueError for a revision that was not sent."""
    if not revision.is_sent:
        raise ValueError(f"Revision {revision.pk} was not sent.")
    figures = {one.indicator.code: values_of(one) for one in _figures(revision)}
    words = {name: getattr(revision, name) for name in NARRATIVE}
    evidence = list(revision.evidence.select_related("file"))
    files = [[one.title, one.file.sha256] for one in evidence]
    digest = fingerprint({"figures": figures, "words": words, "files": files})
    apart = sum(said["answer"] == AnswerKind.REPORTED_SEPARATELY for said in figures.values())
    return Receipt(revision, len(figures), evidence, digest, separate=apart)


def _figures(revision: Revision):
    return revision.figures.select_related("indicator").order_by("indicator__code")
