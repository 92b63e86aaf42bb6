from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone

from accounts.filters import PeopleFilter
from accounts.models import Grant, User
from accounts.tables import PeopleTable
from core.access.lists import ListPage
from core.access.views import ScopedView


class PeopleList(ListPage):
    permission = "accounts.list_people"
    model = User
    table_class = PeopleTable
    filterset_class = PeopleFilter
    title = "Người dùng"
    export_name = "nguoi-dung"
    empty_hint = "Danh sách gồm người có phân quyền tại các đơn vị bạn quản trị."

    def get_queryset(self):
        in_force = (
            Grant.objects.in_force(timezone.localdate())
            .select_related("unit")
            .only("user", "role", "unit__short_name")
        )
        return User.objects.administered_by(self.request.user).prefetch_related(
            Prefetch("grants", in_force, to_attr="current_grants")
        )


class PersonDetail(ScopedView):
    permission = "accounts.view_person"
    model = User

    def get(self, request, pk):
        context = {
            "person": self.object,
            "grants": self.object.grants.select_related("unit").order_by("-valid_from", "pk"),
            "today": timezone.localdate(),
        }
        return render(request, "accounts/person_detail.html", context)
