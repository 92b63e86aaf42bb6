import django_filters

from core.access.filters import DayFilter, SearchFilter
from core.audit.models import Entry
from core.audit.words import EVENTS


class EntryFilter(django_filters.FilterSet):
    actor = SearchFilter("actor_name", label="Người thực hiện")
    event = django_filters.ChoiceFilter(
        label="Việc", choices=list(EVENTS.items()), empty_label="Tất cả"
    )
    since = DayFilter(label="Từ ngày", field_name="at", lookup_expr="date__gte")
    until = DayFilter(label="Đến hết ngày", field_name="at", lookup_expr="date__lte")
    search = SearchFilter("subject_name", "reason", label="Đối tượng hoặc lý do")

    class Meta:
        model = Entry
        fields = ("actor", "event", "since", "until", "search")
