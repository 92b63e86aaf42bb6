"""Making a copy of an issued document, and correcting what is the copy's own."""

from django.shortcuts import redirect
from django.utils import timezone

from core.access.acts import Act
from documents.domain.copies import change_copy, copy_document, is_copyable
from documents.domain.drafting import issuers_for
from documents.domain.facts import seen_mark
from documents.domain.policies import check_copy_editable
from documents.forms.copies import ChangeCopyForm, CopyForm, own_words
from documents.models import Document
from documents.rules import RECORDS
from documents.views.drafting import offices_of


class MakeCopy(Act):
    permission = "documents.copy_document"
    model = Document
    template = "documents/pages/document_act.html"
    title = "Sao văn bản"
    explanation = (
        "Bản sao là một dự thảo riêng của cơ quan sao, có số, ngày và người ký của mình; "
        "lời của văn bản gốc được giữ nguyên."
    )
    label = "Lập bản sao"
    done = "Đã lập dự thảo bản sao."

    def get_queryset(self):
        return super().get_queryset().with_context()

    def get(self, request, pk):
        if not is_copyable(self.object):
            return redirect(self.object)
        return super().get(request, pk=pk)

    def form(self, data=None):
        issuers = issuers_for(self.request.user, RECORDS)
        return CopyForm(data, issuers=issuers, initial={"recipients": ["Lưu: VT"]})

    def act(self, form) -> Document:
        given = form.cleaned_data
        return copy_document(
            self.object,
            given["kind"],
            issuer=given["issuer"],
            on=timezone.localdate(),
            by=self.request.user,
            names=given["names"],
            recipients=given["recipients"],
        )

    def context(self, form) -> dict:
        return {"document": self.object}


class ChangeCopy(Act):
    permission = "documents.change_copy"
    model = Document
    template = "documents/pages/document_act.html"
    title = "Sửa nơi nhận, người ký"
    explanation = "Lời của văn bản gốc được giữ nguyên; chỉ sửa phần của cơ quan sao."
    label = "Lưu bản sao"
    done = "Đã lưu bản sao."

    def get_queryset(self):
        return super().get_queryset().with_context()

    def get(self, request, pk):
        check_copy_editable(self.object)
        return super().get(request, pk=pk)

    def form(self, data=None):
        offices = offices_of([self.object.issuer.unit_id])
        initial = own_words(self.object) | {"seen": seen_mark(self.object)}
        return ChangeCopyForm(data, offices=offices, initial=initial)

    def act(self, form) -> Document:
        return change_copy(self.object, **form.to_change(), by=self.request.user)

    def context(self, form) -> dict:
        return {"document": self.object}
