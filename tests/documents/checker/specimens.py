"""Documents without a fault, as page source; each shows elements that the others lack."""

from datetime import date

from documents.domain.blocks import Annex, Heading, HeadingLevel, Paragraph, Run, paragraph
from documents.domain.layout import document_html
from documents.enums import Circulation, DocumentKind, Urgency

DATE = date(2023, 4, 5)
SENTENCE = (
    "Các đơn vị đã tổ chức quán triệt, triển khai thực hiện nghiêm túc các nội dung của phong "
    "trào thi đua; công tác tuyển quân bảo đảm đúng luật, đúng quy trình, đủ chỉ tiêu được giao."
)
END = "Trên đây là báo cáo kết quả quý I năm 2023./."
CONTACTS = (
    "Địa chỉ: Số 450 đường Thống Nhất, tỉnh Ninh Thuận; Thư điện tử: ubnd@ninhthuan.example; "
    "Điện thoại: 0259 000 000; Fax: 0259 000 001"
)
KIND = "<h1>BÁO CÁO</h1>"
SUBJECT = '<p class="subject"><span class="half-ruled">Kết quả quý I năm 2023</span></p>'
NUMBER = '<p class="number">Số: {}</p>'
DATE_ROW = '<td><p class="date">Ninh Thuận, ngày 05 tháng 4 năm 2023</p></td>'
CENTRED = "#chuong, #ten-chuong { text-align: center; text-indent: 0 }"

COPY = """<table class="head copied">
<colgroup><col class="issuer"><col class="nation"></colgroup>
<tr><td><p class="superior">QUÂN KHU 5</p>
<p class="issuer"><span class="half-ruled">BỘ CHỈ HUY QUÂN SỰ TỈNH</span></p></td>
<td><p class="form">TRÍCH SAO</p></td></tr>
<tr class="number-and-date"><td><p class="number">Số: 05/TrS-BCH</p></td>
<td><p class="date">Ninh Thuận, ngày 15 tháng 4 năm 2023</p></td></tr></table>
<table class="foot"><colgroup><col class="recipients"><col class="signature"></colgroup>
<tr><td class="recipients"><p class="label">Nơi nhận:</p><p>- Lưu: VT.</p></td>
<td class="signature"><p>CHÁNH VĂN PHÒNG</p><p class="signer">Lê Thị Hà</p></td></tr></table>"""


def report(write_document):
    """Everything of the first page of a report."""
    ground = [
        Paragraph("can-cu-1", (Run("Căn cứ Luật Dân quân tự vệ;", italic=True),)),
        Paragraph("can-cu-2", (Run("Căn cứ Kế hoạch số 07/KH-UBND.", italic=True),)),
    ]
    body = [
        *ground,
        Heading("muc-1", HeadingLevel.SECTION, "I. KẾT QUẢ THỰC HIỆN"),
        Heading("muc-1-1", HeadingLevel.CLAUSE, "1. Huấn luyện"),
        paragraph("doan-1", f"{SENTENCE} {SENTENCE}"),
        paragraph("khoan-2", f"2. {SENTENCE}"),
        paragraph("diem-a", "a) Tuyển quân đạt chỉ tiêu;"),
        paragraph("diem-b", "b) Huấn luyện đạt yêu cầu."),
        paragraph("ket", END),
    ]
    return document_html(
        write_document(
            superior_line="QUÂN KHU 5",
            issuer_name="BỘ CHỈ HUY QUÂN SỰ TỈNH",
            symbol="BC-BCH",
            number=7,
            legal_date=DATE,
            title="Kết quả quý I năm 2023",
            addressees=["Quân khu 5", "Tỉnh ủy"],
            body=body,
        )
    )


def long_report(write_document):
    """Three pages of text."""
    body = [paragraph(f"doan-{at}", f"{SENTENCE} {SENTENCE}") for at in range(14)]
    return document_html(write_document(body=[*body, paragraph("ket", END)]))


def addressed(write_document):
    """To one addressee."""
    return document_html(write_document(addressees=["Quân khu 5"]))


def decision(write_document):
    """Cut by chapters and articles."""
    body = [
        Paragraph("chuong", (Run("Chương I", bold=True),)),
        Paragraph("ten-chuong", (Run("QUY ĐỊNH CHUNG", bold=True),)),
        Paragraph("dieu-1", (Run("Điều 1.", bold=True), Run(f" {SENTENCE}"))),
        Paragraph("dieu-2", (Run("Điều 2.", bold=True), Run(" Các đơn vị thi hành./."))),
    ]
    html = document_html(write_document(symbol="QĐ-UBND", body=body))
    return _styled(html.replace(KIND, "<h1>QUYẾT ĐỊNH</h1>"), CENTRED)


def letter(write_document):
    """An official letter: no type, its subject under the number."""
    return document_html(
        write_document(
            kind=DocumentKind.OFFICIAL_LETTER,
            symbol="UBND-NC",
            title="báo cáo kết quả quý I năm 2023",
            number=7,
            legal_date=DATE,
        )
    )


def marked(write_document):
    """A letter with all that a document may carry beside its words."""
    return document_html(
        write_document(
            kind=DocumentKind.OFFICIAL_LETTER,
            symbol="UBND-NC",
            title="báo cáo kết quả quý I năm 2023",
            addressees=["Quân khu 5", "Tỉnh ủy"],
            body=[paragraph("doan-1", f"{SENTENCE} {SENTENCE}"), paragraph("ket", END)],
            urgency=Urgency.EXPRESS,
            circulation=Circulation.INTERNAL,
            drafter_initials="NVH",
            print_run=30,
            contact_line=CONTACTS,
        )
    )


def minutes(write_document):
    """Signed by two, without place and date in the head."""
    html = document_html(
        write_document(
            symbol="BB-UBND", number=7, legal_date=DATE, authority_line="", signer_title="Chủ tọa"
        )
    )
    secretary = '<p class="secretary">THƯ KÝ</p><p class="secretary name">Trần Thị Bích</p>'
    html = html.replace(KIND, "<h1>BIÊN BẢN</h1>").replace(DATE_ROW, "<td></td>")
    html = html.replace('<td class="recipients">', f'<td class="recipients">{secretary}')
    return _styled(
        html,
        ".secretary { font: bold 14pt Tinos; text-align: center } .name { margin: 28mm 0 6pt }",
    )


def excerpt(write_document):
    """A copy of a report in part, with the marks of whoever copied it under the text."""
    html = document_html(write_document(number=7, legal_date=DATE))
    css = ".copied { margin-top: 12mm } .form { font-size: 14pt; font-weight: bold }"
    return _styled(html.replace("</main>", f"{COPY}</main>"), css)


def annexed(write_document, units_table):
    """Two annexes, the first of two pages, the second landscape."""
    annexes = [
        Annex("phu-luc-i", "Danh sách đơn vị", (units_table("a", 22, width=155),), "I"),
        Annex("phu-luc-ii", "Kết quả", (units_table("b", 3, width=252),), "II", landscape=True),
    ]
    return document_html(write_document(annexes=annexes))


def _styled(html, css):
    return html.replace("</head>", f"<style>{css}</style></head>")
