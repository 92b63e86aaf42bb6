import django_filters

from campaigns.models import Campaign, Period
from results.domain.waiting import late, owed_by, under_review_of
from results.enums import SubmissionState
from results.models import Submission

TASKS = [
    ("owed", "Đơn vị tôi phải gửi"),
    ("review", "Chờ tôi xác nhận"),
    ("late", "Quá hạn chưa gửi"),
]


def visible_campaigns(request):
    return Campaign.objects.visible_to(request.user)


def opened_periods(request):
    periods = Period.objects.filter(campaign__in=visible_campaigns(request)).exclude(opened_at=None)
    return periods.select_related("campaign").order_by("-due_on", "pk")


class PeriodField(django_filters.fields.ModelChoiceField):
    """Two campaigns may call their periods by the same name."""

    def label_from_instance(self, period):
        return f"{period}, {period.campaign}"


class PeriodFilter(django_filters.ModelChoiceFilter):
    field_class = PeriodField


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

    class Meta:
        model = Submission
        fields = ("task", "campaign", "period", "state")

    def of_mine(self, queryset, name, value):
        user = self.request.user
        if value == "owed":
            return owed_by(user, queryset)
        if value == "late":
            return late(queryset)
        return under_review_of(user, queryset).filter(state=SubmissionState.SUBMITTED)
