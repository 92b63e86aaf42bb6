"""What comes out of the render server: the PDF, and the same one again."""

import pytest
from pypdf import PdfReader

from documents.render.client import Rendered
from documents.render.errors import ForbiddenAddress, RenderCrashed
from documents.render.limits import Limits

LIMITS = Limits.for_document()
LETTER = """<html lang="vi"><title>Báo cáo kết quả</title>
<p>Quyết thắng <b>đậm</b> <i>nghiêng</i> <b><i>cả hai</i></b>: ẳ ẵ ợ ỹ Ặ Ử</p></html>"""


@pytest.fixture
def printed(warm_client, tmp_path):
    def printed(html, *stylesheets):
        target = tmp_path / "document.pdf"
        warm_client.render(html, stylesheets=stylesheets, to=target, limits=LIMITS)
        return target

    return printed


def fonts_of(reader):
    fonts = [
        font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()
    ]
    return {font["/BaseFont"].partition("+")[2] for font in fonts}


def test_render_counts_pages(warm_client, tmp_path):
    html = "<p style='break-after: page'>1</p><p>2</p>"
    done = warm_client.render(html, stylesheets=["page.css"], to=tmp_path / "2.pdf", limits=LIMITS)
    assert done == Rendered(pages=2)


def test_render_keeps_vietnamese_text(printed):
    text = PdfReader(printed(LETTER, "page.css")).pages[0].extract_text()
    assert text.strip() == "Quyết thắng đậm nghiêng cả hai: ẳ ẵ ợ ỹ Ặ Ử"


def test_render_writes_title_and_language(printed):
    reader = PdfReader(printed(LETTER, "page.css"))
    assert (reader.metadata.title, reader.root_object["/Lang"]) == ("Báo cáo kết quả", "vi")


def test_render_uses_the_shipped_fonts(printed):
    assert fonts_of(PdfReader(printed(LETTER, "page.css"))) == {
        "Tinos",
        "Tinos-Bold",
        "Tinos-Italic",
        "Tinos-Bold-Italic",
    }


def test_render_takes_no_font_of_the_host_for_a_letter_that_is_missing(printed):
    assert fonts_of(PdfReader(printed("<p>漢 😀</p>", "page.css"))) == {"Tinos"}


def test_render_takes_no_font_of_the_host_for_a_family_that_is_missing(printed):
    assert fonts_of(PdfReader(printed("<p style='font-family: sans-serif'>a</p>"))) == {"Tinos"}


def test_render_takes_stylesheets_in_the_order_given(printed):
    wide, tall = 842, 595
    page = PdfReader(printed(LETTER, "page.css", "wide.css")).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (wide, tall)


def test_render_gives_the_same_bytes_again(printed):
    assert printed(LETTER, "page.css").read_bytes() == printed(LETTER, "page.css").read_bytes()


def test_render_serves_a_bundled_picture(printed):
    assert len(PdfReader(printed("<img src='seal.svg'>")).pages) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a.png",
        "https://example.vn/a.png",
        "ftp://127.0.0.1/a.png",
        "file:///etc/hostname",
        "file://host/etc/hostname",
        "../outside.png",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_render_refuses_any_other_address(printed, address):
    with pytest.raises(ForbiddenAddress):
        printed(f'<img src="{address}">')


def test_render_refuses_a_stylesheet_that_is_not_bundled(printed):
    with pytest.raises(RenderCrashed):
        printed(LETTER, "unknown.css")
