"""The square on paper: what it holds, where it stands, and on which papers."""

from datetime import date

import pytest
import segno

from documents.domain.layout import document_html
from documents.domain.qr import qr_svg
from documents.enums import DocumentKind
from tests.documents.issuing import CODE
from tests.documents.samples import sample

ADDRESS = "https://thidua.example.vn"
GROUPS = "7K3Q-0M9T-XD42-W8HB"
BOTTOM = 277  # mm, where the margin begins


def numbered(kind=DocumentKind.DECISION, **changes):
    facts = {"number": 7, "legal_date": date(2026, 12, 15), "verification_code": CODE}
    return sample(kind, **facts | changes)


def drawn(content) -> str:
    """The modules of a square, as the path of a drawing."""
    svg = segno.make(content, error="m", micro=False, boost_error=False).svg_inline(border=0)
    return svg.partition(' d="')[2].partition('"')[0]


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/"])
def test_square_leads_to_the_page_with_the_code(settings, address):
    settings.PUBLIC_URL = address
    assert drawn(f"{ADDRESS}/verify/?code={GROUPS}") in qr_svg(CODE)


def test_square_holds_the_code_alone_on_a_closed_network(settings):
    settings.PUBLIC_URL = ""
    assert drawn(GROUPS) in qr_svg(CODE)


def test_square_fetches_nothing(settings):
    settings.PUBLIC_URL = ADDRESS
    svg = qr_svg(CODE)
    assert [word for word in ("href", "style", "url(", "image", "http") if word in svg] == []


def test_draft_shows_neither_square_nor_code(settings):
    html = document_html(sample(DocumentKind.DECISION))
    assert [word for word in ("<svg", "Mã xác minh") if word in html] == []


def test_paper_shows_the_code_and_where_to_type_it(settings, print_pages):
    settings.PUBLIC_URL = ADDRESS
    (page, _), _ = print_pages(numbered())
    lines = [text.text for text in page.texts]
    at = lines.index("Mã xác minh:")
    assert lines[at : at + 3] == ["Mã xác minh:", GROUPS, "thidua.example.vn/verify/"]


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind.has_qr])
def test_code_stands_at_the_left_under_the_recipients_inside_the_margins(kind, print_pages):
    pages, _ = print_pages(numbered(kind))
    (page,) = [page for page in pages if any(text.text == GROUPS for text in page.texts)]
    code, archive = page.find(GROUPS), page.find("- Lưu")
    (signature,) = [text for text in page.texts if text.text.endswith("Trần Văn Bình")]
    assert (35 < code.left, code.right < 100) == (True, True)
    assert archive.baseline < code.baseline < BOTTOM
    assert code.right < signature.left
    assert (code.size, code.font) == (11, "Tinos")


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind.has_qr])
def test_code_moves_nothing_else(kind, print_pages):
    with_code, _ = print_pages(numbered(kind))
    without, _ = print_pages(numbered(kind, verification_code=None))
    for page, plain in zip(with_code, without, strict=True):
        assert set(plain.texts) <= set(page.texts)


def test_same_document_gives_the_same_bytes(print_pages):
    files = [print_pages(numbered())[1].read_bytes() for _ in range(2)]
    assert files[0] == files[1]
