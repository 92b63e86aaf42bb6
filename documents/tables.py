import django_tables2 as tables
from django.utils.html import format_html

from core.templatetags.ui import status
from documents.domain.layout import full_number
from documents.domain.wording import STATE_TONES, file_state
from documents.enums import DocumentState
from documents.models import Document, NumberSeries, RecordFile
from documents.rules import series_grant

NO_NUMBER = "chưa có số"
HELD = "giữ số"


class DocumentTable(tables.Table):
    title = tables.Column(
        "Trích yếu",
        orderable=False,
        linkify=lambda record: record.get_absolute_url(),
        attrs={"td": {"class": "wide"}},
    )
    kind = tables.Column("Loại văn bản")
    number = tables.Column(
        "Số, ký hiệu",
        empty_values=(),
        order_by=("legal_date", "number"),
        attrs={"td": {"class": "nowrap"}},
    )
    legal_date = tables.Column("Ngày ban hành", default="", attrs={"td": {"class": "nowrap"}})
    issued_by = tables.Column("Cơ quan ban hành", order_by="issuer__unit__sort_key")
    state = tables.Column("Trạng thái")

    caption = "Sổ đăng ký văn bản"

    class Meta:
        model = Document
        fields = ("title", "kind", "number", "legal_date", "issued_by", "state")
        empty_text = "Không có văn bản nào."

    def render_number(self, record):
        if record.number is None:
            return format_html('<span class="text-secondary">{}</span>', NO_NUMBER)
        if record.holds_number:
            return format_html("{} <div>({})</div>", full_number(record), HELD)
        return full_number(record)

    def value_number(self, record):
        if record.number is None:
            return ""
        return f"{full_number(record)} ({HELD})" if record.holds_number else full_number(record)

    def render_state(self, record):
        state = status(record.get_state_display(), STATE_TONES[DocumentState(record.state)])
        if not record.urgency:
            return state
        return format_html("{} {}", state, status(record.get_urgency_display(), "warning"))

    def value_state(self, record):
        words = record.get_state_display()
        return f"{words}, {record.get_urgency_display().lower()}" if record.urgency else words


class SeriesTable(tables.Table):
    issuer = tables.Column("Cơ quan ban hành", order_by="issuer__unit__sort_key")
    year = tables.Column("Năm", localize=False)
    kind_labels = tables.Column("Loại văn bản", orderable=False, attrs={"td": {"class": "wide"}})
    is_kept_here = tables.Column("Cấp số")
    first_number = tables.Column("Số bắt đầu", orderable=False, localize=False)
    last_number = tables.Column("Số cấp gần nhất", orderable=False, localize=False)

    caption = "Hệ thống số văn bản"

    class Meta:
        model = NumberSeries
        fields = ("issuer", "year", "kind_labels", "is_kept_here", "first_number", "last_number")
        empty_text = "Chưa có hệ thống số nào."

    def render_is_kept_here(self, value):
        return "trong chương trình" if value else "ở nơi khác"

    def render_first_number(self, record):
        if record.is_kept_here and not record.last_number and self.may_change(record):
            return format_html(
                '{} <a href="{}">Đặt lại</a>', record.first_number, record.get_absolute_url()
            )
        return record.first_number if record.is_kept_here else ""

    def value_first_number(self, record):
        return record.first_number if record.is_kept_here else ""

    def render_last_number(self, record):
        return record.last_number or ""

    def may_change(self, series) -> bool:
        return series_grant(self.request.user, series) is not None


class RecordFileTable(tables.Table):
    title = tables.Column(
        "Tiêu đề hồ sơ",
        orderable=False,
        linkify=lambda record: record.get_absolute_url(),
        attrs={"td": {"class": "wide"}},
    )
    code = tables.Column("Số và ký hiệu", attrs={"td": {"class": "nowrap"}})
    year = tables.Column("Năm", localize=False)
    issuer = tables.Column("Cơ quan lập hồ sơ", order_by="issuer__unit__sort_key")
    count = tables.Column("Số văn bản", attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    opened_on = tables.Column("Mở ngày", attrs={"td": {"class": "nowrap"}})
    closed_on = tables.Column("Trạng thái", empty_values=())

    caption = "Hồ sơ"

    class Meta:
        model = RecordFile
        fields = ("title", "code", "year", "issuer", "count", "opened_on", "closed_on")
        empty_text = "Không có hồ sơ nào."

    def render_closed_on(self, record):
        return status(*file_state(record))

    def value_closed_on(self, record):
        return file_state(record)[0]
