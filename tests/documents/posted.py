"""What is sent to the pages of documents."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.documents.checker.hostile import page_of

PAGE = page_of(b"BT /F1 12 Tf 72 770 Td (Ba To) Tj ET")


def pdf(content: bytes = PAGE, name: str = "van-ban.pdf") -> dict:
    return {"file": SimpleUploadedFile(name, content, content_type="application/pdf")}
