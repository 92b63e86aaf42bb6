"""Issued files and what people, or attackers, make of them outside."""

import functools
import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from documents.domain.layout import STYLESHEETS, document_html
from documents.enums import DocumentKind
from documents.render.limits import Limits
from documents.render.local import render_client
from documents.signing import preparing
from tests.documents.keys import PASSPHRASE, root_authority
from tests.documents.samples import sample


@functools.cache
def issued_file(kind: DocumentKind = DocumentKind.DECISION, **changes) -> bytes:
    """Printed by the real render server, once in a run."""
    facts = {"number": 7, "legal_date": date(2026, 12, 15)} | changes
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "issued.pdf")
        html = document_html(sample(kind, **facts))
        limits = Limits.for_document(rows=30, pages=5)
        render_client().render(html, stylesheets=STYLESHEETS, to=target, limits=limits)
        return target.read_bytes()


@functools.cache
def prepared_file(kind: DocumentKind = DocumentKind.DECISION, **changes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        issued, prepared = Path(folder, "issued.pdf"), Path(folder, "prepared.pdf")
        issued.write_bytes(issued_file(kind, **changes))
        preparing.prepare(issued, prepared)
        return prepared.read_bytes()


def sign(content: bytes, archive: bytes, field: str = "NguoiKy", **metadata) -> bytes:
    """Signs with a key from a PKCS#12 archive, in a field that is there or is added."""
    signer = SimpleSigner.load_pkcs12_data(archive, other_certs=[], passphrase=PASSPHRASE)
    writer = IncrementalPdfFileWriter(BytesIO(content))
    details = PdfSignatureMetadata(field_name=field, **metadata)
    return sign_pdf(writer, details, signer=signer).getvalue()


@functools.cache
def signed_file() -> bytes:
    """The decision as its signer sends it back, by a key that nobody compares."""
    return sign(prepared_file(), root_authority().archive("Trần Văn Bình"))


def sign_in_a_field_of_ones_own(content: bytes, archive: bytes, box=(200, 500, 400, 600)) -> bytes:
    signer = SimpleSigner.load_pkcs12_data(archive, other_certs=[], passphrase=PASSPHRASE)
    writer = IncrementalPdfFileWriter(BytesIO(content))
    details = PdfSignatureMetadata(field_name="Khac")
    field = SigFieldSpec("Khac", on_page=0, box=box)
    return sign_pdf(writer, details, signer=signer, new_field_spec=field).getvalue()


def write_over(content: bytes) -> bytes:
    """A revision that draws over the first page."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    drawing = StreamObject(stream_data=b"1 1 1 rg 0 0 595 842 re f")
    writer.add_stream_to_page(0, writer.add_object(drawing))
    return _written(writer)


def cover_with_a_note(content: bytes) -> bytes:
    """A revision that lays an annotation over the text."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): ArrayObject(NumberObject(side) for side in (0, 0, 595, 842)),
            NameObject("/Contents"): TextStringObject("Nội dung khác"),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))
    return _written(writer)


def add_a_text_field(content: bytes) -> bytes:
    """A revision whose form shows a text of its own."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("Noi dung"),
            NameObject("/V"): TextStringObject("Nội dung khác"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): ArrayObject(NumberObject(side) for side in (0, 0, 595, 842)),
        }
    )
    reference = writer.add_object(field)
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([reference])})
    writer.root[NameObject("/AcroForm")] = form
    writer.update_root()
    return _written(writer)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def another_file_behind(content: bytes) -> bytes:
    """Ours, and then a whole file of its own, which is what readers open."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    out, places = bytearray(content), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)
