"""The lines under tiêu ngữ, issuer and subject: how long, and where."""

import pytest
from docx.oxml.ns import qn

from documents.word.measure import BOLD, width_of
from tests.documents.paper import POINT

TWIP = POINT / 20
ROOMS = {"motto": 93, "issuer": 62, "subject": 155}  # millimetres


@pytest.fixture
def rules_of(write_document, open_word):
    """The lengths of the rules, by what they stand under, in millimetres."""

    def rules_of(**changes):
        body = open_word(write_document(**changes)).element.body
        lines = [
            node for node in body.iter(qn("w:p")) if node.find(f".//{qn('w:pBdr')}") is not None
        ]
        sides = [node.pPr.ind_left.twips * 2 * TWIP for node in lines]
        names = ["issuer", "motto", "subject"]
        return {name: ROOMS[name] - side for name, side in zip(names, sides, strict=True)}

    return rules_of


def test_rules_are_as_long_as_in_the_pdf(rules_of, write_document, print_pages):
    (page,), _ = print_pages(write_document())
    under = {"issuer": "TỈNH NINH THUẬN", "motto": "Độc lập", "subject": "Kết quả quý I"}
    printed = {name: page.rule_below(page.find(start)).length for name, start in under.items()}
    assert rules_of() == pytest.approx(printed, abs=1)


def test_rule_under_a_broken_subject_is_a_third_of_the_page(rules_of):
    assert rules_of(title="Phát động phong trào thi đua " * 8)["subject"] == pytest.approx(
        54.2, abs=0.1
    )


def test_rule_stands_under_the_longest_line_of_the_issuer(rules_of):
    name = "HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG"
    longest = width_of("THI ĐUA - KHEN THƯỞNG", 12, BOLD)
    assert rules_of(issuer_name=name)["issuer"] == pytest.approx(0.35 * longest, abs=0.1)


def test_words_are_as_wide_as_in_the_pdf(print_pages, write_document):
    (page,), _ = print_pages(write_document())
    nation = page.find("CỘNG HÒA")
    assert width_of(nation.text, 12, BOLD) == pytest.approx(nation.right - nation.left, rel=0.02)


def test_letter_has_no_rule_under_its_subject(write_document, open_word):
    body = open_word(write_document(kind="CV")).element.body
    assert len(body.findall(f".//{qn('w:pBdr')}")) == 2
