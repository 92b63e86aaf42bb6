"""A document as HTML for print, laid out by Decree 30/2020/NĐ-CP, Annex I."""

from django.template.loader import render_to_string

from core.vietnamese.dates import blank_day, official_date
from documents.domain.encoding import annexes_from_json, blocks_from_json
from documents.domain.qr import qr_svg, verification_address
from documents.enums import DocumentKind
from documents.models import Document

STYLESHEETS = ("document.css",)

# Room for a handwritten number; no-break spaces, because HTML folds ordinary ones into one.
_BLANK_NUMBER = "\u00a0" * 6


def document_html(document: Document) -> str:
    """The page source of a document, to be rendered with STYLESHEETS.

    A copy shows the document it is of, as that is, and its own marks at the end.
    """
    shown = document.copied_from or document
    return render_to_string(
        "documents/document.html",
        {
            "paper": document,
            "reference": reference(document),
            "document": shown,
            "kind": DocumentKind(shown.kind),
            "number": full_number(shown),
            "date": date_line(shown),
            "body": blocks_from_json(document.body),
            "annexes": annexes_from_json(document.annexes),
            "copy": _marks_of_a_copy(document) if document.copied_from else None,
            **_verification(document.verification_code),
        },
    )


def _marks_of_a_copy(document: Document) -> dict:
    return {
        "document": document,
        "form": DocumentKind(document.kind).label,
        "number": full_number(document),
        "date": date_line(document),
    }


def _verification(code: str | None) -> dict:
    """What the paper shows of its code; a draft has none."""
    if not code:
        return {}
    page = verification_address().partition("://")[-1]
    return {"qr": qr_svg(code), "verification_page": page}


def full_number(document: Document) -> str:
    """Number and symbol, "07/BC-UBND": below 10 with a leading zero, in a draft with a blank."""
    number = _BLANK_NUMBER if document.number is None else f"{document.number:02d}"
    return f"{number}/{document.symbol}"


def reference(document: Document) -> str:
    """How the document is cited, for those who search a folder of files."""
    if document.number is None:
        return f"Dự thảo, ký hiệu {document.symbol}"
    return f"Số {full_number(document)} {date_line(document)}"


def drafting_mark(document: Document) -> str:
    """Who drafted it and how many copies are made, "PL.(300)" (Annex I, part III, item 3)."""
    if not document.drafter_initials:
        return ""
    return f"{document.drafter_initials}.({document.print_run})"


def date_line(document: Document) -> str:
    """The day of issue in words, in a draft with a blank for the day."""
    if document.legal_date:
        return official_date(document.legal_date)
    return blank_day(document.year, document.month)
