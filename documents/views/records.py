"""Records files: the list, the page of one, its opening and closing, and its archives."""

import rules
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django_htmx.http import HttpResponseClientRefresh

from core.access.acts import Act
from core.access.lists import ListPage
from core.access.marking import mark_what_stands
from core.access.seen import fingerprint
from core.access.views import ScopedView
from core.files.responses import file_response
from documents.domain.blocks import one_line
from documents.domain.drafting import issuers_for
from documents.domain.layout import full_number
from documents.domain.records.archives import archives_of, request_archive
from documents.domain.records.contents import contents_of, ending_of, root_of
from documents.domain.records.facts import file_facts, heading_of
from documents.domain.records.files import (
    close_record_file,
    correct_record_file,
    open_record_file,
)
from documents.domain.records.proposals import Proposal, proposals_for
from documents.domain.wording import STATE_TONES, file_state
from documents.enums import DocumentState
from documents.filters import RecordFileFilter
from documents.forms.records import CloseFileForm, CorrectFileForm, OpenFileForm
from documents.models import Document, RecordArchive, RecordFile
from documents.rules import RECORDS
from documents.tables import RecordFileTable
from documents.views.register import trail_of


class RecordFileList(ListPage):
    permission = "documents.list_record_files"
    model = RecordFile
    table_class = RecordFileTable
    filterset_class = RecordFileFilter
    template_name = "documents/pages/record_list.html"
    title = "Hồ sơ"
    export_name = "ho-so"
    empty_hint = "Văn thư mở hồ sơ ở nút “Mở hồ sơ”, hoặc từ trang của một văn bản đã phát hành."

    def get_queryset(self):
        return super().get_queryset().select_related("issuer__unit").counted()


class RecordFileView(ScopedView):
    """A page about a records file."""

    is_abstract = True
    model = RecordFile

    def get_queryset(self):
        return super().get_queryset().select_related("issuer__unit", "opened_by")


class RecordFileDetail(RecordFileView):
    """What lies in it and what its archive holds.

    While an archive is being made the page asks again for that part, and at the end for all.
    """

    permission = "documents.view_record_file"

    def get(self, request, pk):
        contents = contents_of(self.object)
        archives = archives_of(contents)
        if request.htmx and not archives.live:
            return HttpResponseClientRefresh()
        part = "#archive" if request.htmx else ""
        context = self.rights() | {
            "record_file": self.object,
            "state": file_state(self.object),
            "rows": [_row(kept.document, kept.entry) for kept in contents.kept],
            "archives": archives,
            "trail": trail_of(self.object),
        }
        response = render(request, f"documents/pages/record_detail.html{part}", context)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def rights(self) -> dict:
        keeps = rules.has_perm("documents.keep_record_file", self.request.user, self.object)
        return {"may_archive": keeps, "may_change": keeps and not self.object.is_closed}


class Opening(Act):
    """The form for a new file, with the documents that are proposed for it ticked."""

    is_abstract = True
    template = "documents/pages/record_act.html"
    title = "Mở hồ sơ"
    explanation = "Hồ sơ gồm các văn bản đã phát hành của một việc, theo thứ tự trong danh mục."
    label = "Mở hồ sơ"
    done = "Đã mở hồ sơ."
    leave_url = reverse_lazy("records:list")

    def form(self, data=None):
        return OpenFileForm(
            data,
            issuers=self.issuers,
            proposals=self.proposals(),
            initial={"title": self.proposed_title()} | self.proposed_issuer(),
        )

    @cached_property
    def issuers(self):
        return issuers_for(self.request.user, RECORDS)

    def proposed_issuer(self) -> dict:
        return {}

    def act(self, form) -> RecordFile:
        issuer = form.cleaned_data["issuer"]
        return open_record_file(
            form.to_heading(), form.to_documents(), issuer=issuer, by=self.request.user
        )


class OpenRecordFile(Opening):
    """`document` may come from the address: a document that the file is about."""

    permission = "documents.add_record_file"

    @cached_property
    def document(self) -> Document | None:
        asked = self.request.GET.get("document", "")
        if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
            return None
        visible = Document.objects.visible_to(self.request.user).out()
        return visible.select_related("issuer").filter(pk=asked).first()

    def proposals(self) -> list[Proposal]:
        return proposals_for(self.document) if self.document else []

    def proposed_title(self) -> str:
        return one_line(str(self.document)) if self.document else ""

    def proposed_issuer(self) -> dict:
        return {"issuer": self.document.issuer_id} if self.document else {}


class ActOnFile(Act):
    """An act on a file, for its records clerk."""

    is_abstract = True
    model = RecordFile
    template = "documents/pages/record_act.html"

    def get_queryset(self):
        return super().get_queryset().select_related("issuer__unit")

    def get(self, request, **kwargs):
        if self.object.is_closed:
            return redirect(self.object)
        return super().get(request, **kwargs)

    def context(self, form) -> dict:
        return {"record_file": self.object}


class CorrectRecordFile(ActOnFile):
    permission = "documents.keep_record_file"
    form_class = CorrectFileForm
    title = "Sửa thông tin hồ sơ"
    explanation = "Hồ sơ đã kết thúc thì không sửa được nữa."
    label = "Lưu"
    done = "Đã lưu thông tin hồ sơ."

    def initial(self) -> dict:
        facts = vars(heading_of(self.object))
        return facts | {"seen": fingerprint(facts)}

    def act(self, form) -> RecordFile:
        seen = form.cleaned_data["seen"]
        return correct_record_file(self.object, form.to_heading(), by=self.request.user, seen=seen)


class CloseRecordFile(ActOnFile):
    permission = "documents.keep_record_file"
    form_class = CloseFileForm
    title = "Kết thúc hồ sơ"
    explanation = (
        "Hồ sơ đã kết thúc không mở lại được: không thêm, rút, xếp lại văn bản, không sửa thông tin"
        " hồ sơ nữa. Vẫn tạo và tải được gói lưu trữ."
    )
    label = "Kết thúc hồ sơ"
    done = "Đã kết thúc hồ sơ."

    def initial(self) -> dict:
        seen = fingerprint(file_facts(self.object))
        return {"seen": seen, "closed_on": timezone.localdate()}

    def show_again(self, form) -> None:
        """The day that was typed stands nowhere else; the list is looked at anew."""
        mark_what_stands(form, self.form(), names=["seen"])

    def act(self, form) -> RecordFile:
        return close_record_file(self.object, **form.cleaned_data, by=self.request.user)


class MakeArchive(RecordFileView):
    permission = "documents.keep_record_file"

    def post(self, request, pk):
        request_archive(self.object, by=request.user)
        return redirect(self.object)


class ArchiveFile(ScopedView):
    permission = "documents.view_record_file"
    model = RecordArchive

    def get_queryset(self):
        return super().get_queryset().select_related("job__file", "record_file__issuer")

    def get(self, request, pk):
        file = self.object.job.file
        if file is None:
            raise Http404
        return file_response(file, f"{root_of(self.object.record_file)}.zip")


def _row(document: Document, entry) -> dict:
    return {
        "entry": entry,
        "document": document,
        "number": full_number(document),
        "tone": STATE_TONES[DocumentState(document.state)],
        "ending": ending_of(document),
    }
