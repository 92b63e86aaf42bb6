import rules
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.access.lists import ListPage
from core.access.refusals import NotPossible
from core.access.views import ScopedView
from results.domain.extensions import can_be_extended
from results.domain.figures import (
    FigureConflict,
    InvalidFigures,
    NarrativeConflict,
    save_answers,
)
from results.domain.policies import can_act, is_editable
from results.domain.sheet import entry_sheet_of, sheet_of
from results.domain.submissions import (
    accept_submission,
    reopen_submission,
    return_submission,
    submit_submission,
)
from results.domain.wording import STATE_TONES, TIMELINESS_TONES
from results.domain.workflow import ACTIONS
from results.enums import SubmissionState
from results.filters import SubmissionFilter
from results.forms import EntryForm, ReasonForm
from results.models import Submission
from results.tables import SubmissionTable

NOTHING_LEFT = {
    "owed": "Đơn vị không còn báo cáo nào phải gửi.",
    "review": "Không còn báo cáo nào chờ bạn xác nhận.",
    "late": "Không có báo cáo nào quá hạn mà chưa gửi.",
}


class SubmissionList(ListPage):
    permission = "results.list_submissions"
    model = Submission
    table_class = SubmissionTable
    filterset_class = SubmissionFilter
    title = "Báo cáo số liệu"
    export_name = "bao-cao-so-lieu"
    empty_hint = "Báo cáo xuất hiện ở đây khi kỳ báo cáo mở."

    def get_queryset(self):
        return super().get_queryset().for_list().order_by("-due_on", "unit__sort_key", "pk")

    def get_table(self, **kwargs):
        table = super().get_table(**kwargs)
        table.empty_text = NOTHING_LEFT.get(self.request.GET.get("task"), table.empty_text)
        return table


class SubmissionView(ScopedView):
    """A page about a submission."""

    is_abstract = True
    model = Submission

    def get_queryset(self):
        return super().get_queryset().with_context()

    def page_context(self, revision, **extra) -> dict:
        submission = self.object
        return {
            "submission": submission,
            "revision": revision,
            "state_tone": STATE_TONES[SubmissionState(submission.state)],
            "timeliness_tone": TIMELINESS_TONES[submission.timeliness],
        } | extra


class SubmissionDetail(SubmissionView):
    permission = "results.view_submission"

    def get(self, request, pk):
        submission = self.object
        revision = submission.current_revision
        context = self.page_context(
            revision,
            sections=sheet_of(submission, revision),
            revisions=submission.revisions.for_history(),
            allowed={name for name in ACTIONS if self.may(name)},
            may_enter=is_editable(submission)
            and rules.has_perm("results.enter_figures", request.user, submission),
            reason_form=ReasonForm(initial={"revision": revision.pk}),
            extensions=submission.extensions.for_history(),
            may_call=rules.has_perm("results.log_call", request.user, submission),
            may_extend=can_be_extended(submission)
            and rules.has_perm("results.extend_submission", request.user, submission),
        )
        return render(request, "results/submission_detail.html", context)

    def may(self, action: str) -> bool:
        permission = ACTIONS[action].permission
        possible = can_act(self.object, action)
        return possible and rules.has_perm(permission, self.request.user, self.object)


class RevisionDetail(SubmissionView):
    """What was sent earlier, as it was."""

    permission = "results.view_submission"

    def get(self, request, pk, number):
        revision = get_object_or_404(self.object.revisions, number=number)
        context = self.page_context(revision, sections=sheet_of(self.object, revision))
        return render(request, "results/revision_detail.html", context)


class Enter(SubmissionView):
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
            return self.overtaken(refusal)
        if done:
            return self.saved()
        messages.error(request, "Chưa ghi được. Hãy xem các dòng được đánh dấu.")
        return self.show(entry, status=422)

    def overtaken(self, refusal: NotPossible):
        """The submission went on meanwhile: what was typed, beside what stands now.

        Where nothing differs nothing can be lost, and the refusal is answered as everywhere.
        """
        self.object = self.get_object()
        entry = self.entry_form(self.request.POST)
        if not entry.show_what_stands(may_replace=is_editable(self.object)):
            raise refusal
        messages.error(self.request, f"{refusal.message} Nội dung bạn gõ chưa được ghi.")
        return self.show(entry, status=422)

    def saved(self):
        messages.success(self.request, "Đã ghi số liệu.")
        return HttpResponseRedirect(reverse("results:enter", args=[self.object.pk]))

    def entry_form(self, data=None) -> EntryForm:
        self.sections = entry_sheet_of(self.object)
        figures = [row.figure for section in self.sections for row in section.rows]
        return EntryForm(self.object.current_revision, figures, data)

    def save(self, entry: EntryForm, revision_id: int) -> bool:
        """Writes what was entered, or shows beside the rows why it could not be."""
        try:
            save_answers(
                self.object,
                entry.answers(),
                by=self.request.user,
                revision_id=revision_id,
                narrative=entry.words(),
            )
        except InvalidFigures as refusal:
            entry.show_problems(refusal.errors)
        except FigureConflict as refusal:
            entry.show_conflict(refusal.figures)
        except NarrativeConflict as refusal:
            entry.show_narrative_conflict(refusal.revision)
        else:
            return True
        return False

    def show(self, entry: EntryForm, status: int = 200):
        sections = [
            (section, [(row, entry.forms[row.figure.indicator_id]) for row in section.rows])
            for section in self.sections
        ]
        context = self.page_context(
            self.object.current_revision,
            sections=sections,
            narrative=entry.narrative,
            seen=entry.seen,
            may_save=is_editable(self.object),
            may_submit=rules.has_perm("results.submit_submission", self.request.user, self.object),
        )
        return render(self.request, "results/submission_entry.html", context, status=status)


class Submit(Enter):
    """Saves what stands on the page, then sends it."""

    permission = "results.submit_submission"
    http_method_names = ["post", "options"]

    def saved(self):
        try:
            submit_submission(
                self.object, by=self.request.user, revision_id=seen_revision(self.request)
            )
        except NotPossible as refusal:
            messages.error(self.request, refusal.message)
            return HttpResponseRedirect(reverse("results:enter", args=[self.object.pk]))
        messages.success(self.request, "Đã gửi báo cáo số liệu.")
        return redirect(self.object)


class Accept(SubmissionView):
    permission = "results.accept_submission"

    def post(self, request, pk):
        accept_submission(self.object, by=request.user, revision_id=seen_revision(request))
        messages.success(request, "Đã xác nhận số liệu.")
        return redirect(self.object)


class ReasonedAction(SubmissionView):
    """An act that needs a reason; a missing one is asked for again with what was typed."""

    is_abstract = True
    verb = None
    label = ""
    done = ""

    def post(self, request, pk):
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.ask_again(form)
        reason = form.cleaned_data["reason"]
        try:
            self.verb(
                self.object,
                by=request.user,
                revision_id=form.cleaned_data["revision"],
                reason=reason,
            )
        except NotPossible as refusal:
            if self.object.revisions.filter(reason=reason).exists():
                raise  # the same reason stands already: a second click, and nothing is lost
            messages.error(request, refusal.message)
            return self.ask_again(form)
        messages.success(request, self.done)
        return redirect(self.object)

    def ask_again(self, form: ReasonForm):
        """The page again with the reason as it was typed, beside the submission as it is now."""
        self.object = self.get_object()
        context = self.page_context(self.object.current_revision, form=form, label=self.label)
        return render(self.request, "results/submission_reason.html", context, status=422)


class Return(ReasonedAction):
    permission = "results.return_submission"
    verb = staticmethod(return_submission)
    label = ACTIONS["return"].label
    done = "Đã trả lại để đơn vị bổ sung."


class Reopen(ReasonedAction):
    permission = "results.reopen_submission"
    verb = staticmethod(reopen_submission)
    label = ACTIONS["reopen"].label
    done = "Đã mở lại. Số liệu đã xác nhận vẫn được tính cho đến khi có số liệu mới."


def seen_revision(request) -> int:
    """The revision that the person had on the page."""
    try:
        return int(request.POST["revision"])
    except (KeyError, ValueError) as error:
        raise Http404 from error
