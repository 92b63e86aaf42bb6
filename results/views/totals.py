"""The total of the units under a superior, and what it adds to or takes from it."""

import rules
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from core.access.refusals import NotPossible
from core.access.seen import ChangedMeanwhile, fingerprint
from results.domain.adjustments import (
    add_adjustment,
    adjustment_facts,
    total_row,
    withdraw_adjustment,
)
from results.domain.policies import check_editable, is_editable
from results.domain.totals import totals_of
from results.forms.adjustments import AdjustmentForm
from results.views.submissions import SubmissionView, seen_revision


class Totals(SubmissionView):
    """A page of its own; the pages of the submission fetch its table by htmx."""

    permission = "results.view_submission"

    def get(self, request, pk):
        revision = self.object.current_revision
        may_enter = rules.has_perm("results.enter_figures", request.user, self.object)
        context = self.page_context(
            revision,
            totals=totals_of(self.object, revision),
            may_adjust=may_enter and self.object.has_subordinates and is_editable(self.object),
        )
        template = "results/_totals.html" if request.htmx else "results/totals.html"
        return render(request, template, context)


class Adjust(SubmissionView):
    permission = "results.enter_figures"

    def get(self, request, pk, indicator):
        check_editable(self.object)
        row = self.row()
        return self.show(AdjustmentForm(row.indicator, initial=self.shown(row)), row)

    def post(self, request, pk, indicator):
        row = self.row()
        form = AdjustmentForm(row.indicator, request.POST)
        if form.is_valid() and self.add(form):
            messages.success(request, "Đã ghi điều chỉnh.")
            return redirect("results:totals", pk)
        return self.show(form, self.row(), status=422)

    def add(self, form: AdjustmentForm) -> bool:
        given = form.cleaned_data
        try:
            add_adjustment(
                self.object,
                self.kwargs["indicator"],
                form.to_columns(),
                reason=given["reason"],
                by=self.request.user,
                revision_id=given["revision"],
                seen=given["seen"],
            )
        except ChangedMeanwhile as refusal:
            form.refuse(refusal)
            form.data = form.data | self.shown(self.row())
        except NotPossible as refusal:
            form.refuse(refusal)
        else:
            return True
        return False

    def shown(self, row) -> dict:
        seen = fingerprint(adjustment_facts(row))
        return {"revision": self.object.current_revision_id, "seen": seen}

    def row(self):
        row = total_row(self.object, self.kwargs["indicator"])
        if row is None or not self.object.has_subordinates:
            raise Http404
        return row

    def show(self, form: AdjustmentForm, row, status: int = 200):
        context = self.page_context(self.object.current_revision, form=form, row=row)
        return render(self.request, "results/adjust.html", context, status=status)


class WithdrawAdjustment(SubmissionView):
    permission = "results.enter_figures"

    def post(self, request, pk, adjustment):
        revision = seen_revision(request)
        withdraw_adjustment(self.object, adjustment, by=request.user, revision_id=revision)
        messages.success(request, "Đã rút điều chỉnh.")
        return redirect("results:totals", pk)

    def refused_url(self) -> str:
        return reverse("results:totals", args=[self.object.pk])
