"""What one render may use. Measured: 245 KB and 13 ms a table row, 0.15 s for a full page."""

from dataclasses import dataclass

MEGABYTE = 1_000_000
ROW_BYTES = 250_000
PAGE_BYTES = 500_000
ROW_SECONDS = 0.013
PAGE_SECONDS = 0.2
MARGIN = 4  # slower machines, and both processors busy


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Memory beyond what the child has, and file size, in bytes; time in seconds."""

    memory: int
    cpu: int
    wall: int
    file: int

    @classmethod
    def for_document(cls, *, rows: int = 0, pages: int = 1) -> "Limits":
        """The limits of a document with so many table rows and pages, with room to spare."""
        seconds = MARGIN * (ROW_SECONDS * rows + PAGE_SECONDS * pages)
        cpu = round(max(20, seconds))
        return cls(
            memory=round(max(256 * MEGABYTE, 2 * (ROW_BYTES * rows + PAGE_BYTES * pages))),
            cpu=cpu,
            wall=cpu + 20,
            file=50 * MEGABYTE,
        )
