"""The receipt of a report (phiếu xác nhận đã nộp): what was sent, by whom, and when."""

from dataclasses import dataclass

from core.access.seen import fingerprint
from results.domain.answers import values_of
from results.domain.papers import paper_of
from results.domain.revisions import NARRATIVE
from results.models import Adjustment, Evidence, PaperReport, Revision
from results.models.adjustment import SIGNED


@dataclass(frozen=True)
class Receipt:
    """Of one revision that was sent.

    `digest` is the SHA-256 of its figures, adjustments, words and files: as long as it is the same,
    nothing of what was sent has changed. The signed paper may follow later; its scan has a digest
    of its own.
    """

    revision: Revision
    figures: int
    estimated: list[str]
    evidence: list[Evidence]
    paper: PaperReport | None
    digest: str


def receipt_of(revision: Revision) -> Receipt:
    """Raises ValueError for a revision that was not sent."""
    if not revision.is_sent:
        raise ValueError(f"Revision {revision.pk} was not sent.")
    rows = list(_figures(revision))
    figures = {one.indicator.code: values_of(one) for one in rows}
    estimated = [one.indicator.name for one in rows if one.is_estimate]
    words = {name: getattr(revision, name) for name in NARRATIVE}
    evidence = list(revision.evidence.select_related("file"))
    files = [[one.title, one.file.sha256] for one in evidence]
    facts = {"figures": figures, "words": words, "files": files}
    if adjusted := [_adjusted(one) for one in revision.adjustments.select_related("indicator")]:
        facts["adjustments"] = adjusted
    digest = fingerprint(facts)
    return Receipt(revision, len(figures), estimated, evidence, paper_of(revision), digest)


def _adjusted(adjustment: Adjustment) -> list[str]:
    changes = [str(getattr(adjustment, name) or "") for name in SIGNED]
    return [adjustment.indicator.code, *changes, adjustment.reason]


def _figures(revision: Revision):
    return revision.figures.select_related("indicator").order_by("indicator__code")
