import django_filters
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant, User
from core.access.filters import SearchFilter
from units.choices import EndingChoiceFilter

ACTIVITY = [("1", "Đang hoạt động"), ("0", "Ngừng hoạt động")]
WITHOUT_GRANT, NEVER_LOGGED_IN, UNCHANGED = "without_grant", "never_logged_in", "unchanged"
ATTENTION = [
    (WITHOUT_GRANT, "Không còn phân quyền"),
    (NEVER_LOGGED_IN, "Chưa đăng nhập lần nào"),
    (UNCHANGED, "Chưa đổi mật khẩu ban đầu"),
]


def grants_in_force():
    return Grant.objects.in_force(timezone.localdate())


def administered_units(request):
    return request.user.units_as([Role.ADMINISTRATOR]).only("short_name", "valid_to")


class PeopleFilter(django_filters.FilterSet):
    search = SearchFilter("full_name", "username", label="Họ tên hoặc tên đăng nhập")
    unit = EndingChoiceFilter(
        label="Đơn vị", queryset=administered_units, empty_label="Tất cả", method="of_grant"
    )
    role = django_filters.ChoiceFilter(
        label="Vai trò", choices=Role, empty_label="Tất cả", method="of_grant"
    )
    is_active = django_filters.ChoiceFilter(
        label="Tài khoản", choices=ACTIVITY, empty_label="Tất cả"
    )
    attention = django_filters.ChoiceFilter(
        label="Cần xem lại", choices=ATTENTION, empty_label="Tất cả", method="of_attention"
    )

    class Meta:
        model = User
        fields = ("search", "unit", "role", "is_active", "attention")

    def of_grant(self, queryset, name, value):
        """Unit and role are asked of one and the same grant."""
        asked = {key: self.form.cleaned_data[key] for key in ("unit", "role")}
        asked = {key: value for key, value in asked.items() if value}
        return queryset.filter(pk__in=grants_in_force().filter(**asked).values("user"))

    def of_attention(self, queryset, name, value):
        if value == NEVER_LOGGED_IN:
            return queryset.filter(last_login=None)
        if value == UNCHANGED:
            return queryset.filter(is_active=True, must_change_password=True)
        return queryset.exclude(pk__in=grants_in_force().values("user"))
