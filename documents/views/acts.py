"""The steps of a document's life, each a POST of its own."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.refusals import NotPermitted, NotPossible
from documents.domain.approval import (
    approve_document,
    check_content,
    recall_document,
    return_document,
    take_back_document,
)
from documents.domain.issuing import issue_document
from documents.domain.prints import request_print
from documents.domain.workflow import ACTIONS
from documents.forms.acts import ReasonForm
from documents.views.register import DocumentView


class Step(DocumentView):
    """A step that needs nothing typed, on the document that the person saw."""

    is_abstract = True
    verb = None
    done = ""

    def post(self, request, pk):
        self.verb(self.object, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, self.done)
        return redirect(self.object)


class CheckContent(Step):
    permission = ACTIONS["check_content"].permission
    verb = staticmethod(check_content)
    done = "Đã ghi nhận kiểm tra nội dung."


class Approve(Step):
    permission = ACTIONS["approve"].permission
    verb = staticmethod(approve_document)
    done = "Đã duyệt ký. Tiếp theo, văn thư cấp số và ngày."


class Issue(Step):
    permission = ACTIONS["issue"].permission
    verb = staticmethod(issue_document)
    done = "Đã phát hành. Từ nay văn bản và tệp không thay đổi."


class Print(DocumentView):
    permission = "documents.print_document"

    def post(self, request, pk):
        request_print(self.object, by=request.user)
        return redirect(self.object)


class HandBack(DocumentView):
    """Back to a draft; a missing reason is asked for again with what was typed."""

    is_abstract = True
    action = ""
    verb = None
    done = ""

    def post(self, request, pk):
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.ask_again(form)
        try:
            self.verb(self.object, by=request.user, **form.cleaned_data)
        except NotPermitted:
            raise
        except NotPossible as refusal:
            form.add_error(None, refusal.message)
            return self.ask_again(form)
        messages.success(request, self.done)
        return redirect(self.object)

    def ask_again(self, form: ReasonForm):
        self.object = self.get_object()
        context = {"document": self.object, "form": form, "label": ACTIONS[self.action].label}
        return render(self.request, "documents/pages/document_reason.html", context, status=422)


class Return(HandBack):
    permission = ACTIONS["return"].permission
    action = "return"
    verb = staticmethod(return_document)
    done = "Đã trả lại dự thảo."


class TakeBack(HandBack):
    permission = ACTIONS["take_back"].permission
    action = "take_back"
    verb = staticmethod(take_back_document)
    done = "Đã rút lại duyệt ký. Văn bản trở lại dự thảo."


class Recall(HandBack):
    permission = ACTIONS["recall"].permission
    action = "recall"
    verb = staticmethod(recall_document)
    done = "Đã rút lại để sửa. Văn bản trở lại dự thảo và giữ số đã cấp."
