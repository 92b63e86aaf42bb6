"""Hashes of parts of a file, and of uploads of which no byte is kept, in memory or on disk."""

import hashlib
from collections.abc import Iterable
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


def prefix_hashes(stream: BinaryIO, sizes: Iterable[int]) -> dict[int, str]:
    """The hash of the first so many bytes, by their number; of all where there are fewer."""
    digest, at, hashes = hashlib.sha256(), 0, {}
    for size in sorted(sizes):
        digest.update(stream.read(size - at))
        hashes[size] = digest.hexdigest()
        at = size
    return hashes


class HashedUpload(UploadedFile):
    """What is known of a file that was not kept."""

    def __init__(self, *, sha256: str, **facts):
        super().__init__(**facts)
        self.sha256 = sha256


class HashOnly(FileUploadHandler):
    """Hashes an upload as it comes in. Set before the request's body is read."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> HashedUpload:
        return HashedUpload(sha256=self.digest.hexdigest(), name=self.file_name, size=file_size)
