"""Which documents are compared, and what came of it."""

from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader

from accounts.models import User
from campaigns.models import PlanPaper
from demo.report import ask_for_report
from documents.domain.printing import print_document
from documents.enums import DocumentKind
from documents.models import Document
from documents.render.local import render_client
from documents.word.file import write_word
from reports.domain.reports import freeze_report, request_report
from reports.models import ProgressReport
from results.enums import SubmissionState as State
from results.models import Submission
from script.word_pages.office import lay_out
from tests.documents.samples import sample

FARTHEST = 1  # pages apart
LEADER, PROVINCE = "lanhdao.quangngai", "QN"


def main(folder: Path) -> int:
    """Says the pages of each; the exit status is 1 where any are too far apart."""
    documents = list(_documents())
    printed = [_pages(print_document(document).path) for document in documents]
    render_client().close()
    files = [
        _written(document, folder / f"{place}.docx") for place, document in enumerate(documents)
    ]
    laid_out = [_pages(path) for path in lay_out(files, folder)]
    apart = [abs(one - other) for one, other in zip(printed, laid_out, strict=True)]
    for document, pdf, word in zip(documents, printed, laid_out, strict=True):
        print(f"PDF {pdf:3d} trang, Word {word:3d} trang: {str(document)[:80]}")
    print(f"{len(documents)} văn bản, lệch nhiều nhất {max(apart)} trang.")
    return int(max(apart) > FARTHEST)


def _documents() -> Iterator[Document]:
    yield from map(sample, DocumentKind)
    for paper in PlanPaper.objects.select_related("document"):
        yield paper.document
    for report in (ask_for_report(), *_reports_of_the_province()):
        yield freeze_report(report.pk).document


def _reports_of_the_province() -> Iterator[ProgressReport]:
    """Of the campaign that runs, with an annex of all communes, and of the one it took over."""
    leader = User.objects.get(username=LEADER)
    for submission in Submission.objects.filter(unit__code=PROVINCE, state=State.ACCEPTED):
        yield request_report(submission, by=leader)


def _written(document: Document, path: Path) -> Path:
    path.write_bytes(write_word(document))
    return path


def _pages(path: Path) -> int:
    return len(PdfReader(path).pages)
