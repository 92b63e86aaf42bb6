import django_filters
from django.utils import timezone

from core.access.filters import SearchFilter
from units.enums import UnitKind
from units.models import Unit

EXISTENCE = [("in_force", "Đang hoạt động"), ("ended", "Đã kết thúc")]


class UnitFilter(django_filters.FilterSet):
    search = SearchFilter("short_name", "official_name", "code", label="Tên hoặc mã đơn vị")
    kind = django_filters.ChoiceFilter(label="Loại đơn vị", choices=UnitKind, empty_label="Tất cả")
    existence = django_filters.ChoiceFilter(
        label="Hoạt động", choices=EXISTENCE, empty_label="Tất cả", method="of_existence"
    )

    class Meta:
        model = Unit
        fields = ("search", "kind", "existence")

    def of_existence(self, queryset, name, value):
        today = timezone.localdate()
        if value == "in_force":
            return queryset.in_force(today)
        return queryset.filter(valid_to__lt=today)
