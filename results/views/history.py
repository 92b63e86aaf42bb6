"""The reports of one unit over all campaigns."""

from django.db.models import Q
from django.shortcuts import render

from core.access.views import ScopedView
from core.excel.writing import excel_response
from results.domain.history import history_of
from results.models import Submission
from units.models import Unit


class UnitHistory(ScopedView):
    """Of what the person may read: a unit that moved shows each superior its own time."""

    permission = "results.view_history"
    model = Unit

    def get_queryset(self):
        """Units in sight, and those that reported when they stood under the person's."""
        user = self.request.user
        reported = Submission.objects.visible_to(user).values("unit")
        seen = Q(pk__in=user.reachable_unit_ids) | Q(pk__in=reported)
        return Unit.objects.filter(seen)

    def get(self, request, pk):
        history = history_of(self.object, Submission.objects.visible_to(request.user))
        match request.GET.get("export"):
            case "xlsx":
                return excel_response(history.as_values(), name="lich-su-bao-cao")
            case "figures":
                return excel_response(history.figures_as_values(), name="so-lieu-qua-cac-ky")
        context = {"unit": self.object, "history": history}
        return render(request, "results/unit_history.html", context)
