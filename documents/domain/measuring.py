"""The print of a document as the format checker finds it."""

from dataclasses import dataclass

from core.files.storage import open_stored
from documents.checker.client import check_pdf
from documents.checker.findings import Report, Verdict
from documents.domain.policies import check_printed
from documents.models import Document


@dataclass(frozen=True)
class FormatCheck:
    """What the trail keeps of a report: the file by its SHA-256, how many elements were how."""

    sha256: str
    met: int
    not_met: int


def measured(document: Document) -> Report:
    """The findings over the document as it is printed now.

    By a process of its own, which may take seconds: never ask under a lock. Raises NotPrinted,
    Uncheckable.
    """
    check_printed(document)
    with open_stored(document.file) as file:
        return check_pdf(file)


def kept_of(report: Report, document: Document) -> FormatCheck:
    """The report that was just made of the document's file."""
    met, not_met = (len(report.of(verdict)) for verdict in (Verdict.MET, Verdict.NOT_MET))
    return FormatCheck(document.file.sha256, met, not_met)
