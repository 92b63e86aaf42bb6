import django_filters

from campaigns.models import Campaign, Period
from core.erasure.enums import ErasureState
from core.erasure.models import ErasureRequest
from results.domain.waiting import extended, late, locked, owed_by, very_late, waiting_for
from results.enums import SubmissionState
from results.models import Submission
from units.choices import EndingChoiceFilter
from units.enums import UnitKind
from units.models import Cluster

TASKS = [
    ("owed", "Đơn vị tôi phải gửi"),
    ("review", "Chờ tôi xác nhận"),
    ("late", "Quá hạn chưa gửi"),
]

DEADLINES = {
    "late": ("Quá hạn chưa gửi", late),
    "very_late": ("Rất muộn chưa gửi", very_late),
    "locked": ("Đã khóa sổ", locked),
    "extended": ("Được gia hạn", extended),
}


def visible_campaigns(request):
    return Campaign.objects.visible_to(request.user).only("name")


def opened_periods(request):
    periods = Period.objects.filter(campaign__in=visible_campaigns(request)).exclude(opened_at=None)
    named = periods.select_related("campaign").only("label", "campaign__name")
    return named.order_by("-due_on", "pk")


class PeriodField(django_filters.fields.ModelChoiceField):
    """Two campaigns may call their periods by the same name."""

    def label_from_instance(self, period):
        return f"{period}, {period.campaign}"


class PeriodFilter(django_filters.ModelChoiceFilter):
    field_class = PeriodField


def visible_clusters(request):
    return Cluster.objects.visible_to(request.user).only("name", "valid_to")


class SubmissionFilter(django_filters.FilterSet):
    task = django_filters.ChoiceFilter(
        label="Việc của tôi", choices=TASKS, method="of_mine", empty_label="Tất cả"
    )
    campaign = django_filters.ModelChoiceFilter(
        label="Phong trào", queryset=visible_campaigns, empty_label="Tất cả"
    )
    period = PeriodFilter(label="Kỳ", queryset=opened_periods, empty_label="Tất cả")
    state = django_filters.ChoiceFilter(
        label="Trạng thái", choices=SubmissionState, empty_label="Tất cả"
    )
    deadline = django_filters.ChoiceFilter(
        label="Thời hạn",
        choices=[(name, label) for name, (label, _) in DEADLINES.items()],
        method="of_deadline",
        empty_label="Tất cả",
    )
    cluster = EndingChoiceFilter(
        label="Cụm, khối thi đua",
        queryset=visible_clusters,
        empty_label="Tất cả",
        method="of_cluster",
    )

    class Meta:
        model = Submission
        fields = ("task", "campaign", "period", "state", "deadline", "cluster")

    def of_cluster(self, queryset, name, value):
        return queryset.in_cluster(value)

    def of_deadline(self, queryset, name, value):
        return DEADLINES[value][1](queryset)

    def of_mine(self, queryset, name, value):
        user = self.request.user
        if value == "owed":
            return owed_by(user, queryset)
        if value == "late":
            return late(queryset)
        return waiting_for(user, queryset)


class ReminderFilter(SubmissionFilter):
    """Of what is owed, which is the task already."""

    task = None
    kind = django_filters.ChoiceFilter(
        label="Loại đơn vị",
        field_name="unit__kind",
        choices=UnitKind.choices,
        empty_label="Tất cả",
    )

    class Meta:
        model = Submission
        fields = ("campaign", "period", "state", "deadline", "kind", "cluster")


class CallFilter(SubmissionFilter):
    """Of what is owed: its deadline has passed already."""

    task = None
    deadline = None
    kind = django_filters.ChoiceFilter(
        label="Loại đơn vị",
        field_name="unit__kind",
        choices=UnitKind.choices,
        empty_label="Tất cả",
    )

    class Meta:
        model = Submission
        fields = ("campaign", "period", "state", "kind", "cluster")


class ErasureFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label="Trạng thái", choices=ErasureState, empty_label="Tất cả"
    )

    class Meta:
        model = ErasureRequest
        fields = ("state",)
