import rules
from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone

from core.access.lists import ListPage
from core.access.views import ScopedView
from units.filters import UnitFilter
from units.models import Succession, Unit
from units.tables import UnitTable


class UnitList(ListPage):
    permission = "units.list_units"
    model = Unit
    table_class = UnitTable
    filterset_class = UnitFilter
    title = "Đơn vị"
    export_name = "don-vi"
    empty_hint = "Danh sách gồm đơn vị bạn được giao và các đơn vị thuộc quyền."

    def get_queryset(self):
        return super().get_queryset().select_related("administrative_parent", "command_parent")


class UnitDetail(ScopedView):
    permission = "units.view_unit"
    model = Unit

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("administrative_parent", "command_parent")
            .prefetch_related(
                "former_names",
                "offices",
                Prefetch("successions", Succession.objects.select_related("successor")),
                Prefetch("inheritances", Succession.objects.select_related("predecessor")),
            )
        )

    def get(self, request, pk):
        may_see_people = rules.has_perm("accounts.list_people_of_unit", request.user, self.object)
        context = {
            "unit": self.object,
            "within_reach": request.user.reachable_unit_ids,
            "grants": self.grants() if may_see_people else None,
        }
        return render(request, "units/unit_detail.html", context)

    def grants(self):
        """Who holds what here today; a person with two roles stands there twice."""
        in_force = self.object.grants.in_force(timezone.localdate())
        return in_force.select_related("user").order_by("user__sort_key", "role")
