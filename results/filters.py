import django_filters
from django.db.models import Exists, OuterRef, Q

from accounts.enums import Role
from campaigns.models import Campaign
from results.domain.workflow import EDITABLE
from results.enums import SubmissionState
from results.models import Submission
from results.rules import UNIT_HANDS
from units.choices import EndingChoiceFilter
from units.models import Cluster, ClusterMembership

TASKS = [("owed", "Đơn vị tôi phải gửi"), ("review", "Chờ tôi xác nhận")]


def visible_campaigns(request):
    return Campaign.objects.visible_to(request.user)


def visible_clusters(request):
    return Cluster.objects.visible_to(request.user)


class SubmissionFilter(django_filters.FilterSet):
    task = django_filters.ChoiceFilter(
        label="Việc của tôi", choices=TASKS, method="of_mine", empty_label="Tất cả"
    )
    campaign = django_filters.ModelChoiceFilter(
        label="Phong trào", queryset=visible_campaigns, empty_label="Tất cả"
    )
    state = django_filters.ChoiceFilter(
        label="Trạng thái", choices=SubmissionState, empty_label="Tất cả"
    )
    cluster = EndingChoiceFilter(
        label="Cụm, khối thi đua",
        queryset=visible_clusters,
        empty_label="Tất cả",
        method="of_cluster",
    )

    class Meta:
        model = Submission
        fields = ("task", "campaign", "state", "cluster")

    def of_cluster(self, queryset, name, value):
        """Of the units that were members within the period."""
        members = ClusterMembership.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=OuterRef("period__data_from")),
            cluster=value,
            unit=OuterRef("unit"),
            valid_from__lte=OuterRef("period__data_to"),
        )
        return queryset.filter(Exists(members))

    def of_mine(self, queryset, name, value):
        user = self.request.user
        if value == "owed":
            own = user.unit_ids_as(UNIT_HANDS)
            return queryset.filter(unit__in=own, state__in=EDITABLE)
        superior = user.unit_ids_as([Role.REVIEWER])
        return queryset.filter(lineage__overlap=superior, state=SubmissionState.SUBMITTED).exclude(
            unit__in=user.unit_ids_as([*UNIT_HANDS, Role.REVIEWER])
        )
