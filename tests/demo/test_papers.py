"""The plan of Ba Tơ on paper, held against the plan that the district's committee sent."""

from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from pypdf import PdfReader

from campaigns.models import Campaign
from core.jobs.enums import LIVE
from core.jobs.models import Job
from core.jobs.work import run
from demo.report import ask_for_report
from documents.domain.printing import print_document
from documents.render.local import render_client
from documents.word.file import write_word
from reports.domain.reports import freeze_report
from tests.documents.words import in_pdf, in_word, repeated_in_pdf, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

SOURCE = Path(__file__).with_name("plan_of_ba_to.txt")
FIRST, LAST = "KẾ HOẠCH", "Phạm Giang Nam"
# The head of the source was lost but for its number and its day; of its text, only the signs that
# were put around words in italics when it was copied are no words of the plan.
DEFECTS = [("*“Phát", "“Phát"), ("vụ”*.", "vụ”."), ("(*Sáu*).", "(Sáu).")]


@pytest.fixture(scope="module", autouse=True)
def renderer():
    yield
    render_client().close()


@pytest.fixture
def document():
    (paper,) = Campaign.objects.get(issuing_unit__code="QN-BT").papers.all()
    run(paper.document.print_job_id)
    paper.document.refresh_from_db()
    return paper.document


def from_title_to_signature(text: str) -> list[str]:
    """The words; the source's own line breaks and pages are no words."""
    return words_of(text[text.index(FIRST) : text.index(LAST) + len(LAST)])


def differing(source: list[str], printed: list[str]) -> list[tuple[str, str]]:
    steps = SequenceMatcher(None, source, printed, autojunk=False).get_opcodes()
    return [
        (" ".join(source[start:end]), " ".join(printed[begin:stop]))
        for kind, start, end, begin, stop in steps
        if kind != "equal"
    ]


def test_pdf_says_what_the_source_says_from_its_title_to_its_signature(document):
    printed = from_title_to_signature(" ".join(in_pdf(document.file.path)))
    assert differing(from_title_to_signature(SOURCE.read_text()), printed) == DEFECTS


def test_word_file_says_what_the_source_says(document):
    written = from_title_to_signature(" ".join(in_word(write_word(document))))
    assert differing(from_title_to_signature(SOURCE.read_text()), written) == DEFECTS


def test_word_that_is_missing_is_reported():
    source = from_title_to_signature(SOURCE.read_text())
    assert differing(source, source[:10] + source[11:]) == [(source[10], "")]


def test_head_leaves_number_and_day_open_as_the_source_does(document):
    head = " ".join(in_pdf(document.file.path)).partition(FIRST)[0]
    assert head == (
        "ỦY BAN NHÂN DÂN HUYỆN BA TƠ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
        "Độc lập - Tự do - Hạnh phúc Số: / KH- UBND Ba Tơ, ngày tháng 02 năm 2025 "
    )


def test_it_is_signed_as_the_source_is(document):
    assert (document.authority_line, document.signer_title, document.signer_name) == (
        "",
        "CHỦ TỊCH",
        LAST,
    )


def test_other_papers_of_the_committee_are_signed_for_the_committee(document):
    assert {
        office.authority_line
        for office in document.issuer.unit.offices.all()
        if not office.signs_alongside
    } == {"TM. ỦY BAN NHÂN DÂN"}


def test_it_is_printed_on_five_pages(document):
    assert len(PdfReader(document.file.path).pages) == 5


def test_printing_is_a_job_of_the_worker():
    assert Job.objects.filter(kind="documents.print", state__in=LIVE).count() == 1


def test_report_with_its_annex_has_the_words_of_its_pdf_but_for_repeated_heads():
    report = freeze_report(ask_for_report().pk).document
    printed, written = in_pdf(print_document(report).path), in_word(write_word(report))
    assert Counter(written) - Counter(printed) == Counter()
    assert repeated_in_pdf(report, printed, written) == Counter()
