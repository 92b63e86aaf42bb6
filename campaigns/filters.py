import django_filters

from campaigns.enums import CampaignState, Measure
from campaigns.models import Campaign, GradeScale, Indicator, Quota
from core.access.filters import SearchFilter, YearFilter
from units.choices import EndingChoiceFilter
from units.models import Unit


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


def quotas_in_sight(request):
    return Quota.objects.visible_to(request.user)


def campaigns_with_quotas(request):
    return Campaign.objects.filter(pk__in=quotas_in_sight(request).values("campaign"))


def units_with_quotas(request):
    return Unit.objects.filter(pk__in=quotas_in_sight(request).values("unit"))


def indicators_with_quotas(request):
    return Indicator.objects.filter(pk__in=quotas_in_sight(request).values("indicator"))


class QuotaFilter(django_filters.FilterSet):
    campaign = django_filters.ModelChoiceFilter(
        label="Phong trào", queryset=campaigns_with_quotas, empty_label="Tất cả"
    )
    unit = EndingChoiceFilter(label="Đơn vị", queryset=units_with_quotas, empty_label="Tất cả")
    indicator = django_filters.ModelChoiceFilter(
        label="Chỉ tiêu", queryset=indicators_with_quotas, empty_label="Tất cả"
    )

    class Meta:
        model = Quota
        fields = ("campaign", "unit", "indicator")


class IndicatorFilter(django_filters.FilterSet):
    search = SearchFilter("code", "name", "guidance", label="Mã, tên hoặc hướng dẫn")
    measure = django_filters.ChoiceFilter(label="Cách đo", choices=Measure, empty_label="Tất cả")

    class Meta:
        model = Indicator
        fields = ("search", "measure")


class ScaleFilter(django_filters.FilterSet):
    search = SearchFilter("code", "name", label="Mã hoặc tên")

    class Meta:
        model = GradeScale
        fields = ("search",)
