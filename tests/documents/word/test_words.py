"""The Word file says what the PDF says, no word more and none less."""

from collections import Counter
from datetime import date

import pytest

from documents.domain.blocks import Annex, Article, Paragraph, Run, paragraph
from documents.domain.layout import document_html
from documents.enums import DRAFTED, DocumentKind
from documents.word.file import write_word
from tests.documents.samples import MARKED, sample
from tests.documents.words import in_html, in_pdf, in_word, repeated_in_pdf

COUNCIL = {
    "authority_line": "TM. HỘI ĐỒNG\nKT. CHỦ TỊCH",
    "signer_title": "Phó Chủ tịch",
    "signer_office": "Chính ủy Bộ Chỉ huy quân sự tỉnh",
    "signer_rank": "Đại tá",
}


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_has_the_words_of_its_pdf(kind, print_pages):
    document = sample(kind)
    _, pdf = print_pages(document)
    assert Counter(in_word(write_word(document))) == Counter(in_pdf(pdf))


@pytest.mark.parametrize("kind", DRAFTED)
def test_marks_have_the_words_of_the_pdf(kind, print_pages):
    document = sample(kind, **MARKED)
    _, pdf = print_pages(document)
    assert Counter(in_word(write_word(document))) == Counter(in_pdf(pdf))


def test_marks_stand_on_a_copy_as_on_its_original(print_pages):
    original = sample(DocumentKind.DECISION, **MARKED, number=1250, legal_date=date(2026, 12, 18))
    document = sample(DocumentKind.TRUE_COPY, copied_from=original)
    _, pdf = print_pages(document)
    assert Counter(in_word(write_word(document))) == Counter(in_pdf(pdf))


@pytest.mark.parametrize("kind", DRAFTED)
def test_marks_stand_in_the_order_of_the_page_source(kind):
    document = sample(kind, **MARKED)
    assert in_word(write_word(document)) == in_html(document_html(document))


@pytest.mark.parametrize("kind", DocumentKind)
def test_words_stand_in_the_order_of_the_page_source(kind):
    document = sample(kind)
    assert in_word(write_word(document)) == in_html(document_html(document))


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 7, "legal_date": date(2026, 12, 5)},
        {"superior_line": "UBND TỈNH\nQUÂN KHU", "issuer_name": "SỞ NỘI VỤ"},
        {"addressees": ["Quân khu 5"]},
        {"addressees": ["Quân khu 5", "Tỉnh ủy", "Sở Nội vụ"]},
        {"recipients": []},
        {"title": "Kết quả\nquý  I"},
        COUNCIL,
    ],
)
def test_words_follow_what_the_document_says(write_document, changes):
    document = write_document(**changes)
    assert in_word(write_word(document)) == in_html(document_html(document))


def test_words_of_every_block_and_annex(write_document, units_table):
    body = [
        Article("dieu-1", 1, "Phạm vi"),
        Article("dieu-2", 2, "Quyết định này có hiệu lực từ ngày ký."),
        Paragraph("a", (Run("Tư tưởng: "), Run("“Quyết thắng”", italic=True), Run(".", bold=True))),
        units_table("bang", 3, width=155),
    ]
    annexes = [
        Annex("mot", "Một", (units_table("bang-mot", 2, width=252),), "I", landscape=True),
        Annex("hai", "Hai", (paragraph("b", "Không có."),), "II"),
    ]
    document = write_document(body=body, annexes=annexes)
    assert in_word(write_word(document)) == in_html(document_html(document))


def test_long_report_has_the_words_of_its_pdf_but_for_repeated_heads(report, print_pages):
    _, pdf = print_pages(report)
    printed, written = in_pdf(pdf), in_word(write_word(report))
    assert Counter(written) - Counter(printed) == Counter()
    assert repeated_in_pdf(report, printed, written) == Counter()


def test_word_that_is_missing_is_found(print_pages):
    document = sample(DocumentKind.NOTICE)
    _, pdf = print_pages(document)
    document.title += " khác"
    assert Counter(in_word(write_word(document))) - Counter(in_pdf(pdf)) == Counter(["khác"])
