"""The steps of a submission after it was sent."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.refusals import NotPossible
from results.domain.submissions import (
    accept_submission,
    recalculate_submission,
    reopen_submission,
    return_submission,
)
from results.domain.workflow import ACTIONS
from results.enums import SubmissionState
from results.forms.acts import ReasonForm
from results.views.submissions import SubmissionView, seen_revision


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


class Recalculate(ReasonedAction):
    permission = "results.recalculate_submission"
    verb = staticmethod(recalculate_submission)
    label = ACTIONS["recalculate"].label

    @property
    def done(self) -> str:
        if self.get_object().state == SubmissionState.ACCEPTED:
            return "Đã tính lại theo chỉ tiêu hiện nay. Lần đã xác nhận trước được giữ nguyên."
        return "Kế hoạch hỏi thêm chỉ tiêu, nên báo cáo được mở lại để đơn vị nhập."


class Reopen(ReasonedAction):
    permission = "results.reopen_submission"
    verb = staticmethod(reopen_submission)
    label = ACTIONS["reopen"].label
    done = "Đã mở lại. Số liệu đã xác nhận vẫn được tính cho đến khi có số liệu mới."
