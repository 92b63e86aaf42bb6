import django_tables2 as tables

from core.templatetags.ui import status
from results.domain.wording import STATE_TONES, TIMELINESS_TONES
from results.enums import SubmissionState
from results.models import Submission

LOCKED = "Đã khóa sổ"


class SubmissionTable(tables.Table):
    unit = tables.Column(
        "Đơn vị",
        order_by="unit__sort_key",
        linkify=lambda record: record.get_absolute_url(),
        attrs={"td": {"class": "name"}},
    )
    period = tables.Column("Kỳ", order_by="period__data_from")
    campaign = tables.Column("Phong trào", attrs={"td": {"class": "wide"}})
    state = tables.Column("Trạng thái")
    due_on = tables.Column("Hạn gửi", attrs={"td": {"class": "nowrap"}})
    extended_due_on = tables.Column(
        "Gia hạn đến", orderable=False, attrs={"td": {"class": "nowrap"}}
    )
    timeliness = tables.Column("Thời hạn", orderable=False)

    class Meta:
        model = Submission
        fields = (
            "unit",
            "period",
            "campaign",
            "state",
            "due_on",
            "extended_due_on",
            "timeliness",
        )
        empty_text = "Chưa có báo cáo số liệu nào."

    def render_state(self, record, value):
        return status(value, STATE_TONES[SubmissionState(record.state)])

    def render_timeliness(self, record, value):
        shown = status(value.label, TIMELINESS_TONES[value])
        return shown + status(LOCKED, "bad", "lock") if record.is_locked else shown

    def value_timeliness(self, record, value):
        return f"{value.label}, {LOCKED.lower()}" if record.is_locked else value.label
