"""Every kind of paper meets every check, as a draft and with its number and code."""

from datetime import date

import pytest

from documents.domain.layout import document_html
from documents.enums import DocumentKind
from tests.documents.checker.conftest import faults_in
from tests.documents.issuing import CODE
from tests.documents.samples import sample

NUMBERED = {"number": 7, "legal_date": date(2026, 12, 5)}


@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize("given", [{}, NUMBERED], ids=["draft", "numbered"])
def test_every_kind_meets_every_check(kind, given, print_html, report_of):
    code = {"verification_code": CODE} if given and kind.has_qr else {}
    report = report_of(print_html(document_html(sample(kind, **given | code))))
    assert (faults_in(report), report.kind) == ({}, printed_kind(kind))


def printed_kind(kind: DocumentKind) -> str:
    """A copy shows the decision it is of; a letter has no title."""
    if kind.is_letter:
        return ""
    return (DocumentKind.DECISION if kind.is_copy else kind).label.upper()
