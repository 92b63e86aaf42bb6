import django_filters
from django.utils import timezone

from core.access.filters import SearchFilter
from units.enums import ClusterKind, UnitKind
from units.models import Cluster, ClusterMembership, Unit

EXISTENCE = [("in_force", "Đang hoạt động"), ("ended", "Đã kết thúc")]


def of_existence(queryset, value):
    today = timezone.localdate()
    if value == "in_force":
        return queryset.in_force(today)
    return queryset.filter(valid_to__lt=today)


def clusters_in_force(request):
    return Cluster.objects.visible_to(request.user).in_force(timezone.localdate())


class UnitFilter(django_filters.FilterSet):
    search = SearchFilter("short_name", "official_name", "code", label="Tên hoặc mã đơn vị")
    kind = django_filters.ChoiceFilter(label="Loại đơn vị", choices=UnitKind, empty_label="Tất cả")
    existence = django_filters.ChoiceFilter(
        label="Hoạt động", choices=EXISTENCE, empty_label="Tất cả", method="of_existence"
    )

    cluster = django_filters.ModelChoiceFilter(
        label="Cụm, khối thi đua",
        queryset=clusters_in_force,
        empty_label="Tất cả",
        method="of_cluster",
    )

    class Meta:
        model = Unit
        fields = ("search", "kind", "existence", "cluster")

    def of_existence(self, queryset, name, value):
        return of_existence(queryset, value)

    def of_cluster(self, queryset, name, value):
        """Its members of today."""
        members = ClusterMembership.objects.in_force(timezone.localdate()).filter(cluster=value)
        return queryset.filter(pk__in=members.values("unit"))


class ClusterFilter(django_filters.FilterSet):
    search = SearchFilter("name", label="Tên cụm, khối")
    kind = django_filters.ChoiceFilter(label="Loại", choices=ClusterKind, empty_label="Tất cả")
    existence = django_filters.ChoiceFilter(
        label="Hoạt động", choices=EXISTENCE, empty_label="Tất cả", method="of_existence"
    )

    class Meta:
        model = Cluster
        fields = ("search", "kind", "existence")

    def of_existence(self, queryset, name, value):
        return of_existence(queryset, value)
