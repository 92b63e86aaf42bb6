"""A decision laid out as word processors do it, with other limits of the decree than ours."""

import pytest

from documents.checker.elements import Kind
from documents.checker.reading import read_paper
from documents.checker.recognition import recognise
from tests.documents.checker.conftest import faults_in
from tests.documents.checker.specimens import SENTENCE

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm }
@page { @top-center { content: counter(page); font: 14pt Tinos } }
@page :first { @top-center { content: none } }
@page list { @top-center { content: none } }
html { font: 13pt Tinos; line-height: 1.5 }
p { margin: 0 0 6pt; text-align: justify; text-indent: 10mm }
table { width: 165mm; table-layout: fixed; border-collapse: collapse; line-height: 1.15 }
td { padding: 0; vertical-align: baseline } td:first-child { width: 65mm }
.c { text-align: center; text-indent: 0; margin: 0 }
.nation { font-size: 12.5pt; white-space: nowrap }
.motto { font-size: 14pt; text-decoration: underline; text-decoration-skip-ink: none }
.date { font-size: 14pt }
.rule { border-top: 1pt solid; margin: 2pt auto 0; width: 48mm }
.short { width: 16mm }
.space { height: 12pt }
.room { height: 25mm }
.note { font-size: 11pt; text-indent: 0; text-align: left; margin: 0 }
.label { font-size: 12pt }
.list { break-before: page; page: list }
"""
PAGE = f"""<!doctype html><html lang="vi"><head><style>{STYLE}</style></head><body>
<table><tr><td><p class="c"><b>ỦY BAN NHÂN DÂN </b></p><p class="c"><b>TỈNH QUẢNG NGÃI</b></p>
<div class="rule short"></div></td>
<td><p class="c nation"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p>
<p class="c"><b class="motto">Độc lập - Tự do - Hạnh phúc</b></p></td></tr>
<tr><td><p class="c">Số: 112/QĐ-UBND</p></td>
<td><p class="c date"><i>Quảng Ngãi, ngày 15 tháng 11 năm 2026</i></p></td></tr></table>
<div class="space"></div>
<p class="c"><b>QUYẾT ĐỊNH</b></p>
<p class="c"><b>Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh</b></p>
<div class="rule"></div><div class="space"></div>
<p class="c"><b>CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI</b></p><div class="space"></div>
<p><i>Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;</i></p>
<p><i>Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;</i></p>
<p><i>Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 07/TTr-SNV.</i></p>
<p class="c"><b>QUYẾT ĐỊNH:</b></p><div class="space"></div>
<p><b>Điều 1.</b> {SENTENCE} {SENTENCE}</p>
<p><b>Điều 2.</b> {SENTENCE} {SENTENCE} {SENTENCE}</p>
<p>1. {SENTENCE} {SENTENCE}</p><p>2. {SENTENCE}</p><p>a) {SENTENCE}</p><p>b) {SENTENCE}</p>
<p><b>Điều 3.</b> Các cơ quan, đơn vị có tên tại Điều 1 chịu trách nhiệm thi hành./.</p>
<table><tr><td><p class="note label"><b><i>Nơi nhận:</i></b></p>
<p class="note">- Như Điều 3;</p><p class="note">- Thường trực Tỉnh ủy, Hội đồng nhân dân tỉnh;</p>
<p class="note">- Lưu: VT, NC (05b).</p></td>
<td><p class="c"><b>KT. CHỦ TỊCH</b></p><p class="c"><b>PHÓ CHỦ TỊCH</b></p>
<div class="room"></div><p class="c"><b>Trần Thị Ngọc Ánh</b></p></td></tr></table>
<div class="list"><p class="c"><b>DANH SÁCH ĐƯỢC TẶNG BẰNG KHEN</b></p>
<p class="c"><i>(Kèm theo Quyết định số 112/QĐ-UBND ngày 15 tháng 11 năm 2026</i></p>
<p class="c"><i>của Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi)</i></p>
<p>1. Ban Chỉ huy quân sự xã Ba Tơ.</p></div>
</body></html>"""


@pytest.fixture(scope="module")
def decision(print_bare):
    return print_bare(PAGE)


@pytest.fixture(scope="module")
def sheet(decision):
    with decision.open("rb") as stream:
        return recognise(read_paper(stream))


def test_decision_of_other_hands_meets_every_check(decision, report_of):
    assert faults_in(report_of(decision)) == {}


def test_type_and_subject_are_told_from_the_line_of_authority(sheet):
    assert [piece.text for piece in sheet.title.subject] == [
        "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
    ]


def test_grounds_end_where_the_decision_begins(sheet):
    kinds = [paragraph.kind for paragraph in sheet.body.paragraphs]
    assert kinds == [
        Kind.CENTRED,
        *[Kind.GROUND] * 3,
        Kind.CENTRED,
        *[Kind.ARTICLE] * 2,
        *[Kind.CLAUSE] * 2,
        *[Kind.POINT] * 2,
        Kind.ARTICLE,
    ]


def test_list_without_a_label_is_an_annex(sheet):
    (annex,) = sheet.annexes
    assert (annex.label, annex.title[0].text) == (None, "DANH SÁCH ĐƯỢC TẶNG BẰNG KHEN")
    assert len(annex.reference) == 2


def test_line_under_an_inline_text_is_its_rule(sheet):
    rule = sheet.main[0].rule_below(sheet.head.motto)
    assert rule.length == pytest.approx(sheet.head.motto.width, abs=0.5)
