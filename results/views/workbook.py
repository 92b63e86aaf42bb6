"""The Excel form of a submission: taken away, brought back filled in, looked at, taken over."""

from io import BytesIO

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.refusals import NotPossible
from core.excel.writing import MEDIA_TYPE
from core.files.responses import download
from results.domain.answers import Answer
from results.domain.figures import Narrative, save_answers
from results.domain.policies import is_editable
from results.forms.workbook import FilledFileForm, TakeForm
from results.views.submissions import SubmissionView
from results.workbook.differences import FilledForm
from results.workbook.entries import EntrySheet
from results.workbook.tickets import token_of
from results.workbook.waiting import forget, keep, waiting_for
from results.workbook.writing import file_name, write_workbook

CHANGED = "Số liệu hoặc tệp đã thay đổi sau khi trang này mở ra. Hãy xem lại trước khi ghi."


class FormToFillIn(SubmissionView):
    """The form, filled with what is known now."""

    permission = "results.enter_figures"

    def get(self, request, pk):
        if not is_editable(self.object):
            return redirect(self.object)
        sheet = EntrySheet(self.object)
        return workbook_response(sheet, write_workbook(sheet, token_of(sheet)))


class Upload(SubmissionView):
    permission = "results.enter_figures"

    def get(self, request, pk):
        if not is_editable(self.object):
            return redirect(self.object)
        return self.show(FilledFileForm())

    def post(self, request, pk):
        form = FilledFileForm(request.POST, request.FILES, sheet=EntrySheet(self.object))
        if not form.is_valid():
            return self.show(form, status=422)
        keep(request.session, self.object, form.cleaned_data["file"])
        return redirect("results:workbook_check", pk)

    def show(self, form: FilledFileForm, status: int = 200):
        context = self.page_context(self.object.current_revision, form=form)
        return render(self.request, "results/workbook_upload.html", context, status=status)


class WaitingFilePage(SubmissionView):
    """A page about a file that was uploaded and is not yet taken over."""

    is_abstract = True

    def read(self) -> FilledForm | None:
        waiting = waiting_for(self.request.session, self.object)
        return FilledForm(EntrySheet(self.object), waiting) if waiting else None


class Check(WaitingFilePage):
    """What the file says beside what stands now, and writing it."""

    permission = "results.enter_figures"

    def get(self, request, pk):
        filled = self.read()
        return self.show(filled) if filled else redirect("results:workbook_upload", pk)

    def post(self, request, pk):
        filled = self.read()
        if not filled:
            return redirect("results:workbook_upload", pk)
        if request.POST.get("seen") != filled.seen:
            return self.show_again(CHANGED)
        form = TakeForm(filled, request.POST)
        if not form.is_valid():
            return self.show(filled, form, status=422)
        try:
            self.take(filled, form.cleaned_data["take"])
        except NotPossible as refusal:
            return self.show_again(refusal.message)
        return self.taken(filled, form.cleaned_data["take"])

    def take(self, filled: FilledForm, keys: list[str]) -> None:
        taken = [filled.takeable[key].taken for key in keys]
        save_answers(
            self.object,
            [one for one in taken if isinstance(one, Answer)],
            by=self.request.user,
            revision_id=filled.ticket.revision_id,
            narrative=next((one for one in taken if isinstance(one, Narrative)), None),
        )

    def taken(self, filled: FilledForm, keys: list[str]):
        """On to the entry page, or back to what is left of the file."""
        messages.success(self.request, f"Đã ghi {len(keys)} dòng từ tệp Excel.")
        if len(filled.differences) > len(keys):
            return redirect("results:workbook_check", self.object.pk)
        forget(self.request.session, self.object)
        return redirect("results:enter", self.object.pk)

    def show_again(self, message: str):
        messages.error(self.request, message)
        self.object = self.get_object()
        return self.show(self.read(), status=422)

    def show(self, filled: FilledForm, form: TakeForm | None = None, status: int = 200):
        context = self.page_context(
            self.object.current_revision,
            differences=filled.differences,
            problems=len(filled.problems),
            form=form or TakeForm(filled),
        )
        return render(self.request, "results/workbook_check.html", context, status=status)


class MarkedForm(WaitingFilePage):
    """The file as it was filled in, with a mark and a comment at every cell that is wrong."""

    permission = "results.enter_figures"

    def get(self, request, pk):
        filled = self.read()
        if not filled:
            return redirect("results:workbook_upload", pk)
        content = write_workbook(
            filled.sheet,
            filled.filled.token,
            texts=filled.filled.texts,
            problems=filled.problems,
        )
        return workbook_response(filled.sheet, content, "có lỗi cần sửa")


def workbook_response(sheet: EntrySheet, content: bytes, *remarks: str):
    return download(BytesIO(content), file_name(sheet.submission, *remarks), MEDIA_TYPE)
