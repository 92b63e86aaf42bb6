"""Long tables are painted; nobody may see where WeasyPrint ends and the painter begins."""

import pytest
from pypdf import PdfReader

from documents.domain.blocks import (
    Align,
    Annex,
    Column,
    GroupRow,
    HeadCell,
    Row,
    Table,
    paragraph,
)
from documents.templatetags import printing
from tests.documents.archive import faults_of
from tests.documents.tagged import Tree

HAIR = 0.02  # mm
RULE = 0.5 / 72 * 25.4  # thickness, by which rules may end sooner or later
NAMES = (
    "Xã Ba Cung",
    "Ban Chỉ huy phòng thủ khu vực Trường Phú Thịnh, huyện Ba Tơ",
    "Phường Nghĩa Lộ *",
    "AVAWA To Ty ỷ Ỷ ẵ Ẵ ợ Ự đ Đ fi ffl “Quyết thắng” – 1/2",
)
VALUES = (
    "98,6% (Đ)",
    "",
    "123.456.789/123.456.790",
    "Không phát sinh",
    "12",
    "x" * 40,
    "1.024 (V)",
)
HEAD = (
    (
        HeadCell("TT", rowspan=3),
        HeadCell("Đơn vị", rowspan=2),
        HeadCell("1. Tỷ lệ quân số tham gia huấn luyện chiến đấu", colspan=3),
        HeadCell("2. Kết quả"),
    ),
    (
        HeadCell("Sáu tháng", colspan=2),
        HeadCell("Cả năm", rowspan=2),
        HeadCell("Kỳ này", rowspan=2),
    ),
    (HeadCell("Tên"), HeadCell("Từ 98,5% trở lên"), HeadCell("Khá")),
)
COLUMNS = (
    Column(10, Align.CENTER),
    Column(52),
    Column(20, Align.RIGHT),
    Column(21, Align.CENTER),
    Column(20, Align.RIGHT),
    Column(22, Align.CENTER),
)


def table_of(rows, anchor="bang"):
    """Groups of seven units, cells of one to four lines, and a total."""
    lines = []
    for number in range(rows):
        if number % 7 == 0:
            lines.append(GroupRow(f"Cụm thi đua số {number // 7 + 1}"))
        values = (VALUES[(number + step) % len(VALUES)] for step in range(4))
        lines.append(Row((str(number + 1), NAMES[number % len(NAMES)], *values)))
    return Table(anchor, COLUMNS, HEAD, (*lines, Row(("", "Tổng hợp", *["98,6%"] * 4), bold=True)))


@pytest.fixture
def print_table(write_document, print_pages, monkeypatch):
    """A table in the body and one in an annex; pages and file."""

    def print_table(rows, *, painted):
        monkeypatch.setattr(printing, "LONG_TABLE", 0 if painted else 1_000_000)
        return print_pages(
            write_document(
                body=[paragraph("a", "Trước bảng."), table_of(rows), paragraph("b", "Sau bảng.")],
                annexes=[
                    Annex(
                        "phu-luc",
                        "Kết quả",
                        (
                            table_of(rows, "bang-1"),
                            paragraph("c", "Ghi chú."),
                            table_of(3, "bang-2"),
                        ),
                        landscape=True,
                    )
                ],
            )
        )

    return print_table


def words_of(page):
    """The text of the page line by line, and its places; runs that touch are one."""
    words = []
    for line in _lines_of(page):
        runs = []
        for text in sorted(line, key=lambda text: text.left):
            if runs and abs(runs[-1][-1].right - text.left) < HAIR:
                runs[-1].append(text)
            else:
                runs.append([text])
        words += [run for run in runs if "".join(text.text for text in run).strip()]
    texts = [
        ("".join(text.text for text in run).strip(), run[0].font, run[0].size) for run in words
    ]
    return texts, [(run[0].left, run[-1].right, run[0].baseline) for run in words]


def _lines_of(page):
    """Runs on one baseline, however the numbers were rounded."""
    lines = []
    for text in sorted(page.texts, key=lambda text: text.baseline):
        if lines and text.baseline - lines[-1][-1].baseline < HAIR:
            lines[-1].append(text)
        else:
            lines.append([text])
    return lines


def rules_of(page):
    """Everything that is ruled, in mm: how far from the edge, from where, to where."""
    lying = [(y1, *sorted((x1, x2))) for x1, y1, x2, y2 in page.lines if abs(y1 - y2) < HAIR]
    standing = [(x1, *sorted((y1, y2))) for x1, y1, x2, y2 in page.lines if abs(x1 - x2) < HAIR]
    return [*_joined(lying), *_joined(standing)]


def _joined(rules):
    """Rules of which one goes on where another ends are one, however they were drawn."""
    joined = []
    for at, start, end in sorted((round(at, 1), start, end) for at, start, end in rules):
        if joined and joined[-1][0] == at and start <= joined[-1][2] + RULE:
            joined[-1] = (at, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((at, start, end))
    return joined


@pytest.fixture
def both(print_table):
    """The pages of the same document, as painted and as laid out by WeasyPrint alone."""
    painted, _ = print_table(40, painted=True)
    laid_out, _ = print_table(40, painted=False)
    return painted, laid_out


def test_painted_text_stands_where_weasyprint_puts_it(both):
    painted, laid_out = both
    assert len(painted) == len(laid_out)
    for ours, theirs in zip(painted, laid_out, strict=True):
        (our_words, our_places), (their_words, their_places) = words_of(ours), words_of(theirs)
        assert our_words == their_words
        assert our_places == [pytest.approx(place, abs=HAIR) for place in their_places]


def test_painted_rules_stand_where_weasyprint_puts_them(both):
    for ours, theirs in zip(*both, strict=True):
        expected = [pytest.approx(rule, abs=RULE) for rule in rules_of(theirs)]
        assert rules_of(ours) == expected


@pytest.mark.parametrize("rows", range(28, 36))
def test_every_page_of_a_painted_table_has_rows_and_no_total_alone(
    write_document, print_pages, monkeypatch, rows
):
    monkeypatch.setattr(printing, "LONG_TABLE", 0)
    units = tuple(Row((str(number), "hết")) for number in range(rows))
    total = Row(("", "Tổng hợp"), bold=True)
    table = Table(
        "bang", (Column(20), Column(60)), ((HeadCell("TT"), HeadCell("Tên")),), (*units, total)
    )
    pages, _ = print_pages(write_document(body=[table, *[paragraph("a", "Hết./.")] * 9]))
    with_head = [page for page in pages if any(text.text == "TT" for text in page.texts)]
    assert all(any(text.text == "hết" for text in page.texts) for page in with_head)


@pytest.fixture(scope="module")
def annex(write_document, print_pages):
    """Forty rows on pages of their own, with head, page numbers and tags."""
    table = table_of(60)
    annex = Annex("phu-luc", "Kết quả", (table,), landscape=True)
    pages, path = print_pages(write_document(annexes=[annex]))
    return table, pages[1:], path


def test_painted_document_breaks_no_rule_of_the_archive_format(annex):
    _, _, path = annex
    assert faults_of(path.read_bytes()) == set()


def test_head_is_repeated_on_every_page(annex):
    _, pages, _ = annex
    for page in pages:
        assert [text.text for text in page.texts if text.text in ("TT", "Khá", "Sáu tháng")] == [
            "TT",
            "Sáu tháng",
            "Khá",
        ]


def test_annex_has_page_numbers_of_its_own(annex):
    _, pages, _ = annex
    numbers = [[text.text for text in page.texts if text.baseline < 20] for page in pages]
    assert numbers == [[], *([str(number)] for number in range(2, len(pages) + 1))]


def test_rows_are_tagged_with_all_their_cells(annex):
    table, _, path = annex
    tree = Tree(PdfReader(path))
    rows = [tree.elements("/TD", below=row) for row in tree.elements("/TR")]
    printed = [[_written(tree.text(cell)) for cell in row] for row in rows if len(row) == 6]
    assert printed == [[_written(c) for c in row.cells] for row in table.rows if row.kind == "row"]


def test_groups_are_tagged_as_one_cell_over_all_columns(annex):
    table, _, path = annex
    tree = Tree(PdfReader(path))
    groups = [
        (cell["/A"]["/ColSpan"], tree.text(cell))
        for cell in tree.elements("/TD")
        if "/ColSpan" in cell.get("/A", {})
    ]
    assert groups == [(6, row.text) for row in table.rows if row.kind == "group"]


def test_head_is_tagged_on_every_page_with_what_it_spans(annex):
    _, pages, path = annex
    tree = Tree(PdfReader(path))
    heads = [
        [
            (cell["/A"]["/Scope"], cell["/A"].get("/ColSpan", 1), cell["/A"].get("/RowSpan", 1))
            for cell in tree.elements("/TH", below=head)
        ]
        for head in tree.elements("/THead")
    ]
    spans = [("/Column", cell.colspan, cell.rowspan) for line in HEAD for cell in line]
    assert heads == [spans] * len(pages)


def test_cell_higher_than_a_page_goes_on_below(write_document, print_pages):
    long = " ".join(f"từ{number}" for number in range(900))
    rows = (*(Row(("1", "a")) for _ in range(200)), Row(("2", long)), Row(("3", "a")))
    table = Table("bang", (Column(20), Column(60)), ((HeadCell("TT"), HeadCell("Tên")),), rows)
    _, path = print_pages(write_document(body=[table, paragraph("a", "Hết./.")]))
    tree = Tree(PdfReader(path))
    assert _written(long) in _written("".join(tree.texts("/TD")))


def test_two_prints_of_a_long_table_have_the_same_bytes(write_document, print_pages):
    document = write_document(body=[table_of(60)])
    assert print_pages(document)[1].read_bytes() == print_pages(document)[1].read_bytes()


def test_letter_that_no_font_has_is_shown_as_such(write_document, print_pages):
    rows = tuple(Row(("漢", "a")) for _ in range(200))
    table = Table("bang", (Column(20), Column(60)), ((HeadCell("😀"), HeadCell("Tên")),), rows)
    (page, *_), path = print_pages(write_document(body=[table]))
    assert sum(text.text == "�" for text in page.texts) > 20
    assert faults_of(path.read_bytes()) == set()


@pytest.mark.parametrize(
    ("cells", "is_long"), [(printing.LONG_TABLE, False), (printing.LONG_TABLE + 1, True)]
)
def test_table_is_long_by_its_cells(cells, is_long):
    rows = tuple(Row(("a",)) for _ in range(cells))
    table = Table("bang", (Column(20),), ((HeadCell("a"),),), rows)
    assert printing.is_long(table) == is_long


def _written(text):
    """Without spaces: where a line ends there is none on paper."""
    return "".join(text.split())
