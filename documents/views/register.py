"""The register of documents, and the page of one."""

import rules
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRefresh

from core.access.lists import ListPage
from core.access.views import ScopedView
from core.audit.models import Entry
from core.audit.words import event_label
from core.files.responses import file_response
from documents.domain.copies import is_copyable
from documents.domain.encoding import annexes_from_json, blocks_from_json
from documents.domain.facts import seen_mark, signature_words
from documents.domain.layout import full_number
from documents.domain.naming import reference_of
from documents.domain.policies import can_act, is_copy_editable, is_editable
from documents.domain.printing import filename
from documents.domain.prints import erased_print, may_print
from documents.domain.slip import changes_since, look_through, said_by
from documents.domain.wording import NEXT_STEPS, STATE_TONES, read_lines
from documents.domain.workflow import ACTIONS
from documents.enums import OUT, WITH_A_NUMBER, DocumentState
from documents.filters import DocumentFilter
from documents.forms.acts import ReasonForm
from documents.models import Document, DocumentEnding, RecordFile
from documents.responses import word_response
from documents.tables import DocumentTable

ACTS_SHOWN = 100  # the newest; the rest stands in the audit trail


class DocumentList(ListPage):
    permission = "documents.list_documents"
    model = Document
    table_class = DocumentTable
    filterset_class = DocumentFilter
    template_name = "documents/pages/document_list.html"
    title = "Văn bản"
    export_name = "so-dang-ky-van-ban"
    empty_hint = (
        "Báo cáo kết quả vừa lập, dự thảo được soạn ở nút “Lập dự thảo” và văn bản nơi khác gửi đến"
        " đứng ở đây."
    )

    def get_queryset(self):
        return super().get_queryset().without_text()


class DocumentView(ScopedView):
    """A page about a document."""

    is_abstract = True
    model = Document

    def get_queryset(self):
        return super().get_queryset().with_context()

    def in_sight(self, *keys: int | None) -> set[int]:
        """Those among documents named on the page that the person may open."""
        named = Document.objects.filter(pk__in=filter(None, keys))
        return set(named.visible_to(self.request.user).values_list("pk", flat=True))

    def has(self, right: str) -> bool:
        return rules.has_perm(f"documents.{right}", self.request.user, self.object)

    def may(self, action: str) -> bool:
        permission = ACTIONS[action].permission
        possible = can_act(self.object, action)
        return possible and rules.has_perm(permission, self.request.user, self.object)


class DocumentDetail(DocumentView):
    """What it is and says, what comes next, and what was done to it.

    Those whom it was sent to read what it says; how it came about is told in its house alone.
    While its file is being made the page asks again for its head, and at the end for all.
    """

    permission = "documents.view_document"

    def get_queryset(self):
        return super().get_queryset().with_house(self.request.user)

    def get(self, request, pk):
        if request.htmx and not self.object.is_being_printed:
            return HttpResponseClientRefresh()
        part = "#head" if request.htmx else ""
        template = f"documents/pages/document_detail.html{part}"
        response = render(request, template, self.page_context())
        patch_vary_headers(response, ["HX-Request"])
        return response

    def page_context(self) -> dict:
        document = self.object
        state, endings = DocumentState(document.state), named_by(document)
        return self.rights(state) | {
            "document": document,
            "number": full_number(document),
            "tone": STATE_TONES[state],
            "next_step": NEXT_STEPS[state],
            "signature": signature_words(document),
            "lines": read_lines(blocks_from_json(document.body)),
            "annexes": annexes_from_json(document.annexes),
            "endings": endings,
            "copied_from": document.copied_from and reference_of(document.copied_from),
            "ended_by": document.ended_by and reference_of(document.ended_by),
            "in_sight": self.in_sight(
                document.copied_from_id, document.ended_by_id, *ended_ids(endings)
            ),
            "dispatches": self.dispatches(),
            "scans": document.scans.select_related("file"),
            "record_files": self.record_files(),
            "trail": trail_of(document) if document.is_of_the_house else [],
        }

    def dispatches(self):
        rows = self.object.dispatches.all()
        return rows if self.object.is_of_the_house else rows.visible_to(self.request.user)

    def rights(self, state: DocumentState) -> dict:
        """What the person may do now, and on what ground."""
        document, seen = self.object, seen_mark(self.object)
        return {
            "allowed": {name for name in ACTIONS if self.may(name)},
            "may_edit": is_editable(document) and self.has("change_document"),
            "may_look": state not in WITH_A_NUMBER and self.has("approve_document"),
            "may_print": may_print(document, self.request.user),
            "may_dispatch": state in OUT and self.has("dispatch_document"),
            "may_sign": state in OUT and self.has("sign_outside"),
            "may_attach": state in OUT and self.has("attach_scan"),
            "may_change_copy": is_copy_editable(document) and self.has("change_copy"),
            "may_keep": state in OUT and self.has("keep_record_file"),
            "may_copy": is_copyable(document) and self.has("copy_document"),
            "seen": seen,
            "reason_form": ReasonForm(initial={"seen": seen}),
        }

    def record_files(self):
        """Those that it lies in, within sight; a draft lies in none."""
        if self.object.state not in OUT:
            return []
        visible = RecordFile.objects.visible_to(self.request.user)
        return visible.filter(entries__document=self.object)


class Slip(DocumentView):
    """What the signatory judges by: who looked at it so far, and what changed since the last look.

    POST keeps that the person has seen what stands now.
    """

    permission = "documents.approve_document"

    def get(self, request, pk):
        document = self.object
        look = document.looks.filter(user=request.user).first()
        context = {
            "document": document,
            "number": full_number(document),
            "tone": STATE_TONES[DocumentState(document.state)],
            "signature": signature_words(document),
            "endings": named_by(document),
            "look": look,
            "changes": changes_since(look.words, said_by(document)) if look else [],
            "trail": trail_of(document),
            "seen": seen_mark(document),
            "may_approve": can_act(document, "approve"),
            "may_look": document.state not in WITH_A_NUMBER,
        }
        return render(request, "documents/pages/document_slip.html", context)

    def post(self, request, pk):
        look_through(self.object, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, "Đã ghi nhận bạn đã xem. Lần sau phiếu trình chỉ nêu chỗ đổi.")
        return redirect("documents:slip", pk)

    def refused_url(self) -> str:
        return self.request.path


class DocumentFile(DocumentView):
    permission = "documents.view_document"

    def get(self, request, pk):
        file = self.object.file or erased_print(self.object)
        if file is None:
            raise Http404
        return file_response(file, filename(self.object))


class DocumentWord(DocumentView):
    permission = "documents.view_document"

    def get(self, request, pk):
        return word_response(self.object)


def named_by(document: Document) -> list[tuple[DocumentEnding, str]]:
    """What the document ends, each with the words that others name it by."""
    named = document.endings.select_related("ended")
    light = named.defer("ended__body", "ended__annexes")
    return [(ending, reference_of(ending.ended)) for ending in light]


def ended_ids(endings) -> list[int]:
    """Of what named_by() gives."""
    return [ending.ended_id for ending, _ in endings]


def trail_of(subject: Document | RecordFile) -> list[tuple[Entry, str]]:
    """The acts on a document or a file in words, the newest first."""
    acts = Entry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("-pk")
    return [(act, event_label(act.event)) for act in acts[:ACTS_SHOWN]]
