"""A document as a PDF file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from core.files.models import StoredFile
from core.files.naming import safe_name
from core.files.storage import store
from documents.domain.layout import STYLESHEETS, document_html
from documents.models import Document
from documents.render.limits import Limits
from documents.render.local import render_client

MEDIA_TYPE = "application/pdf"

_CHARACTERS_OF_A_PAGE = 2000
_ROWS_OF_A_PAGE = 15
_LONGEST_NAME = 120


def print_document(document: Document) -> StoredFile:
    """Renders and stores the document as it stands. Raises a RenderError."""
    html = document_html(document)
    with TemporaryDirectory() as folder:
        target = Path(folder, "document.pdf")
        render_client().render(html, stylesheets=STYLESHEETS, to=target, limits=limits_for(html))
        return store(target, MEDIA_TYPE)


def limits_for(html: str) -> Limits:
    """What the render may use, by the rows and the length of the page source."""
    rows = html.count("<tr")
    pages = 1 + len(html) // _CHARACTERS_OF_A_PAGE + rows // _ROWS_OF_A_PAGE
    return Limits.for_document(rows=rows, pages=pages)


def filename(document: Document, ending: str = "pdf") -> str:
    """The name under which people keep the file: kind and subject, fit for every system."""
    return f"{safe_name(str(document), longest=_LONGEST_NAME)}.{ending}"
