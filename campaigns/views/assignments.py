"""The assignments of a plan: marked as done, and taken back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from campaigns.domain.assignments import DoneTooLate, mark_done, removed_assignment, take_back
from campaigns.forms.assignments import DoneForm
from campaigns.models import Assignment
from campaigns.views.base import CampaignPage
from core.access.refusals import NotPossible


class AssignmentAct(CampaignPage):
    is_abstract = True
    permission = "campaigns.change_campaign"

    def stored(self) -> Assignment | None:
        rows = self.object.assignments.select_related("campaign")
        return rows.filter(pk=self.kwargs["assignment"]).first()

    def assignment(self) -> Assignment:
        """The one to act on; when it was removed meanwhile, that is for the verb to say."""
        if found := self.stored() or removed_assignment(self.object, self.kwargs["assignment"]):
            return found
        raise Http404


class MarkDone(AssignmentAct):
    """The campaign's page posts today; another day and a note are typed here."""

    def get(self, request, pk, assignment):
        if stored := self.stored():
            return self.show(stored, DoneForm())
        raise Http404

    def post(self, request, pk, assignment):
        form, assignment = DoneForm(request.POST), self.assignment()
        if not (form.is_valid() and self.save(assignment, form)):
            return self.show(assignment, form, status=422)
        messages.success(request, "Đã ghi nhiệm vụ đã xong.")
        return redirect(self.object)

    def save(self, assignment: Assignment, form: DoneForm) -> bool:
        """Writes it, or shows why it could not be beside what was typed."""
        try:
            mark_done(assignment, by=self.request.user, **form.cleaned_data)
        except DoneTooLate as refusal:
            form.add_error("done_on", refusal.message)
        except NotPossible as refusal:
            form.add_error(None, refusal.message)
        else:
            return True
        return False

    def show(self, assignment: Assignment, form: DoneForm, status: int = 200):
        return self.render_page(
            "campaigns/assignment_done.html", status=status, assignment=assignment, form=form
        )


class TakeBack(AssignmentAct):
    def post(self, request, pk, assignment):
        take_back(self.assignment(), by=request.user)
        messages.success(request, "Đã ghi lại nhiệm vụ chưa xong.")
        return redirect(self.object)
