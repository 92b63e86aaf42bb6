"""Documents that are signed outside."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Role
from core.files.storage import store
from documents.models import Document, SignedCopy
from tests.access.routes.base import ADMINISTRATOR, HEADS, Route
from tests.documents.issuing import issued_document
from tests.documents.signed_files import issued_file, signed_file
from tests.factories import UserFactory


def document() -> Document:
    return issued_document(issued_file())


def signed_copy() -> SignedCopy:
    return SignedCopy.objects.create(
        document=issued_document(),
        file=store(b"%PDF-1.7 da ky", "application/pdf"),
        uploaded_by=UserFactory(),
        findings=[],
    )


DOCUMENT = {
    "roles": HEADS | {Role.RECORDS_CLERK},
    "make": document,
    "place": lambda made: made.issuer.unit,
    "hidden_from": ADMINISTRATOR,
}
COPY = DOCUMENT | {"make": signed_copy, "place": lambda made: made.document.issuer.unit}

ROUTES = [
    Route("documents:signed", "get", **DOCUMENT),
    Route("documents:prepared", "get", **DOCUMENT),
    Route(
        "documents:signed_upload",
        "post",
        status=302,
        data=lambda made: {"file": SimpleUploadedFile("da-ky.pdf", signed_file())},
        **DOCUMENT,
    ),
    Route("documents:signed_file", "get", **COPY),
]
