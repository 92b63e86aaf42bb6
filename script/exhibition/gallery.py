"""Documents of every kind as pictures, and the index beside them."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from documents.checker.client import check_pdf
from documents.checker.findings import Finding, Verdict
from documents.domain.layout import STYLESHEETS, document_html
from documents.domain.printing import limits_for
from documents.enums import DocumentKind
from documents.models import Document
from documents.render.local import render_client
from tests.documents.samples import sample

GALLERY = Path(__file__).resolve().parent.parent.parent / "docs" / "gallery"
DOTS_PER_INCH = 90
SHADES = 16  # of grey, as many as letters need; a picture takes some 40 kB
HEAD = """# Các loại văn bản

Trang đầu của mỗi loại văn bản và kết quả kiểm tra thể thức của tệp PDF.
Lập bằng `bash script/gallery`.
Tên người, đơn vị và số liệu là minh họa.
"""
FOLDED = "<details>\n<summary>{summary}</summary>\n"
CLOSED = "</details>\n"
TABLE_HEAD = ("| Thành phần | Yêu cầu | Đo được | Kết quả |", "| --- | --- | --- | --- |")
BAR = "\\|"  # of a cell, not between cells
WORDS = {Verdict.MET: "đạt", Verdict.NOT_MET: "không đạt"}


@dataclass(frozen=True)
class Exhibit:
    """A document as it was printed."""

    document: Document
    pdf: Path

    @property
    def kind(self) -> DocumentKind:
        return DocumentKind(self.document.kind)

    @property
    def picture(self) -> str:
        return f"{self.kind.name.lower().replace('_', '-')}.png"


def main() -> None:
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="quyet-thang-gallery-") as folder:
        exhibits = list(_printed(Path(folder)))
        render_client().close()
        for exhibit in exhibits:
            _photograph(exhibit.pdf, GALLERY / exhibit.picture)
        sections = map(_section, exhibits)
        (GALLERY / "README.md").write_text("\n".join([HEAD, *sections]), encoding="utf-8")
    _take_away({exhibit.picture for exhibit in exhibits})


def _printed(folder: Path) -> Iterator[Exhibit]:
    for kind in DocumentKind:
        document, pdf = sample(kind), folder / f"{kind.name}.pdf"
        html = document_html(document)
        render_client().render(html, stylesheets=STYLESHEETS, to=pdf, limits=limits_for(html))
        yield Exhibit(document, pdf)


def _photograph(pdf: Path, target: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil()
    framed = ImageOps.expand(page, border=1, fill="gray")
    framed.quantize(SHADES, dither=Image.Dither.NONE).save(target, optimize=True)


def _section(exhibit: Exhibit) -> str:
    """One kind: its picture, and what the format checker measured on it."""
    label = exhibit.kind.label
    picture = f"## {label}\n\n![{label}, trang đầu]({exhibit.picture})\n"
    with exhibit.pdf.open("rb") as file:
        report = check_pdf(file)
    measured = [finding for finding in report.findings if finding.verdict != Verdict.ABSENT]
    met = sum(finding.verdict == Verdict.MET for finding in measured)
    rows = map(_row, measured)
    summary = f"Kiểm tra thể thức: {met}/{len(measured)} yêu cầu đạt."
    return "\n".join([picture, FOLDED.format(summary=summary), *TABLE_HEAD, *rows, "", CLOSED])


def _row(finding: Finding) -> str:
    cells = (finding.element, finding.required, finding.found, WORDS[finding.verdict])
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def _take_away(names: set[str]) -> None:
    """Pictures of kinds that are no more."""
    for path in GALLERY.glob("*.png"):
        if path.name not in names:
            path.unlink()
