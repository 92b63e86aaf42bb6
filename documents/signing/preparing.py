"""The issued file with empty signature fields behind its last byte."""

from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from documents.signing.places import places_in


def prepare(issued: Path, prepared: Path) -> None:
    """An incremental update: whatever is signed later begins with the issued bytes."""
    with issued.open("rb") as source, prepared.open("wb") as target:
        writer = IncrementalPdfFileWriter(source)
        for place in places_in(writer.prev):
            field = SigFieldSpec(
                place.name,
                on_page=place.page,
                box=place.box,
                readable_field_name=place.label,
            )
            append_signature_field(writer, field)
        writer.write(target)
