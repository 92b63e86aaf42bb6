import django_filters

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.access.filters import SearchFilter, YearFilter


class CampaignFilter(django_filters.FilterSet):
    search = SearchFilter("name", "theme", label="Tên hoặc chủ đề")
    state = django_filters.ChoiceFilter(
        label="Trạng thái", choices=CampaignState, empty_label="Tất cả"
    )
    year = YearFilter(label="Năm", method="of_year")

    class Meta:
        model = Campaign
        fields = ("search", "state", "year")

    def of_year(self, queryset, name, value):
        return queryset.filter(starts_on__year__lte=value, ends_on__year__gte=value)
