"""The signed paper: sent with the report, following it, or what a superior enters from."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.access.seen import fingerprint
from core.files.responses import file_response
from results.domain.papers import attach_paper, scan_name, takes_paper
from results.domain.policies import is_editable, written_facts
from results.domain.sheet import sheet_of
from results.domain.stand_ins import (
    end_stand_in,
    paper_before,
    stand_in,
    standing_in_for,
)
from results.domain.submissions import submit_submission
from results.enums import UNANSWERED
from results.forms.papers import PaperForm, SendForm, SendOnBehalfForm, StandInForm
from results.models import PaperReport, StandIn, Submission
from results.rules import own_grant
from results.views.acts import ReasonedAction
from results.views.files import SeenAct
from results.views.submissions import SubmissionView


class Send(SeenAct):
    """The last step: the unit's report to print and sign, the signed one where there is one."""

    permission = "results.submit_submission"
    template = "results/submission_send.html"
    title = label = "Gửi báo cáo"
    done = "Đã gửi báo cáo số liệu. Đây là phiếu xác nhận đã nộp."

    def is_possible(self) -> bool:
        return is_editable(self.object)

    @property
    def form_class(self):
        """On behalf of the unit goes the paper that it was entered from."""
        return SendForm if own_grant(self.request.user, self.object) else SendOnBehalfForm

    def shown(self) -> dict:
        facts = written_facts(self.object.current_revision)
        return super().shown() | {"seen": fingerprint(facts)}

    def act(self, form) -> str:
        given = form.to_paper() if isinstance(form, SendForm) else None
        sent = submit_submission(
            self.object,
            by=self.request.user,
            revision_id=form.cleaned_data["revision"],
            given=given,
            seen=form.cleaned_data["seen"],
        )
        return reverse("results:receipt", args=[sent.pk, sent.current_revision.number])

    def beside(self, revision) -> dict:
        return {
            "sections": sheet_of(self.object, revision),
            "unanswered": revision.figures.filter(answer__in=UNANSWERED).count(),
            "standing": standing_in_for(self.object),
        }


class AttachPaper(SeenAct):
    permission = "results.attach_paper"
    form_class = PaperForm
    title = label = "Kèm báo cáo giấy đã ký"
    explanation = "Số, ngày ký và bản chụp được giữ nguyên cùng lần gửi này, không sửa lại được."
    done = "Đã kèm báo cáo giấy vào lần gửi."

    def is_possible(self) -> bool:
        return takes_paper(self.object)

    def act(self, form) -> Submission:
        revision_id = form.cleaned_data["revision"]
        attach_paper(self.object, form.to_paper(), by=self.request.user, revision_id=revision_id)
        return self.object


class StandInPage(SeenAct):
    """Taking over entering from a paper that the unit signed."""

    permission = "results.enter_on_behalf"
    form_class = StandInForm
    title = "Nhập thay từ báo cáo giấy"
    label = "Bắt đầu nhập thay"
    explanation = (
        "Đơn vị thấy việc nhập thay, lý do và bản chụp; thủ trưởng đơn vị có thể nhận lại để tự"
        " nhập. Người nhập thay không xác nhận được báo cáo này."
    )
    done = "Đã mở nhập thay. Hãy nhập số liệu theo báo cáo giấy rồi gửi."

    def is_possible(self) -> bool:
        return is_editable(self.object) and not self.object.has_stand_in

    def form(self, data=None) -> StandInForm:
        form = super().form(data)
        if former := paper_before(self.object):
            form.begin_with(former)
        return form

    def act(self, form) -> str:
        given = form.cleaned_data
        stand_in(
            self.object,
            form.to_paper(),
            by=self.request.user,
            revision_id=given["revision"],
            reason=given["reason"],
        )
        return reverse("results:enter", args=[self.object.pk])


class EndStandIn(ReasonedAction):
    permission = "results.end_on_behalf"
    verb = staticmethod(end_stand_in)
    label = "Thôi nhập thay, đơn vị tự nhập"
    done = "Đã thôi nhập thay. Đơn vị tự nhập tiếp từ số liệu đang có."


class PaperFile(SubmissionView):
    permission = "results.view_submission"

    def get(self, request, pk, number):
        papers = PaperReport.objects.filter(revision__submission=self.object)
        found = get_object_or_404(papers.select_related("scan"), revision__number=number)
        return file_response(found.scan, scan_name(found))


class StandInFile(SubmissionView):
    permission = "results.view_submission"

    def get(self, request, pk, stand_in):
        papers = StandIn.objects.filter(revision__submission=self.object)
        found = get_object_or_404(papers.select_related("scan"), pk=stand_in)
        return file_response(found.scan, scan_name(found))
