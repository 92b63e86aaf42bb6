"""The printed page against Decree 30/2020/NĐ-CP, Annex I, measured in the finished PDF."""

import pytest
from pypdf import PdfReader

from documents.domain.blocks import DashList, Row, paragraph
from tests.documents.conftest import SENTENCE

POINT = 25.4 / 72
HAIR = 0.2  # mm: what rounding and the thickness of a rule may do
LEFT, RIGHT, TOP, BOTTOM = 35, 190, 25, 277


def near(millimetres, tolerance=HAIR):
    return pytest.approx(millimetres, abs=tolerance)


@pytest.fixture(scope="module")
def body(paper):
    return [page for page in paper if page.height > page.width]


@pytest.fixture(scope="module")
def annexes(paper):
    return [page for page in paper if page.width > page.height]


def content(page):
    """What stands below the top margin."""
    return [text for text in page.texts if text.baseline > 20]


def numbers(page):
    return [text for text in page.texts if text.baseline <= 20]


def edges(page):
    texts = content(page)
    return (
        min(text.left for text in texts),
        max(text.right for text in texts),
        min(text.baseline for text in texts),
        max(text.baseline for text in texts),
    )


def test_body_is_on_a4_portrait(body):
    assert [(near(210), near(297))] * 3 == [(page.width, page.height) for page in body]


def test_annexes_are_on_a4_landscape(annexes):
    assert [(near(297), near(210))] * 4 == [(page.width, page.height) for page in annexes]


def test_body_stays_within_its_margins(body):
    for page in body:
        left, right, top, bottom = edges(page)
        assert (left >= LEFT - HAIR, right <= RIGHT + HAIR) == (True, True)
        assert (top >= TOP, bottom <= BOTTOM) == (True, True)


def test_landscape_stays_within_its_margins(annexes):
    for page in annexes:
        left, right, top, bottom = edges(page)
        assert (left >= 30 - HAIR, right <= 282 + HAIR) == (True, True)
        assert (top >= TOP, bottom <= 190) == (True, True)


def test_fonts_are_tinos_alone_and_embedded(report, print_pages):
    _, file = print_pages(report)
    fonts = {}
    for page in PdfReader(file).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font["/DescendantFonts"][0]["/FontDescriptor"]
            fonts[font["/BaseFont"].partition("+")[2]] = "/FontFile2" in descendant
    assert fonts == {
        "Tinos": True,
        "Tinos-Bold": True,
        "Tinos-Italic": True,
        "Tinos-Bold-Italic": True,
    }


def test_first_page_has_no_number(body):
    assert numbers(body[0]) == []


def test_page_number_is_centred_in_the_top_margin(body):
    (number,) = numbers(body[1])
    assert (number.text, number.size, number.font) == ("2", 13, "Tinos")
    assert number.centre == near((LEFT + RIGHT) / 2)
    assert 10 < number.baseline - number.size * POINT / 2 < 15


def test_every_annex_is_numbered_separately(annexes):
    assert [[text.text for text in numbers(page)] for page in annexes] == [[], ["2"], [], ["2"]]


@pytest.mark.parametrize(
    ("start", "size", "font"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "Tinos-Bold"),
        ("Độc lập - Tự do - Hạnh phúc", 13, "Tinos-Bold"),
        ("ỦY BAN NHÂN DÂN", 12, "Tinos-Bold"),
        ("Số:", 13, "Tinos"),
        ("Ninh Thuận, ngày", 13, "Tinos-Italic"),
        ("BÁO CÁO", 14, "Tinos-Bold"),
        ("Kết quả quý I năm 2023", 14, "Tinos-Bold"),
        ("I. KẾT QUẢ THỰC HIỆN", 14, "Tinos-Bold"),
        ("1. Huấn luyện", 14, "Tinos-Bold"),
    ],
)
def test_elements_of_the_head_have_their_size_and_style(body, start, size, font):
    text = body[0].find(start)
    assert (text.size, text.font) == (size, font)


@pytest.mark.parametrize(
    ("start", "size", "font"),
    [
        ("Trên đây", 14, "Tinos"),
        ("TM. ỦY BAN NHÂN DÂN", 14, "Tinos-Bold"),
        ("KT. CHỦ TỊCH", 14, "Tinos-Bold"),
        ("PHÓ CHỦ TỊCH", 14, "Tinos-Bold"),
        ("Nguyễn Văn Ánh", 14, "Tinos-Bold"),
        ("Nơi nhận:", 12, "Tinos-Bold-Italic"),
        ("- Quân khu 5;", 11, "Tinos"),
        ("- Lưu: VT, NC.", 11, "Tinos"),
    ],
)
def test_elements_of_the_foot_have_their_size_and_style(body, start, size, font):
    text = body[-1].find(start)
    assert (text.size, text.font) == (size, font)


@pytest.mark.parametrize(
    ("start", "font"),
    [
        ("Phụ lục II", "Tinos-Bold"),
        ("KẾT QUẢ CỦA TỪNG ĐƠN VỊ", "Tinos-Bold"),
        ("(Kèm theo Báo cáo số", "Tinos-Italic"),
    ],
)
def test_heads_of_an_annex_are_centred_in_size_14(annexes, start, font):
    text = annexes[2].find(start)
    assert (text.size, text.font, text.centre) == (14, font, near((30 + 282) / 2))


def test_issuer_and_nation_share_their_first_line(body):
    issuer, nation = body[0].find("ỦY BAN"), body[0].find("CỘNG HÒA")
    assert issuer.baseline == near(nation.baseline, 0.01)


def test_issuer_stays_on_the_first_line_under_a_superior(write_document, print_pages):
    document = write_document(superior_line="BỘ QUỐC PHÒNG", issuer_name="QUÂN KHU 5")
    (page,), _ = print_pages(document)
    superior, nation = page.find("BỘ QUỐC PHÒNG"), page.find("CỘNG HÒA")
    assert (superior.baseline, superior.font) == (near(nation.baseline, 0.01), "Tinos")


def test_number_and_date_share_a_line(body):
    number, date = body[0].find("Số:"), body[0].find("Ninh Thuận, ngày")
    assert number.baseline == near(date.baseline, 0.01)


def test_motto_is_underlined_over_its_whole_length(body):
    motto = body[0].find("Độc lập")
    rule = body[0].rule_below(motto)
    assert (rule.left, rule.right) == (near(motto.left), near(motto.right))


@pytest.mark.parametrize("start", ["TỈNH NINH THUẬN", "Kết quả quý I năm 2023"])
def test_issuer_and_subject_are_underlined_over_a_third_to_a_half(body, start):
    text = body[0].find(start)
    rule = body[0].rule_below(text)
    assert 1 / 3 <= rule.length / (text.right - text.left) <= 1 / 2
    assert rule.centre == near(text.centre)


def test_draft_leaves_number_and_day_blank(body):
    blank = " " * 6
    assert body[0].find("Số:").text == f"Số: {blank}/BC-UBND"
    assert body[0].find("Ninh Thuận,").text == f"Ninh Thuận, ngày{blank}tháng 4 năm 2023"


def test_first_lines_are_indented_by_the_half_inch(body):
    assert body[-1].find("Trên đây").left == near(LEFT + 12.7)


def test_paragraphs_are_justified(body):
    _, second, *_ = [text for text in body[0].texts if text.font == "Tinos" and text.size == 14]
    assert (second.left, second.right) == (near(LEFT), near(RIGHT))


def test_paragraphs_stand_at_least_six_points_apart(write_document, print_pages):
    document = write_document(body=[paragraph("a", SENTENCE), paragraph("b", "Đoạn sau./.")])
    (page,), _ = print_pages(document)
    lines = sorted({round(text.baseline, 2) for text in page.texts if text.size == 14})
    after = page.find("Đoạn sau").baseline
    *_, second_last, last = [line for line in lines if line < after - 0.1]
    assert (after - last) - (last - second_last) >= 6 * POINT - 0.01


def test_recipients_stand_level_with_the_signers_office(body):
    recipients, office = body[-1].find("Nơi nhận:"), body[-1].find("TM. ỦY BAN")
    assert (recipients.baseline, recipients.left) == (near(office.baseline, 0.01), near(LEFT))


def test_signer_stands_centred_below_the_office(body):
    assert body[-1].find("Nguyễn Văn Ánh").centre == near(body[-1].find("PHÓ CHỦ TỊCH").centre)


def test_rank_stands_before_the_name(write_document, print_pages):
    (page,), _ = print_pages(write_document(signer_rank="Đại tá"))
    assert page.find("Đại tá").text == "Đại tá Nguyễn Văn Ánh"


def test_table_repeats_its_head_on_every_page(body, annexes):
    with_head = [
        [text.text for text in page.texts if text.text in ("TT", "Đơn vị", "Kết quả", "Kỳ này")]
        for page in [*body[1:], *annexes]
    ]
    assert with_head == [["TT", "Đơn vị", "Kết quả", "Kỳ này"]] * 6


def test_rows_are_not_split_between_pages(body, annexes):
    for page in [*body, *annexes]:
        starts = [text for text in content(page) if text.text.isdecimal() and text.size == 11]
        ends = [text for text in content(page) if text.text.endswith("hết")]
        assert len(starts) == len(ends)


@pytest.mark.parametrize("lines", range(17, 21))
def test_table_never_begins_with_fewer_than_three_rows_on_a_page(
    write_document, print_pages, units_table, lines
):
    above = [paragraph(f"d-{number}", "Dòng.") for number in range(lines)]
    pages, _ = print_pages(write_document(body=[*above, units_table("bang", 8, width=155)]))
    first = next(page for page in pages if any(text.text == "TT" for text in page.texts))
    assert sum(text.text.endswith("hết") for text in first.texts) >= 3


@pytest.mark.parametrize("rows", range(30, 35))
def test_total_never_stands_alone_on_a_page(write_document, print_pages, units_table, rows):
    table = units_table("bang", 1, width=155)
    units = [Row((str(number), "hết", "98,6%")) for number in range(rows)]
    total = Row(("", "Tổng hợp", "98,6%"), bold=True)
    after = [paragraph(f"d-{number}", "Dòng.") for number in range(9)]
    pages, _ = print_pages(write_document(body=[_with_rows(table, *units, total), *after]))
    last = next(page for page in pages if any(text.text == "Tổng hợp" for text in page.texts))
    assert "hết" in [text.text for text in last.texts]


@pytest.mark.parametrize("lines", range(20, 28))
def test_foot_is_never_alone_on_a_page(write_document, print_pages, lines):
    body = [paragraph(f"d-{number}", f"Dòng {number}./.") for number in range(lines)]
    pages, _ = print_pages(write_document(body=body))
    *_, page = pages
    assert page.find(f"Dòng {lines - 1}").baseline < page.find("Nơi nhận:").baseline


def test_single_addressee_stands_beside_the_salutation(write_document, print_pages):
    (page,), _ = print_pages(write_document(addressees=["Quân khu 5"]))
    salutation, addressee = page.find("Kính gửi"), page.find(": Quân khu 5")
    assert (addressee.text, salutation.size) == (": Quân khu 5", 14)
    assert addressee.baseline == near(salutation.baseline, 0.01)


def test_several_addressees_stand_in_lines_aligned_under_the_colon(write_document, print_pages):
    (page,), _ = print_pages(write_document(addressees=["Tỉnh đội", "Tỉnh ủy"]))
    colon = page.find(":")
    first, second = page.find("- Tỉnh đội;"), page.find("- Tỉnh ủy.")
    assert (first.left, second.left) == (near(colon.left), near(colon.left))
    assert colon.baseline < first.baseline < second.baseline


def test_longest_names_stay_within_the_margins(write_document, print_pages, units_table):
    long = "Ban Chỉ huy phòng thủ khu vực Trường Phú Thịnh " * 4
    document = write_document(
        superior_line=long.upper(),
        issuer_name=long.upper(),
        title=long,
        addressees=[long, "x" * 200],
        recipients=[long, "y" * 200],
        signer_title=long,
        signer_name=long,
        body=[DashList("ds", (long, "z" * 200)), units_table("bang", 3, width=155)],
    )
    pages, _ = print_pages(document)
    for page in pages:
        left, right, *_ = edges(page)
        assert (left >= LEFT - HAIR, right <= RIGHT + HAIR) == (True, True)


def test_long_fraction_is_broken_after_the_stroke(write_document, print_pages, units_table):
    table = units_table("bang", 1, width=100)
    row = Row(("1", "Xã Ba Cung", "123.456.789/123.456.790"))
    (page,), _ = print_pages(write_document(body=[_with_rows(table, row)]))
    assert page.find("123.456.789").text == "123.456.789/"


def _with_rows(table, *rows):
    return type(table)(table.anchor, table.columns, table.head, rows)
