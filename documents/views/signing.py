from io import BytesIO

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from core.access.refusals import NotPossible
from core.access.views import ScopedView
from core.files.responses import download, file_response
from documents.domain.printing import MEDIA_TYPE, filename
from documents.domain.signing import keep_signed_copy, prepared_file
from documents.enums import DocumentState
from documents.forms.signing import SignedFileForm
from documents.models import Document, SignedCopy

TAKEN = "Đã nhận bản ký số: tệp đúng là văn bản đã ban hành và mọi chữ ký đều nguyên vẹn."


class SigningView(ScopedView):
    is_abstract = True
    model = Document
    permission = "documents.sign_outside"

    def get_queryset(self):
        documents = super().get_queryset().select_related("issuer", "file")
        return documents.defer("body", "annexes")

    def refused_url(self) -> str:
        return reverse("documents:signed", args=[self.object.pk])

    def show(self, form: SignedFileForm, status: int = 200):
        copies = self.object.signed_copies.select_related("uploaded_by", "file")
        context = {
            "document": self.object,
            "is_issued": self.object.state == DocumentState.ISSUED,
            "copies": copies,
            "form": form,
        }
        return render(self.request, "documents/pages/signed.html", context, status=status)


class Signed(SigningView):
    """The way out and back, and the signed copies with what was found in each."""

    def get(self, request, pk):
        return self.show(SignedFileForm())


class SignedUpload(SigningView):
    def post(self, request, pk):
        form = SignedFileForm(request.POST, request.FILES)
        if not (form.is_valid() and self.keep(form)):
            return self.show(form, status=422)
        messages.success(request, TAKEN)
        return redirect("documents:signed", pk)

    def keep(self, form: SignedFileForm) -> bool:
        try:
            keep_signed_copy(self.object, form.cleaned_data["file"], by=self.request.user)
        except NotPossible as refusal:
            form.add_error("file", refusal.message)
            return False
        return True


class Prepared(SigningView):
    """The file to be signed outside."""

    def get(self, request, pk):
        content = BytesIO(prepared_file(self.object))
        return download(content, _named(self.object, "chờ ký"), MEDIA_TYPE)


class SignedFile(ScopedView):
    model = SignedCopy
    permission = "documents.read_signed_copy"

    def get_queryset(self):
        return super().get_queryset().select_related("document__issuer", "file")

    def get(self, request, pk):
        return file_response(self.object.file, _named(self.object.document, "đã ký số"))


def _named(document: Document, state: str) -> str:
    return f"{filename(document).removesuffix('.pdf')} ({state}).pdf"
