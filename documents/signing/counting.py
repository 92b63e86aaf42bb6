"""How many pages a file has."""

from pathlib import Path

from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader


def count_pages(file: Path) -> int | None:
    """None for what is no PDF."""
    with file.open("rb") as stream:
        try:
            return int(PdfFileReader(stream).root["/Pages"]["/Count"])
        except (PdfReadError, KeyError):
            return None
