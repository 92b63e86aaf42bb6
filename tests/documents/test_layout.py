"""The page source of a document: numbers, dates, and nothing of the user's outside its text."""

import re
from datetime import date

import pytest

from documents.domain.blocks import Annex, paragraph
from documents.domain.layout import date_line, document_html, full_number

HOSTILE = '"><script>alert(1)</script><img src=x style="x">'


def test_draft_has_a_blank_for_its_number(write_document):
    assert full_number(write_document()) == "\u00a0" * 6 + "/BC-UBND"


@pytest.mark.parametrize(("number", "printed"), [(7, "07/BC-UBND"), (112, "112/BC-UBND")])
def test_number_below_ten_takes_a_leading_zero(write_document, number, printed):
    document = write_document(number=number, legal_date=date(2023, 4, 5))
    assert full_number(document) == printed


def test_issued_document_prints_its_day(write_document):
    document = write_document(number=7, legal_date=date(2023, 4, 5))
    assert date_line(document) == "ngày 05 tháng 4 năm 2023"


def test_annex_names_the_document_it_belongs_to(write_document):
    document = write_document(
        annexes=[Annex("phu-luc", "Danh sách", (paragraph("a", "Xã Ba Cung"),))],
        number=7,
        legal_date=date(2023, 4, 5),
    )
    (line,) = re.findall(r"\(Kèm theo .*\)", document_html(document))
    assert line == (
        "(Kèm theo Báo cáo số 07/BC-UBND ngày 05 tháng 4 năm 2023 "
        "của Ủy ban nhân dân tỉnh Ninh Thuận)"
    )


def test_recipients_end_with_a_full_stop(write_document):
    html = document_html(write_document(recipients=["Như trên", "Lưu: VT, NC"]))
    assert re.findall(r"<p>(- .*)</p>", html) == ["- Như trên;", "- Lưu: VT, NC."]


def test_hostile_text_stays_text(write_document, units_table):
    names = ("issuer_name", "superior_line", "issued_by", "symbol", "place", "title")
    names += ("authority_line", "signer_title", "signer_rank", "signer_name")
    names += ("contact_line", "drafter_initials")
    document = write_document(
        body=[paragraph("a", HOSTILE)],
        annexes=[Annex("phu-luc", HOSTILE, (units_table("bang", 1, width=155),))],
        addressees=[HOSTILE],
        recipients=[HOSTILE],
        **dict.fromkeys(names, HOSTILE),
    )
    html = document_html(document).lower()
    assert ("<script" in html, "<img" in html) == (False, False)


def test_only_widths_stand_in_attributes_of_style(write_document, units_table):
    html = document_html(write_document(body=[units_table("bang", 1, width=155)]))
    attributes = re.findall(r'\b(style|src|href)="([^"]*)"', html)
    assert attributes == [
        ("style", "width: 155mm"),
        ("style", "width: 10mm"),
        ("style", "width: 115mm"),
        ("style", "width: 30mm"),
    ]
