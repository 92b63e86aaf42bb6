import django_tables2 as tables

from core.templatetags.ui import status
from reports.domain.wording import status_of
from reports.models import ProgressReport


class ReportTable(tables.Table):
    unit = tables.Column(
        "Đơn vị",
        accessor="submission__unit",
        order_by="submission__unit__sort_key",
        linkify=lambda record: record.get_absolute_url(),
    )
    period = tables.Column(
        "Kỳ", accessor="submission__period", order_by="submission__period__data_from"
    )
    campaign = tables.Column(
        "Phong trào", accessor="submission__campaign", attrs={"td": {"class": "wide"}}
    )
    state = tables.Column("Trạng thái", empty_values=(), orderable=False)
    requested_by = tables.Column("Người lập", order_by="requested_by__sort_key")
    created_at = tables.DateTimeColumn(verbose_name="Lập lúc", attrs={"td": {"class": "nowrap"}})

    class Meta:
        model = ProgressReport
        fields = ("unit", "period", "campaign", "state", "requested_by", "created_at")
        empty_text = "Chưa có báo cáo nào."

    def render_state(self, record):
        return status(*status_of(record))

    def value_state(self, record):
        return status_of(record)[0]
