"""What lies in a records file: put in, taken out, put in order."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.functional import cached_property

from documents.domain.naming import reference_of
from documents.domain.records.filing import (
    arrange,
    entries_with_documents,
    file_documents,
    take_out,
)
from documents.domain.records.proposals import fileable_by
from documents.filters import FileableFilter
from documents.forms.records import FilingForm, PlaceForms, TakeOutForm
from documents.models import FiledDocument, RecordFile
from documents.views.records import ActOnFile, RecordFileView

MOST_FOUND = 50


class AddDocuments(RecordFileView):
    """A search among what the file may hold, with a tick for each."""

    permission = "documents.keep_record_file"

    def get(self, request, pk):
        if self.object.is_closed:
            return redirect(self.object)
        return self.show(FilingForm(fileable=self.fileable()))

    def post(self, request, pk):
        form = FilingForm(request.POST, fileable=self.fileable())
        if not form.is_valid():
            return self.show(form, status=422)
        filed = file_documents(self.object, form.to_documents(), by=request.user)
        messages.success(request, f"Đã đưa {len(filed)} văn bản vào hồ sơ.")
        return redirect(self.object)

    def fileable(self):
        return fileable_by(self.object.issuer)

    def show(self, form: FilingForm, status: int = 200):
        new = self.fileable().exclude(filings__record_file=self.object)
        search = FileableFilter(self.request.GET, queryset=new)
        found = search.qs.select_related("issuer").order_by("-legal_date", "-pk")[:MOST_FOUND]
        context = {
            "record_file": self.object,
            "form": form,
            "ticked": form.data.getlist("documents") if form.is_bound else [],
            "filter": search,
            "found": [(one, reference_of(one), str(one.pk)) for one in found],
            "most": MOST_FOUND,
        }
        return render(self.request, "documents/pages/record_add.html", context, status=status)


class TakeOut(ActOnFile):
    permission = "documents.keep_record_file"
    form_class = TakeOutForm
    title = "Rút văn bản khỏi hồ sơ"
    label = "Rút khỏi hồ sơ"
    done = "Đã rút văn bản khỏi hồ sơ."

    def get(self, request, pk, document):
        if self.entry is None:
            return redirect(self.object)
        return super().get(request, pk=pk, document=document)

    @cached_property
    def entry(self) -> FiledDocument | None:
        entries = entries_with_documents(self.object)
        return entries.filter(document=self.kwargs["document"]).first()

    @property
    def explanation(self) -> str:
        if self.entry is None:
            return ""
        document = self.entry.document
        return f"{reference_of(document)}: {document.title}"

    def act(self, form) -> RecordFile:
        document = self.kwargs["document"]
        return take_out(self.object, document, **form.cleaned_data, by=self.request.user)


class Arrange(ActOnFile):
    permission = "documents.keep_record_file"
    template = "documents/pages/record_arrange.html"
    title = "Xếp thứ tự, ghi chú"
    label = "Lưu"
    done = "Đã lưu thứ tự và ghi chú."

    def form(self, data=None):
        return PlaceForms(self.object, entries_with_documents(self.object), data)

    def show_again(self, form) -> None:
        form.show_what_stands(self.form())

    def act(self, form) -> RecordFile:
        return arrange(self.object, form.to_places(), by=self.request.user, seen=form.seen)
