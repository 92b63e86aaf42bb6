import django_filters
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant, User
from core.access.filters import SearchFilter

ACTIVITY = [("1", "Đang hoạt động"), ("0", "Ngừng hoạt động")]


class PeopleFilter(django_filters.FilterSet):
    search = SearchFilter("full_name", "username", label="Họ tên hoặc tên đăng nhập")
    role = django_filters.ChoiceFilter(
        label="Vai trò", choices=Role, empty_label="Tất cả", method="of_role"
    )
    is_active = django_filters.ChoiceFilter(
        label="Tài khoản", choices=ACTIVITY, empty_label="Tất cả"
    )

    class Meta:
        model = User
        fields = ("search", "role", "is_active")

    def of_role(self, queryset, name, value):
        in_force = Grant.objects.in_force(timezone.localdate())
        return queryset.filter(pk__in=in_force.filter(role=value).values("user"))
