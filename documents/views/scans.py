"""Scans of the signed paper: attached by the records clerk, for whoever sees the document."""

from django.shortcuts import get_object_or_404, redirect

from core.access.acts import Act
from core.files.responses import file_response
from documents.domain.scans import attach_scan, scan_name
from documents.enums import OUT
from documents.forms.scans import ScanForm
from documents.models import Document
from documents.views.register import DocumentView


class AttachScan(Act):
    permission = "documents.attach_scan"
    model = Document
    template = "documents/pages/document_act.html"
    title = "Đính kèm bản chụp"
    explanation = (
        "Bản chụp văn bản giấy đã ký, đóng dấu. Tệp đã phát hành được giữ nguyên bên cạnh."
    )
    label = "Đính kèm"
    done = "Đã đính kèm bản chụp."

    def get_queryset(self):
        return super().get_queryset().with_context()

    def get(self, request, pk):
        if self.object.state not in OUT:
            return redirect(self.object)
        return super().get(request, pk=pk)

    def form(self, data=None):
        return ScanForm(data, self.request.FILES if data is not None else None)

    def act(self, form) -> Document:
        return attach_scan(self.object, form.cleaned_data["file"], by=self.request.user).document

    def context(self, form) -> dict:
        return {"document": self.object}


class ScanFile(DocumentView):
    permission = "documents.view_document"

    def get(self, request, pk, scan):
        scans = self.object.scans.select_related("file", "document")
        found = get_object_or_404(scans, pk=scan)
        return file_response(found.file, scan_name(found))
