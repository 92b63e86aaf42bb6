"""Writing a draft: a new one, its words, and what it will replace or revoke."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from core.access.acts import Act
from core.access.marking import mark_what_stands
from documents.domain.drafting import change_document, draft_document, issuers_for, read_text
from documents.domain.encoding import annexes_from_json, blocks_from_json
from documents.domain.endings import drop_ending, endable_by, name_ending
from documents.domain.facts import seen_mark
from documents.domain.naming import reference_of
from documents.domain.policies import check_draft, check_editable
from documents.domain.refusals import Unreadable
from documents.domain.wording import read_lines
from documents.enums import EndingWay
from documents.filters import EndableFilter
from documents.forms.drafting import (
    LONGEST_TEXT,
    ChangeForm,
    EndingForm,
    NewDraftForm,
    stored_words,
)
from documents.models import Document
from documents.views.register import DocumentView, ended_ids, named_by
from units.models import Office

MOST_FOUND = 20
# The text is told of in its own way, and an office is only a way to fill the fields of the signer.
OUT_OF_COMPARISON = {"text", "office"}


class Writing(Act):
    """The page on which words are typed. Beside them it tells how each line was understood.

    The same address answers htmx with that reading of the text, and stores nothing then.
    """

    is_abstract = True
    template = "documents/pages/document_edit.html"

    def post(self, request, **kwargs):
        if request.htmx:
            return self.preview(request.POST.get("text", ""))
        return super().post(request, **kwargs)

    def context(self, form) -> dict:
        document = self.object
        stored = blocks_from_json(document.body) if document else ()
        return {
            "document": document,
            "annexes": annexes_from_json(document.annexes) if document else (),
            "stored_lines": read_lines(stored) if form.is_bound else [],
        } | reading_of(form["text"].value() or "")

    def preview(self, text: str):
        context = reading_of(text[:LONGEST_TEXT])
        response = render(self.request, "documents/pages/_reading.html", context)
        patch_vary_headers(response, ["HX-Request"])
        return response


class New(Writing):
    permission = "documents.add_document"
    title = "Lập dự thảo"
    label = "Lưu dự thảo"
    done = "Đã lưu dự thảo."

    def form(self, data=None):
        issuers = issuers_for(self.request.user)
        offices = offices_of([issuer.unit_id for issuer in issuers])
        initial = {"recipients": ["Lưu: VT"]} | self.only_choice(issuers, offices)
        return NewDraftForm(data, issuers=issuers, offices=offices, initial=initial)

    def only_choice(self, issuers, offices) -> dict:
        """Whoever drafts for one issuer need not choose it, nor its one signer."""
        if len(issuers) != 1:
            return {}
        return {"issuer": issuers[0], "office": offices.first()}

    def act(self, form) -> Document:
        given = form.cleaned_data
        return draft_document(
            given["kind"],
            form.to_words(),
            issuer=given["issuer"],
            on=timezone.localdate(),
            by=self.request.user,
        )


class Edit(Writing):
    permission = "documents.change_document"
    model = Document
    title = "Sửa dự thảo"
    label = "Lưu dự thảo"
    done = "Đã lưu dự thảo."

    def get_queryset(self):
        return super().get_queryset().with_context()

    def get(self, request, pk):
        check_editable(self.object)
        return super().get(request, pk=pk)

    def form(self, data=None):
        initial = stored_words(self.object) | {"seen": seen_mark(self.object)}
        offices = offices_of([self.object.issuer.unit_id])
        return ChangeForm(self.object, data, offices=offices, initial=initial)

    def show_again(self, form) -> None:
        """A long text is not repeated beside the field: what stands is read below it."""
        stored = self.form()
        mark_what_stands(form, stored, names=stored.fields.keys() - OUT_OF_COMPARISON)
        form.show_stored_text(stored)

    def act(self, form) -> Document:
        seen = form.cleaned_data["seen"]
        return change_document(self.object, form.to_words(), by=self.request.user, seen=seen)


class EndingsPage(DocumentView):
    """Which documents the draft will end, and a search for more."""

    permission = "documents.change_document"

    def get(self, request, pk):
        check_draft(self.object)
        return self.show()

    def post(self, request, pk):
        form = EndingForm(request.POST, endable=self.endable())
        if not form.is_valid():
            messages.error(request, "Hãy chọn một văn bản còn hiệu lực trong danh sách.")
            return self.show(status=422)
        given = form.cleaned_data
        name_ending(self.object, given["ended"], way=given["way"], by=request.user)
        return redirect("documents:endings", pk)

    def show(self, status: int = 200):
        found = EndableFilter(self.request.GET, queryset=self.endable().without_text())
        endings = named_by(self.object)
        context = {
            "document": self.object,
            "endings": endings,
            "in_sight": self.in_sight(*ended_ids(endings)),
            "filter": found,
            "found": [(one, reference_of(one)) for one in self.not_named(found.qs)[:MOST_FOUND]],
            "most": MOST_FOUND,
            "ways": EndingWay,
        }
        return render(self.request, "documents/pages/document_endings.html", context, status=status)

    def endable(self):
        """The drafting unit finds among the issuer's documents those that it may see."""
        return endable_by(self.object).visible_to(self.request.user)

    def not_named(self, documents):
        return documents.exclude(named_endings__document=self.object)


class DropEnding(DocumentView):
    permission = "documents.change_document"

    def post(self, request, pk, ended):
        drop_ending(self.object, ended, by=request.user)
        return redirect("documents:endings", pk)


def reading_of(text: str) -> dict:
    """How each line is understood, or why the text cannot be."""
    try:
        return {"lines": read_lines(read_text(text).blocks)}
    except Unreadable as refusal:
        return {"problem": refusal.message}


def offices_of(unit_ids):
    """Who may sign today for one of the units, the main signer first."""
    offices = Office.objects.in_force(timezone.localdate()).filter(unit__in=unit_ids)
    return offices.select_related("unit")
