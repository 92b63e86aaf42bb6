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
from tests.documents.samples import MARKED, sample

GALLERY = Path(__file__).resolve().parent.parent.parent / "docs" / "gallery"
DOTS_PER_INCH = 90
SHADES = 16  # of grey, as many as letters need; a picture takes some 40 kB
COLOURS = 128  # fewer lose the red of a small mark
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
    def label(self) -> str:
        label = DocumentKind(self.document.kind).label
        return f"{label} có dấu khẩn, chỉ dẫn và địa chỉ" if self.is_marked else label

    @property
    def is_marked(self) -> bool:
        return bool(self.document.urgency)

    @property
    def picture(self) -> str:
        return f"{self.pdf.stem}.png"


def main() -> None:
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="quyet-thang-gallery-") as folder:
        exhibits = list(_printed(Path(folder)))
        render_client().close()
        for exhibit in exhibits:
            _photograph(exhibit)
        sections = map(_section, exhibits)
        (GALLERY / "README.md").write_text("\n".join([HEAD, *sections]), encoding="utf-8")
    _take_away({exhibit.picture for exhibit in exhibits})


def _printed(folder: Path) -> Iterator[Exhibit]:
    for name, document in documents():
        html, pdf = document_html(document), folder / f"{name}.pdf"
        render_client().render(html, stylesheets=STYLESHEETS, to=pdf, limits=limits_for(html))
        yield Exhibit(document, pdf)


def documents() -> Iterator[tuple[str, Document]]:
    """One of every kind, and a letter with all that a document may carry beside its words."""
    for kind in DocumentKind:
        name = kind.name.lower().replace("_", "-")
        yield name, sample(kind)
        if kind.is_letter:
            yield f"{name}-marked", sample(kind, **MARKED)


def _photograph(exhibit: Exhibit) -> None:
    """In shades of grey, unless there is red on it."""
    with pypdfium2.PdfDocument(exhibit.pdf) as opened:
        scale, is_grey = DOTS_PER_INCH / 72, not exhibit.is_marked
        page = opened[0].render(scale=scale, grayscale=is_grey).to_pil()
    framed = ImageOps.expand(page, border=1, fill="gray")
    few = framed.quantize(SHADES if is_grey else COLOURS, dither=Image.Dither.NONE)
    few.save(GALLERY / exhibit.picture, optimize=True)


def _section(exhibit: Exhibit) -> str:
    """A document: its picture, and what the format checker measured on it."""
    label = exhibit.label
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
