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


def contact_line(issuer: Issuer, kind: DocumentKind) -> str:
    """Nothing on documents for which the issuer does not want it."""
    if not ContactsOn(issuer.contacts_on).includes(kind):
        return ""
    said = {label: getattr(issuer, name) for name, label in LABELS.items()}
    return "; ".join(f"{label}: {words}" for label, words in said.items() if words)
