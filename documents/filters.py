import django_filters
from django.db.models import Q

from core.access.filters import SearchFilter, YearFilter
from documents.domain.waiting import waiting_for
from documents.enums import DocumentKind, DocumentState
from documents.models import Document, Issuer, NumberSeries, RecordFile

TASKS = [("waiting", "Chờ tôi xử lý")]
OWN, RECEIVED = "own", "received"
SOURCES = [(OWN, "Của đơn vị"), (RECEIVED, "Nơi khác gửi đến")]
OPEN, CLOSED = "open", "closed"
FILE_STATES = [(OPEN, "Đang lập"), (CLOSED, "Đã kết thúc")]
ORDERS = [("broken", "Ngày ban hành không theo thứ tự số")]


def issuers_in_sight(request):
    return Issuer.objects.visible_to(request.user)


class DocumentFilter(django_filters.FilterSet):
    search = SearchFilter("title", "symbol", "issued_by", label="Trích yếu, ký hiệu")
    task = django_filters.ChoiceFilter(
        label="Việc của tôi", choices=TASKS, empty_label="Tất cả", method="of_mine"
    )
    source = django_filters.ChoiceFilter(
        label="Nguồn", choices=SOURCES, empty_label="Tất cả", method="of_source"
    )
    kind = django_filters.ChoiceFilter(
        label="Loại văn bản", choices=DocumentKind, empty_label="Tất cả"
    )
    state = django_filters.ChoiceFilter(
        label="Trạng thái", choices=DocumentState, empty_label="Tất cả"
    )
    issuer = django_filters.ModelChoiceFilter(
        label="Cơ quan ban hành", queryset=issuers_in_sight, empty_label="Tất cả"
    )
    year = YearFilter(label="Năm", method="of_year")
    order = django_filters.ChoiceFilter(
        label="Thứ tự", choices=ORDERS, empty_label="Tất cả", method="of_order"
    )

    class Meta:
        model = Document
        fields = ("search", "task", "source", "kind", "state", "issuer", "year", "order")

    def of_year(self, queryset, name, value):
        """Of the day of issue; a draft is of the year that it is expected in."""
        return queryset.filter(Q(legal_date__year=value) | Q(legal_date=None, year=value))

    def of_source(self, queryset, name, value):
        marked = queryset.with_house(self.request.user)
        return marked.filter(is_of_the_house=value == OWN)

    def of_order(self, queryset, name, value):
        return queryset.exclude(order_reason="")

    def of_mine(self, queryset, name, value):
        return waiting_for(self.request.user, queryset)


class EndableFilter(django_filters.FilterSet):
    search = SearchFilter("title", "symbol", label="Trích yếu, ký hiệu")
    number = django_filters.NumberFilter(label="Số", decimal_places=0)
    year = YearFilter(label="Năm", field_name="legal_date__year")

    class Meta:
        model = Document
        fields = ("search", "number", "year")


class FileableFilter(django_filters.FilterSet):
    search = SearchFilter("title", "symbol", label="Trích yếu, ký hiệu")
    kind = django_filters.ChoiceFilter(
        label="Loại văn bản", choices=DocumentKind, empty_label="Tất cả"
    )
    number = django_filters.NumberFilter(label="Số", decimal_places=0)
    year = YearFilter(label="Năm", field_name="legal_date__year")

    class Meta:
        model = Document
        fields = ("search", "kind", "number", "year")


class RecordFileFilter(django_filters.FilterSet):
    search = SearchFilter("title", "code", label="Tiêu đề, số và ký hiệu")
    year = YearFilter(label="Năm", field_name="year")
    issuer = django_filters.ModelChoiceFilter(
        label="Cơ quan lập hồ sơ", queryset=issuers_in_sight, empty_label="Tất cả"
    )
    state = django_filters.ChoiceFilter(
        label="Trạng thái", choices=FILE_STATES, empty_label="Tất cả", method="of_state"
    )

    class Meta:
        model = RecordFile
        fields = ("search", "year", "issuer", "state")

    def of_state(self, queryset, name, value):
        return queryset.filter(closed_on__isnull=value == OPEN)


class SeriesFilter(django_filters.FilterSet):
    issuer = django_filters.ModelChoiceFilter(
        label="Cơ quan ban hành", queryset=issuers_in_sight, empty_label="Tất cả"
    )
    year = YearFilter(label="Năm", field_name="year")

    class Meta:
        model = NumberSeries
        fields = ("issuer", "year")
