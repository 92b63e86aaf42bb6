"""The submissions within reach, one with its figures, and what was sent earlier."""

import rules
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from core.access.lists import ListPage
from core.access.views import ScopedView
from results.domain.areas import to_confirm
from results.domain.extensions import can_be_extended
from results.domain.policies import can_act, is_editable, is_under_review
from results.domain.receipts import receipt_of
from results.domain.scope import judged_rows
from results.domain.sheet import sheet_of
from results.domain.wording import STATE_TONES, TIMELINESS_TONES
from results.domain.workflow import ACTIONS
from results.enums import SubmissionState
from results.filters import SubmissionFilter
from results.forms.acts import ReasonForm
from results.models import Submission
from results.rules import reviewed_areas
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
            "evidence": revision.evidence.select_related("file", "attached_by"),
            "state_tone": STATE_TONES[SubmissionState(submission.state)],
            "timeliness_tone": TIMELINESS_TONES[submission.timeliness],
        } | extra


class SubmissionDetail(SubmissionView):
    permission = "results.view_submission"

    def get(self, request, pk):
        submission = self.object
        revision = submission.current_revision
        sections = sheet_of(submission, revision, with_cluster=self.sees_cluster())
        areas = self.areas_judged()
        may_confirm = [] if areas is None else to_confirm(sections, areas)
        context = self.page_context(
            revision,
            sections=sections,
            may_confirm=may_confirm,
            is_shared=bool(may_confirm) or any(section.is_confirmed for section in sections),
            remarkable=judged_rows(sections, areas),
            revisions=submission.revisions.for_history(),
            allowed={name for name in ACTIONS if self.may(name, areas)},
            may_enter=is_editable(submission)
            and rules.has_perm("results.enter_figures", request.user, submission),
            reason_form=ReasonForm(initial={"revision": revision.pk}),
            extensions=submission.extensions.for_history(),
            may_call=rules.has_perm("results.log_call", request.user, submission),
            may_extend=can_be_extended(submission)
            and rules.has_perm("results.extend_submission", request.user, submission),
        )
        return render(request, "results/submission_detail.html", context)

    def areas_judged(self) -> frozenset[int] | None:
        """The content areas that the person may confirm or remark on now; None stands for all."""
        if is_under_review(self.object):
            return reviewed_areas(self.request.user, self.object)
        return frozenset()

    def sees_cluster(self) -> bool:
        return is_under_review(self.object) and rules.has_perm(
            "results.compare_with_cluster", self.request.user, self.object
        )

    def may(self, action: str, areas: frozenset[int] | None) -> bool:
        """`areas` are those that the person judges: who accepts a report judges all of it."""
        if action == "accept":
            return areas is None
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


class ReceiptPage(SubmissionView):
    """To print and to keep: that a report was sent."""

    permission = "results.view_submission"

    def get(self, request, pk, number):
        sent = self.object.revisions.exclude(submitted_at=None).select_related("submitted_by")
        revision = get_object_or_404(sent, number=number)
        context = self.page_context(revision, receipt=receipt_of(revision))
        return render(request, "results/receipt.html", context)


def seen_revision(request) -> int:
    """The revision that the person had on the page."""
    try:
        return int(request.POST["revision"])
    except (KeyError, ValueError) as error:
        raise Http404 from error
