import django_filters

from campaigns.models import Campaign
from reports.models import ProgressReport


def visible_campaigns(request):
    return Campaign.objects.visible_to(request.user).only("name")


class ReportFilter(django_filters.FilterSet):
    campaign = django_filters.ModelChoiceFilter(
        field_name="submission__campaign",
        label="Phong trào",
        queryset=visible_campaigns,
        empty_label="Tất cả",
    )

    class Meta:
        model = ProgressReport
        fields = ("campaign",)
