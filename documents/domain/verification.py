"""Whether a paper, or a file, is what this program issued, and what became of it since."""

import re
import secrets

from django.db.models import Q

from core.files.models import StoredFile
from documents.domain.guesses import count_guess, take_back
from documents.enums import DocumentKind
from documents.models import Document

# Crockford's letters for numbers to the base 32: none that is mistaken for another.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
MISREAD = str.maketrans("OIL", "011")
BETWEEN_GROUPS = re.compile(r"[\s\-‐-―.]+")
CODE = re.compile(f"[{SIGNS}]{{{LENGTH}}}")


def give_code(document: Document) -> Document:
    """Gives a document, when it is numbered, the code that its paper shows: 80 random bits.

    The caller holds the row. Every numbering gives another code, so that what was printed under a
    number taken back is not confirmed. A kind without a code is verified by its file only.
    """
    if DocumentKind(document.kind).has_qr:
        document.verification_code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        document.save(update_fields=["verification_code"])
    return document


def grouped(code: str) -> str:
    """As it is printed, "7K3Q-0M9T-…"."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str | None:
    """The code meant: with or without dashes, in capitals or not, O for 0, I and L for 1."""
    code = BETWEEN_GROUPS.sub("", typed).upper().translate(MISREAD)
    return code if CODE.fullmatch(code) else None


def document_of_code(code: str, *, client: str) -> Document | None:
    """The issued document whose paper shows the code; None where there is none.

    Raises TooManyGuesses when the client, or all together, typed too many wrong ones.
    """
    since = count_guess(client)
    document = Document.objects.out().filter(verification_code=code).first()
    if document:
        take_back(client, since)
    return document


def document_of_file(sha256: str) -> Document | None:
    """The issued document that is this file, to the byte, or whose signed copy is."""
    file = StoredFile.objects.filter(sha256=sha256).first()
    if file is None:
        return None
    return Document.objects.out().filter(Q(file=file) | Q(signed_copies__file=file)).first()
