import django_filters

from core.access.filters import DayFilter, SearchFilter
from core.notices.models import Notice

READING = [("0", "Chưa đọc"), ("1", "Đã đọc")]


class NoticeFilter(django_filters.FilterSet):
    read = django_filters.ChoiceFilter(
        label="Trạng thái", choices=READING, method="of_reading", empty_label="Tất cả"
    )
    since = DayFilter(label="Từ ngày", field_name="created_at", lookup_expr="date__gte")
    until = DayFilter(label="Đến hết ngày", field_name="created_at", lookup_expr="date__lte")
    search = SearchFilter("words", "about_name", label="Nội dung")

    class Meta:
        model = Notice
        fields = ("read", "since", "until", "search")

    def of_reading(self, queryset, name, value):
        return queryset.filter(read_at__isnull=value == "0")
