"""One fault each, by a style or by other words, and the only check that it may fail."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    code: str
    specimen: str = "report"
    css: str = ""
    old: str = ""
    new: str = ""

    def __str__(self):
        return f"{self.code}: {self.css or self.new}"

    def put_into(self, html: str) -> str:
        """The page source with other words; the styles are the printer's."""
        assert self.old in html
        return html.replace(self.old, self.new) if self.old else html


PAGE = [
    Fault("paper_size", css="@page { size: 216mm 279mm }"),
    Fault("margin_left", css="@page { margin-left: 25mm }"),
    Fault("margin_left", css="@page { margin-left: 40mm } .head, .foot { width: 150mm }"),
    Fault("margin_right", css="@page { margin-right: 25mm }"),
    Fault("margin_right", css="@page { margin-right: 12mm }"),
    Fault("margin_top", css="@page { margin-top: 30mm }"),
    Fault("margin_top", css="@page { margin-top: 15mm }"),
    Fault("margin_bottom", "long_report", "@page { margin-bottom: 12mm }"),
    Fault("margin_bottom", "long_report", "@page { margin-bottom: 45mm }"),
    Fault("text_outside", "annexed", "#a { margin-left: 15mm }"),
    Fault("text_outside", "annexed", "#b { margin-left: -15mm }"),
    Fault("colour", css=".date { color: #b00 }"),
    Fault(
        "page_number_first",
        "long_report",
        "@page :first { @top-center { content: counter(page) } }",
    ),
    Fault(
        "page_number",
        "long_report",
        "@page { @top-center { content: '5' } } @page :first { @top-center { content: none } }",
    ),
    Fault("page_number", "long_report", "@page { @top-center { content: none } }"),
    Fault(
        "page_number_place",
        "long_report",
        "@page { @top-center { content: none } "
        "@top-right { content: counter(page); font: 13pt Tinos } }"
        "@page :first { @top-right { content: none } }",
    ),
    Fault(
        "page_number_place",
        "long_report",
        "@page { @top-center { content: none } "
        "@bottom-center { content: counter(page); font: 13pt Tinos } }"
        "@page :first { @bottom-center { content: none } }",
    ),
    Fault("page_number_style", "long_report", "@page { @top-center { font-size: 11pt } }"),
    Fault("page_number_style", "long_report", "@page { @top-center { font-style: italic } }"),
]
HEAD = [
    Fault("heads_level", css=".head .superior { padding-top: 2mm }"),
    Fault("nation_text", old="CỘNG HÒA", new="CỘNG HOÀ"),
    Fault("nation_text", old="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", new="VIỆT NAM"),
    Fault("nation_style", css=".head .nation { font-weight: 400 }"),
    Fault("nation_style", css=".head .nation { font-size: 11pt }"),
    Fault("motto_text", old="Độc lập - Tự do - Hạnh phúc", new="Độc lập – Tự do – Hạnh phúc"),
    Fault("motto_style", css=".head .motto { font-size: 12pt }"),
    Fault("motto_style", css=".head .motto { font-style: italic }"),
    Fault("motto_place", css=".head .motto { padding-left: 5mm }"),
    Fault("motto_rule", css=".motto .ruled::after { width: 40% }"),
    Fault("motto_rule", css=".motto .ruled::after { border: 0 }"),
    Fault("superior_style", css=".head .superior { font-weight: 700 }"),
    Fault("superior_style", css=".head .superior { font-size: 11pt }"),
    Fault("issuer_style", css=".head .issuer { font-weight: 400 }"),
    Fault("issuer_style", old="BỘ CHỈ HUY QUÂN SỰ TỈNH<", new="Bộ Chỉ huy quân sự tỉnh<"),
    Fault("issuer_place", css=".head .superior { padding-left: 6mm }"),
    Fault("issuer_rule", css=".issuer .half-ruled::after { width: 100% }"),
    Fault("issuer_rule", css=".issuer .half-ruled::after { border: 0 }"),
    Fault("number_form", old="Số: 07/BC", new="Số 07/BC"),
    Fault("number_form", old="07/BC-BCH<", new="07/BC - BCH<"),
    Fault("number_form", old="07/BC-BCH<", new="07/BC-bch<"),
    Fault("number_zero", old="Số: 07/", new="Số: 7/"),
    Fault("symbol_kind", old="07/BC-BCH<", new="07/KH-BCH<"),
    Fault("symbol_kind", "letter", old="07/UBND-NC<", new="07/TB-UBND<"),
    Fault("number_style", css=".head .number { font-style: italic }"),
    Fault("number_style", css=".head .number { font-size: 14pt }"),
    Fault("number_place", css=".head .number { padding-left: 10mm }"),
    Fault("number_date_level", css=".head .date { padding-top: 2mm }"),
    Fault("date_form", old="Ninh Thuận, ngày", new="Ninh Thuận ngày"),
    Fault("date_form", old='<p class="date">Ninh Thuận, ngày 05 tháng 4 năm 2023</p>', new=""),
    Fault("date_zeros", old="Thuận, ngày 05", new="Thuận, ngày 5"),
    Fault("date_zeros", old="ngày 05 tháng 4", new="ngày 05 tháng 04"),
    Fault("date_zeros", old="ngày 05 tháng 4", new="ngày 05 tháng 1"),
    Fault("date_style", css=".head .date { font-style: normal }"),
    Fault("date_place", css=".head .date { padding-left: 9mm }"),
]
TITLE = [
    Fault(
        "kind",
        "letter",
        old='<p class="subject-of-letter">V/v báo cáo kết quả quý I năm 2023</p>',
        new="",
    ),
    Fault("kind_style", css="h1 { font-weight: 400 }"),
    Fault("kind_style", old="<h1>BÁO CÁO</h1>", new="<h1>Báo cáo</h1>"),
    Fault("kind_place", css="h1 { text-align: left }"),
    Fault("subject_style", css=".subject { font-weight: 400 }"),
    Fault("subject_style", css=".subject { font-size: 12pt }"),
    Fault("subject_place", css=".subject { padding-left: 10mm }"),
    Fault("subject_rule", css=".subject .half-ruled::after { width: 90% }"),
    Fault("subject_rule", css=".subject .half-ruled::after { margin-left: 0 }"),
    Fault("letter_subject_style", "letter", ".head .subject-of-letter { font-style: italic }"),
    Fault("letter_subject_place", "letter", ".head .subject-of-letter { padding-left: 8mm }"),
    Fault("addressees_form", "addressed", old=": Quân khu 5", new="- Quân khu 5"),
    Fault("addressees_form", old="<br>- Quân khu 5;", new="<br>- Quân khu 5,"),
    Fault("addressees_form", old="- Tỉnh ủy.", new="- Tỉnh ủy;"),
    Fault("addressees_aligned", css=".addressees tr + tr td:last-child { padding-left: 8mm }"),
    Fault("addressees_style", css=".addressees { font-size: 12pt }"),
    Fault("addressees_style", css=".addressees { font-weight: 700 }"),
]
BODY = [
    Fault("grounds_style", css="#can-cu-1 i { font-style: normal }"),
    Fault("grounds_marks", old="Dân quân tự vệ;", new="Dân quân tự vệ,"),
    Fault("grounds_marks", old="07/KH-UBND.", new="07/KH-UBND;"),
    Fault(
        "body_size", old="a) Tuyển quân", new="a) Tuyển <small style='font-size: 12pt'>quân</small>"
    ),
    Fault("body_slant", css="#doan-1, #khoan-2, #diem-a, #diem-b, #ket { font-style: italic }"),
    Fault("justified", css="#doan-1 { text-align: left }"),
    Fault("indent", css="#doan-1 { text-indent: 20mm }"),
    Fault("indent", css=".content p { text-indent: 0 }"),
    Fault("paragraph_gap", css="#doan-1 { margin-bottom: 2pt }"),
    Fault("line_spacing", css="html { line-height: 2 }"),
    Fault("line_spacing", css="html { line-height: 1 }"),
    Fault("parts_style", "decision", "#chuong b { font-weight: 400 }"),
    Fault("parts_title", "decision", old="QUY ĐỊNH CHUNG", new="Quy định chung"),
    Fault("parts_place", "decision", "#chuong { text-align: left }"),
    Fault("sections_style", old="I. KẾT QUẢ THỰC HIỆN", new="I. Kết quả thực hiện"),
    Fault("sections_style", css="h2 { font-weight: 400 }"),
    Fault("clauses_style", css="#muc-1-1 { font-weight: 400 }"),
    Fault("untitled_clauses", css="#khoan-2 { font-weight: 700 }"),
    Fault("articles", "decision", "#dieu-2 b { font-weight: 400 }"),
    Fault("articles", "decision", old="Điều 2.", new="Điều 2:"),
    Fault("points", old="b) Huấn luyện", new="c) Huấn luyện"),
    Fault("points", css="#diem-b { font-weight: 700 }"),
    Fault("end_mark", old="quý I năm 2023./.", new="quý I năm 2023."),
]
FOOT = [
    Fault("office_style", css=".signature p:first-child { font-weight: 400 }"),
    Fault("office_style", old="PHÓ CHỦ TỊCH", new="Phó Chủ tịch"),
    Fault("office_form", old="TM. ỦY BAN", new="TM ỦY BAN"),
    Fault("name_style", css=".signer { font-weight: 400 }"),
    Fault("name_style", old="Nguyễn Văn Ánh", new="NGUYỄN VĂN ÁNH"),
    Fault("name_place", css=".signer { padding-left: 10mm }"),
    Fault("name_titles", old="Nguyễn Văn Ánh", new="TS. Nguyễn Văn Ánh"),
    Fault("signature_room", css=".signature .signer { margin-top: 4mm }"),
    Fault("recipients_label", css=".recipients .label { font-weight: 400 }"),
    Fault("recipients_label", css=".recipients .label { font-size: 13pt }"),
    Fault("recipients_style", css=".recipients { font-size: 12pt }"),
    Fault("recipients_place", css=".recipients p + p { padding-left: 5mm }"),
    Fault("recipients_marks", old="- Bộ CHQS tỉnh;", new="- Bộ CHQS tỉnh"),
    Fault("recipients_marks", old="- Lưu: VT, NC.", new="- Lưu: VT, NC;"),
    Fault("recipients_last", old="- Lưu: VT, NC.", new="- Văn thư."),
    Fault(
        "recipients_level",
        css=".foot td { vertical-align: top } .recipients .label { margin-top: 5mm }",
    ),
]
ANNEXES = [
    Fault("annex_label_style", "annexed", "#phu-luc-i .annex-number { font-size: 13pt }"),
    Fault("annex_numbers", "annexed", old="Phụ lục II<", new="Phụ lục 2<"),
    Fault("annex_title_style", "annexed", old="DANH SÁCH ĐƠN VỊ", new="Danh sách đơn vị"),
    Fault("annex_reference", "annexed", "#phu-luc-i .annex-of { display: none }"),
    Fault("annex_reference_style", "annexed", "#phu-luc-i .annex-of { font-style: normal }"),
    Fault("annex_place", "annexed", "#phu-luc-ii .annex-title { text-align: left }"),
    Fault("annex_page_numbers", "annexed", "@page :nth(1 of annex) { counter-reset: page 5 }"),
]
COPIES = [
    Fault("copy_form", "excerpt", ".form { font-weight: 400 }"),
    Fault("copy_form", "excerpt", old="TRÍCH SAO", new="Trích sao"),
    Fault("copy_symbol", "excerpt", old="05/TrS-BCH", new="05/SY-BCH"),
    Fault("copy_symbol", "excerpt", old='<p class="number">Số: 05/TrS-BCH</p>', new=""),
    Fault("number_zero", "excerpt", old="05/TrS", new="5/TrS"),
    Fault("date_zeros", "excerpt", old="ngày 15 tháng 4", new="ngày 15 tháng 04"),
    Fault("issuer_rule", "excerpt", ".copied .half-ruled::after { width: 90% }"),
]
MARKS = [
    Fault("urgency_style", "marked", ".urgency { font-size: 12pt }"),
    Fault("urgency_style", "marked", ".urgency { font-weight: 400 }"),
    Fault("urgency_style", "marked", old="HỎA TỐC", new="Hỏa tốc"),
    Fault("urgency_frame", "marked", ".urgency { border: 0 }"),
    Fault("urgency_frame", "marked", ".urgency.express { width: 40mm }"),
    Fault("urgency_frame", "marked", ".urgency { height: 11mm; line-height: 10.4mm }"),
    Fault("urgency_frame", "marked", old="HỎA TỐC", new="KHẨN"),
    Fault("urgency_balance", "marked", ".urgency { text-align: left }"),
    Fault("urgency_balance", "marked", ".urgency { line-height: 4mm }"),
    Fault("urgency_place", "marked", ".urgency { position: relative; left: 75mm }"),
    Fault("urgency_place", "marked", ".urgency { position: relative; top: -35mm }"),
    Fault("urgency_colour", "marked", ".urgency { color: black }"),
    Fault("urgency_colour", "marked", ".urgency { color: #f60 }"),
    Fault("colour", "marked", ".circulation { color: red }"),
    Fault("circulation_style", "marked", ".circulation .framed { font-size: 12pt }"),
    Fault("circulation_style", "marked", old="LƯU HÀNH NỘI BỘ", new="Lưu hành nội bộ"),
    Fault("circulation_frame", "marked", ".circulation .framed { border: 0 }"),
    Fault("circulation_balance", "marked", ".circulation .framed { text-align: left }"),
    Fault("circulation_place", "marked", ".circulation { left: 0 }"),
    Fault("circulation_place", "marked", ".circulation { top: -5mm }"),
    Fault("drafting_mark_style", "marked", ".recipients .drafting-mark { font-size: 13pt }"),
    Fault("drafting_mark_style", "marked", old="NVH.(30)", new="nvh.(30)"),
    Fault("drafting_mark_place", "marked", ".recipients .drafting-mark { text-align: left }"),
    Fault("contacts_style", "marked", ".contacts { font-size: 10pt }"),
    Fault("contacts_style", "marked", ".contacts { font-size: 13pt }"),
    Fault("contacts_style", "marked", ".contacts { font-style: italic }"),
    Fault("contacts_rule", "marked", ".contacts::before { border: 0 }"),
    Fault("contacts_rule", "marked", ".contacts::before { width: 60mm }"),
    Fault("contacts_rule", "marked", ".contacts::before { width: 150mm }"),
    Fault(
        "contacts_page",
        "long_report",
        old="</main>",
        new='<p class="contacts">Địa chỉ: Số 450 đường Thống Nhất</p></main>',
    ),
]
FAULTS = [*PAGE, *HEAD, *TITLE, *BODY, *FOOT, *ANNEXES, *COPIES, *MARKS]
