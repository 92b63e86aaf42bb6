"""WeasyPrint kept warm: one font configuration, parsed stylesheets, bundled assets only."""

import gc
import os
import tempfile
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.sax.saxutils import escape

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from documents.render.letters import Letters
from documents.render.tables.long import LongTables
from documents.render.tables.look import SAMPLE, Look, look_of

FONTS_ONLY = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
# PDF/A-2 in which every glyph maps to a letter, with the tree of headings, paragraphs and cells.
ARCHIVE = {"pdf_variant": "pdf/a-2u", "pdf_tags": True}
FIRST_PAGE = """<html lang="vi"><title>Khởi động</title>
<p>Quyết thắng <b>đậm</b> <i>nghiêng</i> <b><i>cả hai</i></b></p>
<table><tr><th>STT</th><td>1</td></tr></table></html>"""


class BundledAssets(URLFetcher):
    """Serves files of one folder. Any other address, data: included, stops the render."""

    def __init__(self, folder: Path):
        super().__init__(allow_redirects=False)
        self._folder = folder

    def fetch(self, url, headers=None):
        address = urlsplit(url)
        path = Path(url2pathname(address.path)).resolve()
        if address.scheme != "file" or address.netloc or not path.is_relative_to(self._folder):
            raise FatalURLFetchingError(f"refused: {url[:200]}")
        return super().fetch(url, headers)


class Engine:
    """Renders HTML with the stylesheets of `styles` and the fonts of `fonts`, and no others."""

    def __init__(self, *, fonts: Path, styles: Path):
        styles = styles.resolve()
        self._base_url = f"{styles.as_uri()}/"
        self._fetcher = BundledAssets(styles)
        self._fonts = _only_fonts_of(fonts.resolve())
        self._letters = Letters(fonts)
        self._sheets = {path.name: self._parse(path) for path in sorted(styles.glob("*.css"))}

    def warm_up(self) -> None:
        """Pays once, before the first fork, for what every render would pay again."""
        sheets = list(self._sheets.values())
        self._lay_out(self._source(FIRST_PAGE), sheets).write_pdf(**ARCHIVE)
        gc.collect()
        gc.freeze()
        gc.set_threshold(200_000, 50, 100)

    def render(self, html: str, stylesheets: list[str], to: Path) -> int:
        """Writes the PDF to disk, synced, and gives its number of pages."""
        sheets = [self._sheets[name] for name in stylesheets]
        source = self._source(self._letters.printable(html))
        tables = LongTables(source.etree_element, partial(self._look, sheets))
        document = self._lay_out(source, [*sheets, self._sheet(tables.stylesheet)])
        tables.paint_on(document.pages)
        with to.open("wb") as target:
            document.write_pdf(target, finisher=tables.tag, **ARCHIVE)
            target.flush()
            os.fsync(target.fileno())
        return len(document.pages)

    def _look(self, sheets: list[CSS]) -> Look:
        return look_of(self._lay_out(self._source(SAMPLE), sheets))

    def _source(self, html: str) -> HTML:
        return HTML(string=html, base_url=self._base_url, url_fetcher=self._fetcher)

    def _lay_out(self, source: HTML, sheets: list[CSS]) -> Document:
        return source.render(stylesheets=sheets, font_config=self._fonts, **ARCHIVE)

    def _parse(self, path: Path) -> CSS:
        return CSS(filename=path, font_config=self._fonts, url_fetcher=self._fetcher)

    def _sheet(self, text: str) -> CSS:
        return CSS(string=text, font_config=self._fonts, url_fetcher=self._fetcher)


def _only_fonts_of(folder: Path) -> FontConfiguration:
    """A letter the folder's fonts lack shows as a box and never in whatever the host has."""
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch, "fonts.conf")
        config.write_text(FONTS_ONLY.format(fonts=escape(str(folder)), cache=escape(scratch)))
        os.environ["FONTCONFIG_FILE"] = str(config)
        return FontConfiguration()
