"""What a document says, as facts: for the fingerprint of what a person saw, and of what prints."""

from core.access.seen import fingerprint
from documents.domain.encoding import blocks_from_json
from documents.domain.grammar import line_of
from documents.domain.layout import drafting_mark
from documents.models import Document

HEAD = (
    "kind",
    "superior_line",
    "issuer_name",
    "issued_by",
    "symbol",
    "place",
    "layout",
    "contact_line",
)
MARKS = ("urgency", "circulation", "drafter_initials", "print_run")
WORDS = ("title", "addressees", "body", "annexes", "recipients")
SIGNATURE = (
    "authority_line",
    "signer_title",
    "signer_office",
    "signer_rank",
    "signer_name",
    "secretary_name",
)
DATED = ("number", "legal_date", "year", "month", "verification_code")


def print_mark(document: Document) -> str:
    """A digest of all that stands on the paper: two prints of one mark say the same."""
    return fingerprint(
        {name: getattr(document, name) for name in (*HEAD, *MARKS, *WORDS, *SIGNATURE, *DATED)}
    )


def seen_mark(document: Document) -> str:
    """A digest of what a person judges: the paper, and the documents that it ends."""
    endings = document.endings.order_by("ended_id").values_list("ended_id", "way")
    return fingerprint({"paper": print_mark(document), "endings": list(endings)})


def words_of(document: Document) -> dict[str, str]:
    """What can be changed in a draft, by the names that people read."""
    lines = {
        f"Nội dung, {block.anchor}": line_of(block) for block in blocks_from_json(document.body)
    }
    order = ", ".join(block["anchor"] for block in document.body)
    return {**field_words(document), **lines, "Nội dung, thứ tự đoạn": order}


def field_words(document: Document) -> dict[str, str]:
    """What can be changed beside the text."""
    return {
        "Trích yếu": document.title,
        "Ký hiệu": document.symbol,
        "Kính gửi": "\n".join(document.addressees),
        "Nơi nhận": "\n".join(document.recipients),
        "Người ký": signature_words(document),
        "Thư ký": document.secretary_name,
        "Mức độ khẩn": document.urgency and document.get_urgency_display(),
        "Phạm vi lưu hành": document.circulation and document.get_circulation_display(),
        "Người soạn, số bản": drafting_mark(document),
    }


def signature_words(document: Document) -> str:
    """The block of the signature in one line, with what is left out left out."""
    name = " ".join(filter(None, (document.signer_rank, document.signer_name)))
    parts = (*document.authority_line.splitlines(), document.signer_title, document.signer_office)
    return ", ".join(filter(None, (*parts, name)))
