import django_filters

from accounts.enums import Role
from campaigns.models import Campaign
from results.domain.workflow import EDITABLE
from results.enums import SubmissionState
from results.models import Submission
from results.rules import UNIT_HANDS

TASKS = [("owed", "Đơn vị tôi phải gửi"), ("review", "Chờ tôi xác nhận")]


def visible_campaigns(request):
    return Campaign.objects.visible_to(request.user)


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

    class Meta:
        model = Submission
        fields = ("task", "campaign", "state")

    def of_mine(self, queryset, name, value):
        user = self.request.user
        if value == "owed":
            own = user.unit_ids_as(UNIT_HANDS)
            return queryset.filter(unit__in=own, state__in=EDITABLE)
        sent = queryset.filter(state=SubmissionState.SUBMITTED)
        return sent.answered_for_by(user.unit_ids_as([Role.REVIEWER])).exclude(
            unit__in=user.unit_ids_as([*UNIT_HANDS, Role.REVIEWER])
        )
