"""Reminding units of the reports that they owe: of one, and of many at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone

from core.access.lists import ROWS_OF_A_PAGE
from core.access.views import ScopedView
from results.domain.reminders import remind_all, remind_unit, to_remind_about
from results.domain.wording import STATE_TONES, days_left_text
from results.enums import SubmissionState
from results.filters import ReminderFilter
from results.models import Submission
from results.views.submissions import SubmissionView


class Remind(SubmissionView):
    permission = "results.remind_unit"

    def post(self, request, pk):
        remind_unit(self.object, by=request.user)
        messages.success(request, "Đã nhắc đơn vị.")
        return redirect(self.object)


class RemindMany(ScopedView):
    """What is owed to the person; each unit can be reminded by hand once in a day."""

    permission = "results.remind_units"

    def get(self, request):
        owed = self.owed()
        pages = Paginator(ordered(owed.qs), ROWS_OF_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        context = {"filter": owed, "page": page, "rows": [row_of(one) for one in page]}
        return render(request, "results/remind_many.html", context)

    def post(self, request):
        chosen = set(request.POST.getlist("chosen"))
        standing = [one for one in ordered(self.owed().qs) if str(one.pk) in chosen]
        self.tell(remind_all(standing, by=request.user), gone=len(chosen) - len(standing))
        return redirect(request.get_full_path())

    def owed(self) -> ReminderFilter:
        visible = Submission.objects.visible_to(self.request.user)
        rows = to_remind_about(self.request.user, visible)
        return ReminderFilter(self.request.GET, queryset=rows, request=self.request)

    def tell(self, done, *, gone: int) -> None:
        if done.reminded:
            messages.success(self.request, f"Đã nhắc về {len(done.reminded)} báo cáo.")
        for submission, reason in done.refused:
            messages.error(self.request, f"{submission}: {reason}")
        if gone:
            messages.error(self.request, f"{gone} báo cáo không còn nợ nên không nhắc nữa.")
        if not (done.reminded or done.refused or gone):
            messages.error(self.request, "Hãy chọn ít nhất một đơn vị.")


def ordered(owed):
    shown = owed.select_related("campaign", "period", "unit")
    return shown.order_by("effective_due_on", "unit__sort_key", "pk")


def row_of(submission: Submission) -> dict:
    """What the page shows of one report; those that press are chosen beforehand."""
    due_label, due_tone = days_left_text(submission.effective_due_on, timezone.localdate())
    came_back = submission.state != SubmissionState.OPEN
    return {
        "submission": submission,
        "state_tone": STATE_TONES[SubmissionState(submission.state)],
        "due_label": due_label,
        "due_tone": due_tone,
        "is_chosen": came_back or due_tone == "bad",
    }
