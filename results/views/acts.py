"""The steps of a submission after it was sent."""

import rules
from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.marking import mark
from core.access.refusals import NotPossible
from results.domain.policies import check_action
from results.domain.scope import RowsRefused, judged_rows
from results.domain.sheet import sheet_of
from results.domain.submissions import (
    accept_submission,
    recalculate_submission,
    reopen_submission,
    return_submission,
)
from results.domain.workflow import ACTIONS
from results.enums import SubmissionState
from results.forms.acts import ReasonForm, ReturnForm
from results.rules import reviewed_areas
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
    template = "results/submission_reason.html"

    def post(self, request, pk):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        given = form.cleaned_data
        reason, revision_id = given["reason"], given.pop("revision")
        try:
            self.verb(self.object, by=request.user, revision_id=revision_id, **given)
        except RowsRefused as refusal:
            mark(form, "rows", refusal.message)
            return self.show(form, status=422)
        except NotPossible as refusal:
            if self.object.revisions.filter(reason=reason).exists():
                raise  # the same reason stands already: a second click, and nothing is lost
            messages.error(request, refusal.message)
            return self.show_what_stands()
        messages.success(request, self.done)
        return redirect(self.object)

    def form(self, data) -> ReasonForm:
        return ReasonForm(data)

    def show_what_stands(self):
        """The page again with what was typed, beside the submission as it is now."""
        self.object = self.get_object()
        return self.show(self.form(self.request.POST), status=422)

    def show(self, form: ReasonForm, status: int = 200, **context):
        revision = self.object.current_revision
        context = self.page_context(revision, form=form, label=self.label, **context)
        return render(self.request, self.template, context, status=status)


class Return(ReasonedAction):
    """The report as it was sent, with a box to tick at each row."""

    permission = "results.return_submission"
    verb = staticmethod(return_submission)
    label = ACTIONS["return"].label
    done = "Đã trả lại để đơn vị bổ sung."
    template = "results/submission_return.html"

    def get(self, request, pk):
        check_action(self.object, "return")
        return self.show(self.form(initial={"revision": self.object.current_revision_id}))

    def form(self, data=None, **kwargs) -> ReturnForm:
        sees_cluster = rules.has_perm(
            "results.compare_with_cluster", self.request.user, self.object
        )
        self.sections = sheet_of(
            self.object, self.object.current_revision, with_cluster=sees_cluster
        )
        return ReturnForm(data, sections=self.sections, **kwargs)

    def show(self, form: ReturnForm, status: int = 200):
        choosable = judged_rows(self.sections, reviewed_areas(self.request.user, self.object))
        return super().show(
            form, status, sections=self.sections, choosable=choosable, chosen=form.chosen
        )


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
