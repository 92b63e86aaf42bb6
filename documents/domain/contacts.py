"""Where an issuer is found, as the foot of page 1 says it.

Decree 30/2020/NĐ-CP, Annex I, part III, item 4.
"""

from documents.enums import ContactsOn, DocumentKind
from documents.models import Issuer

LABELS = {
    "address": "Địa chỉ",
    "email": "Thư điện tử",
    "website": "Trang thông tin điện tử",
    "telephone": "Điện thoại",
    "fax": "Fax",
}
WHOLE = {"telephone", "fax"}  # never broken between their figures
NO_BREAK_SPACE = "\u00a0"


def contact_line(issuer: Issuer, kind: DocumentKind) -> str:
    """Nothing on documents for which the issuer does not want it."""
    if not ContactsOn(issuer.contacts_on).includes(kind):
        return ""
    said = {name: getattr(issuer, name) for name in LABELS}
    return "; ".join(f"{LABELS[name]}: {_whole(name, said[name])}" for name in said if said[name])


def _whole(name: str, words: str) -> str:
    return words.replace(" ", NO_BREAK_SPACE) if name in WHOLE else words
