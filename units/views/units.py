"""Finding units: the list, the two trees, and the page of one unit."""

import rules
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone

from core.access.lists import ListPage
from core.access.views import ScopedView
from units.domain.trees import tree_of
from units.filters import UnitFilter
from units.models import Succession, Unit
from units.tables import UnitTable


class UnitList(ListPage):
    permission = "units.list_units"
    model = Unit
    table_class = UnitTable
    filterset_class = UnitFilter
    template_name = "units/unit_list.html"
    title = "Đơn vị"
    export_name = "don-vi"
    empty_hint = "Danh sách gồm đơn vị bạn được giao và các đơn vị thuộc quyền."

    def get_queryset(self):
        return super().get_queryset().select_related("administrative_parent", "command_parent")

    def get_context_data(self, **kwargs):
        may_add = rules.has_perm("units.add_unit", self.request.user)
        return super().get_context_data(may_add=may_add, **kwargs)


class UnitTree(ScopedView):
    """The units of today within reach, in one of the two trees."""

    permission = "units.list_units"
    tree = ""
    title = ""

    def get(self, request):
        units = Unit.objects.visible_to(request.user).in_force(timezone.localdate())
        context = {
            "nodes": tree_of(units, self.tree),
            "title": self.title,
            "may_add": rules.has_perm("units.add_unit", request.user),
        }
        return render(request, "units/unit_tree.html", context)


class AdministrativeTree(UnitTree):
    permission = "units.list_units"
    tree = "administrative_parent"
    title = "Đơn vị theo hành chính"


class CommandTree(UnitTree):
    permission = "units.list_units"
    tree = "command_parent"
    title = "Đơn vị theo chỉ huy"


class UnitDetail(ScopedView):
    permission = "units.view_unit"
    model = Unit

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("administrative_parent", "command_parent")
            .prefetch_related("former_names", "offices")
        )

    def get(self, request, pk):
        unit = self.object
        may_change = rules.has_perm("units.change_unit", request.user, unit)
        may_see_people = may_change and rules.has_perm("accounts.list_people", request.user)
        context = {
            "unit": unit,
            "may_change": may_change,
            "memberships": self.memberships(),
            "grants": self.grants() if may_see_people else None,
        }
        return render(request, "units/unit_detail.html", context | self.successions())

    def successions(self) -> dict[str, list[Succession]]:
        rows = Succession.objects.filter(Q(predecessor=self.object) | Q(successor=self.object))
        rows = list(rows.select_related("predecessor", "successor"))
        return {
            "inheritances": [row for row in rows if row.successor_id == self.object.pk],
            "successions": [row for row in rows if row.predecessor_id == self.object.pk],
        }

    def memberships(self):
        """The clusters that the unit is in today."""
        in_force = self.object.memberships.in_force(timezone.localdate())
        return in_force.select_related("cluster__organiser")

    def grants(self):
        """Who holds what here today; a person with two roles stands there twice."""
        in_force = self.object.grants.in_force(timezone.localdate())
        return in_force.select_related("user").order_by("user__sort_key", "role")
