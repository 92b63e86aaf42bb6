"""What a signed file is: our issued bytes, then signatures, and nothing that changes what it says.

The issued bytes are compared before this; here it is proved that a reader of the whole file still
starts from them, that every later revision only adds signatures, and whose those are.
"""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    KeyUsageConstraints,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from documents.signing.differences import adds_only_signatures, is_only_signatures
from documents.signing.places import NoPlaces, Place, page_number, places_in

VIETNAM = timezone(timedelta(hours=7))
MOST_SIGNATURES = 20
LONGEST_NAME = 200
CERTIFICATES = (".pem", ".crt", ".cer")
# What public authorities of Vietnam issue has one of the two.
MAY_SIGN = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


class Refused(Exception):
    """`code` names a refusal of documents.signing.refusals; `signer` whose signature is meant."""

    def __init__(self, code: str, signer: str = ""):
        super().__init__(code)
        self.code, self.signer = code, signer


def inspect(signed: Path, issued_size: int, roots: Path | None) -> list[dict]:
    """A finding for each signature, in the order in which people signed. Raises Refused.

    `roots` is a folder of certificates that are trusted; without any no issuer is compared.
    """
    content = signed.read_bytes()
    reader = PdfFileReader(BytesIO(content))
    issued = PdfFileReader(BytesIO(content[:issued_size]))
    if reader.encrypted:
        raise Refused("unreadable")
    _check_revisions(reader, issued)
    signatures = reader.embedded_regular_signatures
    if not signatures:
        raise Refused("unsigned")
    if len(signatures) > MOST_SIGNATURES:
        raise Refused("unreadable")
    places = _places(issued)
    trusted = [] if roots is None else _certificates(roots)
    return [_finding(signature, trusted, places) for signature in signatures]


def _check_revisions(reader: PdfFileReader, issued: PdfFileReader) -> None:
    """Every revision after the issued ones adds signatures and no more.

    A file that merely begins with our bytes, while its last table of contents leads elsewhere,
    would be another document to whoever opens it.
    """
    base = issued.xrefs.total_revisions - 1
    revisions = reader.xrefs
    if revisions.total_revisions <= base or any(
        revisions.get_startxref_for_revision(number)
        != issued.xrefs.get_startxref_for_revision(number)
        for number in range(base + 1)
    ):
        raise Refused("content_changed")
    if not adds_only_signatures(reader, base):
        raise Refused("content_changed")


def _places(issued: PdfFileReader) -> list[Place]:
    try:
        return places_in(issued)
    except NoPlaces:
        return []


def _certificates(folder: Path) -> list[x509.Certificate]:
    """Of a folder, PEM or DER, one file with one certificate or several."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in CERTIFICATES:
            content = path.read_bytes()
            encoded = pem.unarmor(content, multiple=True) if pem.detect(content) else None
            found += [der for _, _, der in encoded] if encoded else [content]
    return [x509.Certificate.load(der) for der in found]


def _finding(
    signature: EmbeddedPdfSignature, trusted: list[x509.Certificate], places: list[Place]
) -> dict:
    certificate = signature.signer_cert
    signer = _name(certificate.subject, "common_name")
    status = _status(signature, trusted, signer)
    _check_period(certificate, signer)
    if trusted and not status.trusted:
        raise Refused("untrusted", signer)
    return {
        "field": _clean(signature.field_name),
        "signer": signer,
        "organisation": _name(certificate.subject, "organization_name"),
        "serial": f"{certificate.serial_number:X}",
        "certified_by": _name(certificate.issuer, "common_name"),
        "signed_at": _signed_at(status),
        "is_trusted": bool(trusted),
        "is_in_place": _is_in_place(signature, places),
    }


def _status(
    signature: EmbeddedPdfSignature, trusted: list[x509.Certificate], signer: str
) -> PdfSignatureStatus:
    """Nothing is fetched from the network: certificates and revocations are those in the file."""
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, context, key_usage_settings=MAY_SIGN)
    except SignatureValidationError as error:
        raise Refused("broken", signer) from error
    covers = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    if not (status.intact and status.valid and covers):
        raise Refused("broken", signer)
    if not is_only_signatures(status.diff_result) or status.docmdp_ok is False:
        raise Refused("content_changed")
    return status


def _check_period(certificate: x509.Certificate, signer: str) -> None:
    validity = certificate["tbs_certificate"]["validity"]
    if not validity["not_before"].native <= datetime.now(UTC) <= validity["not_after"].native:
        raise Refused("expired", signer)


def _signed_at(status: PdfSignatureStatus) -> str | None:
    """As the signer's machine told it, or a trusted timestamp; in Vietnam's time zone."""
    stamped = status.timestamp_validity
    told = stamped.timestamp if stamped and stamped.trusted else status.signer_reported_dt
    return told.astimezone(VIETNAM).isoformat(timespec="seconds") if told else None


def _is_in_place(signature: EmbeddedPdfSignature, places: list[Place]) -> bool:
    """Whether the picture of the signature, if it has one, keeps to a prepared field.

    Elsewhere it could cover words; a person has to look.
    """
    field = signature.sig_field
    widget = field if "/Rect" in field else field["/Kids"][0]
    left, bottom, right, top = (float(side) for side in widget["/Rect"])
    box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    if box[0] == box[2] or box[1] == box[3]:
        return True
    page = page_number(signature.reader, widget)
    return any(place.holds(page, box) for place in places)


def _name(name: x509.Name, part: str) -> str:
    value = name.native.get(part, "")
    return _clean("; ".join(value) if isinstance(value, list) else value)


def _clean(text: str) -> str:
    """What strangers wrote into a certificate, fit to be stored and shown."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if letter.isprintable())[:LONGEST_NAME]
