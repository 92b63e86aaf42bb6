"""The specimens, and every paper that the program prints today, meet all checks."""

import pytest

from documents.checker.checking import CHECKS
from documents.checker.findings import Verdict
from documents.domain.blocks import Annex, DashList, Heading, HeadingLevel, paragraph
from documents.domain.layout import document_html
from tests.documents.checker.conftest import faults_in
from tests.documents.checker.specimens import END, SENTENCE

NAMES = [
    "report",
    "long_report",
    "addressed",
    "decision",
    "letter",
    "marked",
    "minutes",
    "annexed",
    "excerpt",
]
LETTERS = (
    "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY ÀẢÃÁẠ ẰẲẴẮẶ ẦẨẪẤẬ ÈẺẼÉẸ ỀỂỄẾỆ ÌỈĨÍỊ ÒỎÕÓỌ ỒỔỖỐỘ ỜỞỠỚỢ "
    "ÙỦŨÚỤ ỪỬỮỨỰ ỲỶỸÝỴ"
).capitalize()
LONG = "Kết quả phong trào thi đua thực hiện nhiệm vụ quốc phòng, quân sự địa phương " * 4


@pytest.fixture(scope="module")
def papers(write_document, units_table, report):
    """By what makes them hard."""
    annexes = [
        Annex("phu-luc-i", "Danh sách đơn vị", (units_table("a", 18, width=155),), "I"),
        Annex("phu-luc-ii", LONG.strip(), (units_table("b", 18, width=252),), "II", landscape=True),
        Annex("phu-luc-iii", "Kết quả", (paragraph("c", SENTENCE),), "III"),
    ]
    many = [paragraph(f"d-{at}", f"{SENTENCE} {SENTENCE}") for at in range(60)]
    lists = [
        Heading(
            "m", HeadingLevel.SECTION, "I. KẾT QUẢ THỰC HIỆN PHONG TRÀO THI ĐUA QUÝ I VÀ QUÝ II"
        ),
        DashList("ds", (f"{SENTENCE}", "Xã Ba Cung.")),
        paragraph("ket", END),
    ]
    return {
        "short": write_document(),
        "long": report,
        "many pages": write_document(body=[*many, paragraph("ket", END)]),
        "three annexes": write_document(annexes=annexes),
        "long title": write_document(title=LONG.strip()),
        "40 recipients": write_document(
            recipients=[*(f"Ủy ban nhân dân xã số {at}" for at in range(39)), "Lưu: VT, NC"]
        ),
        "every letter": write_document(
            title=LETTERS,
            signer_name=LETTERS,
            issuer_name=f"ỦY BAN NHÂN DÂN\n{LETTERS.upper()[:28]}",
            recipients=[LETTERS, "Lưu: VT"],
            body=[paragraph("a", LETTERS), paragraph("ket", END)],
        ),
        "lists": write_document(body=lists),
        "command": write_document(
            superior_line="BỘ CHỈ HUY QUÂN SỰ TỈNH QUẢNG NGÃI",
            issuer_name="BAN CHỈ HUY PHÒNG THỦ KHU VỰC TRƯỜNG PHÚ THỊNH",
            symbol="BC-BCH",
            authority_line="KT. CHỈ HUY TRƯỞNG",
            signer_title="Phó Chỉ huy trưởng",
            signer_rank="Thượng tá",
        ),
    }


@pytest.mark.parametrize("name", NAMES)
def test_specimen_meets_every_check(specimen, print_html, report_of, name):
    assert faults_in(report_of(print_html(specimen(name)))) == {}


def test_address_at_the_foot_of_page_1_is_no_text_of_the_body(specimen, print_html, report_of):
    address = '<p class="address">Số 1 Quang Trung, Quảng Ngãi. Điện thoại: 0255 000 000</p></body>'
    css = ".address { position: absolute; top: 240mm; width: 155mm; border-top: 1pt solid }"
    html = specimen("report").replace("</body>", address)
    assert faults_in(report_of(print_html(html, f"{css} .address {{ font-size: 11pt }}"))) == {}


def test_specimens_together_show_every_element(specimen, print_html, report_of):
    reports = [report_of(print_html(specimen(name))) for name in NAMES]
    met = {finding.code for report in reports for finding in report.of(Verdict.MET)}
    assert met == {check.code for check in CHECKS}


@pytest.mark.parametrize(
    "name",
    [
        "short",
        "long",
        "many pages",
        "three annexes",
        "long title",
        "40 recipients",
        "every letter",
        "lists",
        "command",
    ],
)
def test_paper_meets_every_check(papers, print_html, report_of, name):
    assert faults_in(report_of(print_html(document_html(papers[name])))) == {}
