"""What a typed line is in a document, and how each part of the grammar is printed."""

import re

import pytest

from documents.domain.blocks import Article, Basis, Centred, Paragraph
from documents.domain.grammar import line_of
from documents.domain.layout import document_html
from documents.domain.plain_text import Body, rewrite
from documents.enums import DocumentKind, LayoutProfile
from tests.documents.samples import sample, words_of

BASIS = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"


def written(*lines):
    return rewrite(Body(), "\n".join(lines)).blocks


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Phần I", Centred),
        ("Chương II", Centred),
        ("Mục 1", Centred),
        ("Phần thứ nhất", Centred),
        ("QUY ĐỊNH CHUNG", Centred),
        ("QUYẾT ĐỊNH:", Centred),
        ("QUYẾT", Paragraph),
        ("2026 - 2027", Paragraph),
        ("Mục 1 quy định", Paragraph),
        ("Điều 1. Phạm vi điều chỉnh", Article),
        ("Điều 01. Phạm vi điều chỉnh", Paragraph),
        ("Điều 1 quy định về thi đua.", Paragraph),
        (BASIS, Basis),
        ("Theo đề nghị của Giám đốc Sở Nội vụ.", Basis),
        ("Căn cứ tình hình thực tế", Paragraph),
    ],
)
def test_line_is_known_by_its_first_words(line, kind):
    (block,) = written(line)
    assert (type(block), line_of(block)) == (kind, line)


def test_bases_stand_at_the_opening_only():
    blocks = written("CHỦ TỊCH ỦY BAN NHÂN DÂN", BASIS, "Ủy ban nhân dân ban hành:", BASIS)
    assert [type(block) for block in blocks] == [Centred, Basis, Paragraph, Paragraph]


def test_decision_keeps_every_word_of_its_text():
    _, text = words_of(DocumentKind.DECISION)
    assert "\n".join(map(line_of, written(text))) == text


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Điều 1. Phạm vi điều chỉnh", "<b>Điều 1.</b> <b>Phạm vi điều chỉnh</b>"),
        ("Điều 2. Tặng Bằng khen.", "<b>Điều 2.</b> Tặng Bằng khen."),
    ],
)
def test_article_is_bold_with_its_title_and_not_with_its_text(write_document, line, printed):
    html = document_html(write_document(body=written(line)))
    assert re.findall(r'<p id="doan-1">(.*)</p>', html) == [printed]


ORIGINALS = [kind for kind in DocumentKind if not kind.is_copy]


@pytest.mark.parametrize("kind", ORIGINALS)
def test_title_stands_in_the_middle_or_under_the_number_of_a_letter(kind):
    document = sample(kind)
    html = document_html(document)
    titles = re.findall(r"<h1>(.*)</h1>", html) + re.findall(r"V/v .*", html)
    letter = [f"V/v {document.title}</p></td>"]
    assert titles == (letter if kind.is_letter else [kind.label.upper()])


@pytest.mark.parametrize("kind", DocumentKind)
def test_minutes_alone_have_two_signers_and_no_day(kind):
    html = document_html(sample(kind))
    is_minutes = kind == DocumentKind.MINUTES
    assert ("THƯ KÝ" in html, 'class="date"' in html) == (is_minutes, not is_minutes)


def test_chair_of_a_council_signs_with_the_office_in_the_agency():
    html = document_html(sample(DocumentKind.NOTICE, signer_office="Giám đốc Sở Nội vụ"))
    assert re.findall(r'class="signer">(.*)</p>\n<p>(.*)</p>', html) == [
        ("GIÁM ĐỐC SỞ NỘI VỤ", "Trần Văn Bình")
    ]


@pytest.mark.parametrize(
    ("kind", "layout", "font"),
    [
        (DocumentKind.PLAN, LayoutProfile.DECREE_30, "Tinos-Italic"),
        (DocumentKind.PLAN, LayoutProfile.ARMY, "Tinos"),
        (DocumentKind.DECISION, LayoutProfile.ARMY, "Tinos-Italic"),
    ],
)
def test_bases_slant_as_the_authority_has_it(print_pages, kind, layout, font):
    pages, _ = print_pages(sample(kind, layout=layout))
    assert pages[0].find("Căn cứ Luật Thi đua").font == font
