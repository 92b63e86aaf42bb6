"""Documents as downloads. The view that calls these has checked access."""

from io import BytesIO

from django.http import FileResponse
from django.utils.module_loading import import_string

from core.files.responses import download
from documents.domain.printing import filename
from documents.models import Document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_response(document: Document) -> FileResponse:
    """The document as a Word file, made on the spot.

    What writes it takes a tenth of a second to load and is loaded with the first one.
    """
    write_word = import_string("documents.word.file.write_word")
    return download(BytesIO(write_word(document)), filename(document, "docx"), WORD)
