"""Word files read back, with no more than python-docx knows of them."""

from io import BytesIO

import docx
import pytest

from documents.word.file import write_word


@pytest.fixture(scope="session")
def open_word():
    """Writes the document and opens what was written."""
    return lambda document: docx.Document(BytesIO(write_word(document)))
