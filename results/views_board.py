"""Collecting the reports of a campaign."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.marking import mark
from core.access.seen import ChangedMeanwhile, fingerprint
from results.domain.extensions import (
    InvalidDays,
    check_extensible,
    extend_submission,
    extension_facts,
    withdraw_extension,
)
from results.forms_board import ExtensionForm, WithdrawalForm
from results.views import SubmissionView


class ExtensionPage(SubmissionView):
    """More time for one report: what was given, a form to give it, and one to take it back."""

    is_abstract = True
    permission = "results.extend_submission"

    def show(self, *, form=None, withdrawal=None, status: int = 200):
        seen = {"seen": fingerprint(extension_facts(self.object))}
        days = {"due_on": self.object.effective_due_on}
        days["closes_on"] = self.object.effective_closes_on
        context = self.page_context(
            self.object.current_revision,
            form=form or ExtensionForm(initial=seen | days),
            withdrawal=withdrawal or WithdrawalForm(initial=seen),
            extensions=self.object.extensions.for_history(),
        )
        return render(self.request, "results/submission_extend.html", context, status=status)

    def overtaken(self, form) -> None:
        """Somebody else changed the days: the page tells what stands, and what was typed stays."""
        self.object = self.get_object()
        form.data = form.data.copy()
        form.data[form.add_prefix("seen")] = fingerprint(extension_facts(self.object))
        messages.error(self.request, ChangedMeanwhile.message)


class Extend(ExtensionPage):
    def get(self, request, pk):
        check_extensible(self.object)
        return self.show()

    def post(self, request, pk):
        form = ExtensionForm(request.POST)
        if form.is_valid() and self.extend(form):
            messages.success(request, "Đã gia hạn cho đơn vị.")
            return redirect(self.object)
        return self.show(form=form, status=422)

    def extend(self, form: ExtensionForm) -> bool:
        try:
            extend_submission(self.object, by=self.request.user, **form.cleaned_data)
        except InvalidDays as refusal:
            mark(form, refusal.field, refusal.message)
        except ChangedMeanwhile:
            self.overtaken(form)
        else:
            return True
        return False


class Withdraw(ExtensionPage):
    def post(self, request, pk):
        form = WithdrawalForm(request.POST)
        if form.is_valid() and self.withdraw(form):
            messages.success(request, "Đã thu hồi gia hạn.")
            return redirect(self.object)
        return self.show(withdrawal=form, status=422)

    def withdraw(self, form: WithdrawalForm) -> bool:
        try:
            withdraw_extension(self.object, by=self.request.user, **form.cleaned_data)
        except ChangedMeanwhile:
            self.overtaken(form)
        else:
            return True
        return False
