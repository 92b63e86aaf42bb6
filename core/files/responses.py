"""Sending a file. The view that calls this has checked access: there is no other way in."""

from typing import BinaryIO

from django.http import FileResponse, Http404

from core.files.models import StoredFile
from core.files.storage import open_stored


class ErasedContent(Http404):
    """The bytes were erased; a page behind the log-in says so to those who may know."""

    def __init__(self, file: StoredFile):
        self.file = file
        super().__init__()


def file_response(stored: StoredFile, filename: str) -> FileResponse:
    """A stored file as a download. Raises ErasedContent for one whose bytes were erased."""
    if stored.erased_at:
        raise ErasedContent(stored)
    return download(open_stored(stored), filename, stored.media_type)


def download(content: BinaryIO, filename: str, media_type: str) -> FileResponse:
    """The content under a name for people (RFC 5987 carries Vietnamese letters)."""
    response = FileResponse(content, as_attachment=True, filename=filename, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private"
    return response
