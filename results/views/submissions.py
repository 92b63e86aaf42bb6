"""The submissions within reach, one with its figures, and what was sent earlier."""

import rules
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from core.access.lists import ListPage
from core.access.views import ScopedView
from results.domain.calls import is_owed
from results.domain.confirming import to_confirm
from results.domain.differences import differences_in_judging, differences_in_names
from results.domain.erasing import erasures_of
from results.domain.extensions import can_be_extended
from results.domain.papers import paper_of, takes_paper
from results.domain.policies import can_act, is_editable, is_other_hand, is_under_review
from results.domain.receipts import receipt_of
from results.domain.scope import judged_rows
from results.domain.sheet import sheet_of
from results.domain.stand_ins import stand_ins_of
from results.domain.wording import STATE_TONES, TIMELINESS_TONES, told
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
    template_name = "results/submission_list.html"
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


class StoringView(SubmissionView):
    """A page that stores what is posted over the rows that it reads.

    A submission that something is posted to is locked from the first look to the answer: what was
    typed is read, checked and stored beside the same rows.
    """

    is_abstract = True

    def dispatch(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            return super().dispatch(request, *args, **kwargs)

    def get_object(self):
        if self.request.method != "POST":
            return super().get_object()
        try:
            return Submission.objects.visible_to(self.request.user).lock(self.kwargs["pk"])
        except Submission.DoesNotExist as error:
            raise Http404 from error


class SubmissionDetail(SubmissionView):
    permission = "results.view_submission"

    def get(self, request, pk):
        submission = self.object
        revision = submission.current_revision
        sections = sheet_of(submission, revision, with_cluster=self.sees_cluster())
        areas = self.areas_judged()
        confirmable = self.areas_to_confirm(areas)
        may_confirm = [] if confirmable is None else to_confirm(sections, confirmable)
        context = self.page_context(
            revision,
            sections=sections,
            may_confirm=may_confirm,
            is_shared=bool(may_confirm) or any(section.confirmed for section in sections),
            remarkable=judged_rows(sections, areas),
            revisions=submission.revisions.for_history(),
            allowed={name for name in ACTIONS if self.may(name, confirmable)},
            may_enter=is_editable(submission)
            and rules.has_perm("results.enter_figures", request.user, submission),
            reason_form=ReasonForm(initial={"revision": revision.pk}),
            extensions=submission.extensions.for_history(),
            **self.papers(revision),
            may_see_erasures=rules.has_perm("results.view_erasures", request.user, submission),
            may_ask_erasure=rules.has_perm("results.ask_for_erasure", request.user, submission),
            erasures=erasures_of(submission) if submission.was_spilt else [],
            may_call=rules.has_perm("results.log_call", request.user, submission),
            may_remind=is_owed(submission)
            and rules.has_perm("results.remind_unit", request.user, submission),
            may_extend=can_be_extended(submission)
            and rules.has_perm("results.extend_submission", request.user, submission),
        )
        return render(request, "results/submission_detail.html", context)

    def papers(self, revision) -> dict:
        """The signed paper, who entered from one, and what may be done about it."""
        submission = self.object
        is_open, stood_in = is_editable(submission), submission.has_stand_in
        stand_ins = list(stand_ins_of(submission)) if submission.was_stood_in else []
        return {
            "paper": paper_of(revision),
            "stand_ins": stand_ins,
            "standing": stand_ins[0] if stood_in else None,
            "may_attach_paper": self.has("attach_paper") and takes_paper(submission),
            "may_stand_in": is_open and not stood_in and self.has("enter_on_behalf"),
            "may_end_stand_in": is_open and stood_in and self.has("end_on_behalf"),
        }

    def has(self, permission: str) -> bool:
        return rules.has_perm(f"results.{permission}", self.request.user, self.object)

    def areas_judged(self) -> frozenset[int] | None:
        """The content areas that the person may confirm or remark on now; None stands for all."""
        if is_under_review(self.object):
            return reviewed_areas(self.request.user, self.object)
        return frozenset()

    def areas_to_confirm(self, areas: frozenset[int] | None) -> frozenset[int] | None:
        """Of the areas judged: nobody confirms what the own hand sent or entered on behalf."""
        if areas == frozenset() or is_other_hand(self.object, self.request.user):
            return areas
        return frozenset()

    def sees_cluster(self) -> bool:
        return is_under_review(self.object) and rules.has_perm(
            "results.compare_with_cluster", self.request.user, self.object
        )

    def may(self, action: str, areas: frozenset[int] | None) -> bool:
        """`areas` are those that the person may confirm: who accepts a report judges all of it."""
        if action == "accept":
            return areas is None
        permission = ACTIONS[action].permission
        possible = can_act(self.object, action)
        return possible and rules.has_perm(permission, self.request.user, self.object)


class Differences(SubmissionView):
    """What the accepted report was judged under, beside what stands now.

    A page of its own; the page of the submission fetches its table by htmx.
    """

    permission = "results.view_submission"

    def get(self, request, pk):
        submission = self.object
        if submission.accepted_revision_id is None:
            raise Http404
        in_judging = differences_in_judging(submission)
        may = rules.has_perm("results.recalculate_submission", request.user, submission)
        may = may and is_other_hand(submission, request.user)
        context = self.page_context(
            submission.current_revision,
            differences=[*differences_in_names(submission), *in_judging],
            may_recalculate=may and bool(in_judging) and can_act(submission, "recalculate"),
            reason_form=ReasonForm(initial={"revision": submission.current_revision_id}),
        )
        template = "results/_differences.html" if request.htmx else "results/differences.html"
        return render(request, template, context)


class RevisionDetail(SubmissionView):
    """What was sent earlier, as it was."""

    permission = "results.view_submission"

    def get(self, request, pk, number):
        revisions = self.object.revisions.select_related("paper__scan", "paper__attached_by")
        revision = get_object_or_404(revisions, number=number)
        adjustments = revision.adjustments.select_related("indicator__scale", "made_by")
        context = self.page_context(
            revision,
            sections=sheet_of(self.object, revision),
            paper=paper_of(revision),
            adjusted=told(adjustments.prefetch_related("indicator__scale__grades")),
        )
        return render(request, "results/revision_detail.html", context)


class ReceiptPage(SubmissionView):
    """To print and to keep: that a report was sent."""

    permission = "results.view_submission"

    def get(self, request, pk, number):
        sent = self.object.revisions.exclude(submitted_at=None)
        with_names = sent.select_related("submitted_by", "paper__scan")
        revision = get_object_or_404(with_names, number=number)
        context = self.page_context(revision, receipt=receipt_of(revision))
        return render(request, "results/receipt.html", context)


def seen_revision(request) -> int:
    """The revision that the person had on the page."""
    try:
        return int(request.POST["revision"])
    except (KeyError, ValueError) as error:
        raise Http404 from error
