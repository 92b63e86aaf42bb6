"""The page on which the records clerk keeps what was sent and received."""

from django.shortcuts import redirect

from core.access.acts import Act
from documents.domain.dispatch import set_dispatches
from documents.enums import OUT
from documents.forms.dispatch import DispatchForms
from documents.models import Document


class DispatchPage(Act):
    permission = "documents.dispatch_document"
    model = Document
    template = "documents/pages/document_dispatch.html"
    title = "Ghi gửi, nhận"
    label = "Lưu"
    done = "Đã lưu."

    def get_queryset(self):
        return super().get_queryset().with_context()

    def get(self, request, pk):
        if self.object.state not in OUT:
            return redirect(self.object)
        return super().get(request, pk=pk)

    def form(self, data=None):
        return DispatchForms(self.object, data)

    def show_again(self, form) -> None:
        form.show_what_stands(self.form())

    def act(self, form) -> Document:
        return set_dispatches(
            self.object,
            form.to_deliveries(),
            by=self.request.user,
            seen=form.top.cleaned_data["seen"],
        )

    def context(self, form) -> dict:
        return {"document": self.object}
