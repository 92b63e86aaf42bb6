"""Entering a quarter."""

import rules
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from core.access.refusals import NotPossible
from results.domain.figures import FigureConflict, InvalidFigures, NarrativeConflict, settle_answers
from results.domain.policies import is_editable
from results.domain.sheet import entry_sheet_of, progress_of, rows_to_mend
from results.domain.stand_ins import standing_in_for
from results.domain.submissions import settle_sending
from results.forms.entry import EntryForm
from results.views.submissions import StoringView, seen_revision


class Enter(StoringView):
    permission = "results.enter_figures"

    def get(self, request, pk):
        if not is_editable(self.object):
            return redirect(self.object)
        return self.show(self.entry_form())

    def post(self, request, pk):
        revision_id = seen_revision(request)
        entry = self.entry_form(request.POST)
        try:
            done = entry.is_valid() and self.save(entry, revision_id)
        except NotPossible as refusal:
            return self.overtaken(entry, refusal)
        if done:
            return self.saved()
        messages.error(request, "Chưa ghi được. Hãy xem các dòng được đánh dấu.")
        return self.show(entry, status=422)

    def overtaken(self, entry: EntryForm, refusal: NotPossible):
        """The submission went on before this was posted: what was typed, beside what stands.

        Where nothing differs nothing can be lost, and the refusal is answered as everywhere.
        """
        if not entry.show_what_stands(may_replace=is_editable(self.object)):
            raise refusal
        messages.error(self.request, f"{refusal.message} Nội dung bạn gõ chưa được ghi.")
        return self.show(entry, status=422)

    def saved(self):
        messages.success(self.request, "Đã ghi số liệu.")
        page = "results:send" if "send" in self.request.POST else "results:enter"
        return HttpResponseRedirect(reverse(page, args=[self.object.pk]))

    def entry_form(self, data=None) -> EntryForm:
        return EntryForm(self.object.current_revision, data)

    def save(self, entry: EntryForm, revision_id: int) -> bool:
        """Writes what was entered, or shows beside the rows why it could not be."""
        try:
            self.store(entry, revision_id)
        except InvalidFigures as refusal:
            entry.show_problems(refusal.errors)
        except FigureConflict as refusal:
            entry.show_conflict(refusal.figures)
        except NarrativeConflict as refusal:
            entry.show_narrative_conflict(refusal.revision)
        else:
            return True
        return False

    def store(self, entry: EntryForm, revision_id: int) -> None:
        settle_answers(
            self.object,
            entry.figures,
            entry.answers(),
            by=self.request.user,
            revision_id=revision_id,
            narrative=entry.narrative.to_narrative(),
        )

    def show(self, entry: EntryForm, status: int = 200):
        if self.request.method == "POST":
            self.object = self.get_queryset().get(pk=self.object.pk)
        sheet = entry_sheet_of(self.object)
        sections = [
            (section, [(row, entry.form_of(row.figure)) for row in section.rows])
            for section in sheet
        ]
        context = self.page_context(
            self.object.current_revision,
            sections=sections,
            standing=standing_in_for(self.object) if self.object.has_stand_in else None,
            progress=progress_of(sheet),
            to_mend=rows_to_mend(sheet),
            narrative=entry.narrative,
            seen=entry.seen,
            may_save=is_editable(self.object),
            may_give_paper=rules.has_perm("results.attach_paper", self.request.user, self.object),
            may_submit=rules.has_perm("results.submit_submission", self.request.user, self.object),
        )
        return render(self.request, "results/submission_entry.html", context, status=status)


class Submit(Enter):
    """Saves what stands on the page, then sends it."""

    permission = "results.submit_submission"
    http_method_names = ["post", "options"]
    refused = ""

    def store(self, entry: EntryForm, revision_id: int) -> None:
        """Under one lock, so that nobody writes between: what is sent is what the person saw.

        What was typed stays stored when the report cannot be sent yet.
        """
        super().store(entry, revision_id)
        try:
            settle_sending(self.object, by=self.request.user, revision_id=revision_id)
        except NotPossible as refusal:
            self.refused = refusal.message

    def saved(self):
        if self.refused:
            messages.error(self.request, self.refused)
            return HttpResponseRedirect(reverse("results:enter", args=[self.object.pk]))
        messages.success(self.request, "Đã gửi báo cáo số liệu.")
        return redirect(self.object)
