import django_tables2 as tables
from django.urls import reverse

from core.erasure.enums import ErasureState
from core.templatetags.ui import status
from results.domain.contacts import NOBODY
from results.domain.wording import ERASURE_TONES, STATE_TONES, TIMELINESS_TONES
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


class CallTable(tables.Table):
    """Whom to call about what, and when somebody last did; `contacts` are by the unit's key."""

    unit = tables.Column(
        "Đơn vị",
        order_by="unit__sort_key",
        linkify=lambda record: reverse("results:calls", args=[record.pk]),
        attrs={"td": {"class": "name"}},
    )
    contact = tables.Column("Người liên hệ", accessor="unit_id", orderable=False)
    phone = tables.Column(
        "Điện thoại",
        accessor="unit_id",
        orderable=False,
        localize=False,
        attrs={"td": {"class": "nowrap"}},
    )
    period = tables.Column("Kỳ", order_by="period__data_from")
    state = tables.Column("Trạng thái")
    effective_due_on = tables.Column("Hạn gửi", attrs={"td": {"class": "nowrap"}})
    timeliness = tables.Column("Thời hạn", orderable=False)
    last_reminded_at = tables.Column("Đã nhắc lúc", attrs={"td": {"class": "nowrap"}})
    last_called_at = tables.Column("Đã gọi lúc", attrs={"td": {"class": "nowrap"}})
    last_note = tables.Column("Nội dung cuộc gọi", orderable=False, attrs={"td": {"class": "wide"}})

    class Meta:
        empty_text = "Không có đơn vị nào cần gọi."

    def __init__(self, *args, contacts=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.contacts = contacts or {}

    def render_contact(self, value):
        return self.contacts.get(value, NOBODY)["name"] or "chưa có người nhập liệu"

    def render_phone(self, value):
        return self.contacts.get(value, NOBODY)["phone"] or "chưa ghi"

    def render_state(self, record, value):
        return status(value, STATE_TONES[SubmissionState(record.state)])

    def render_timeliness(self, value):
        return status(value.label, TIMELINESS_TONES[value])

    def value_timeliness(self, value):
        return value.label


class ErasureTable(tables.Table):
    """What people asked to have erased; of the content itself nothing is shown."""

    unit = tables.Column(
        "Đơn vị",
        accessor="unit_name",
        order_by="unit_key",
        linkify=lambda record: reverse("results:erasure", args=[record.subject_id, record.pk]),
        attrs={"td": {"class": "name"}},
    )
    period = tables.Column(
        "Kỳ", accessor="period_label", orderable=False, attrs={"td": {"class": "nowrap"}}
    )
    places = tables.Column(orderable=False, attrs={"td": {"class": "wide"}})
    asked_by_name = tables.Column("Người đề nghị")
    asked_at = tables.Column("Đề nghị lúc", attrs={"td": {"class": "nowrap"}})
    state = tables.Column("Trạng thái")

    class Meta:
        empty_text = "Chưa có đề nghị xóa nội dung bí mật nào."

    def render_places(self, value):
        return "; ".join(place["label"] for place in value)

    def render_state(self, record, value):
        return status(value, ERASURE_TONES[ErasureState(record.state)])
