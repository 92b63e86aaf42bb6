import django_tables2 as tables
from django.utils.html import format_html

from core.notices.models import Message, Notice
from core.templatetags.ui import status


class NoticeTable(tables.Table):
    words = tables.Column("Thông báo", orderable=False, attrs={"td": {"class": "wide"}})
    created_at = tables.Column(
        "Lúc", order_by=("created_at", "pk"), attrs={"td": {"class": "nowrap"}}
    )
    read_at = tables.Column("Trạng thái", empty_values=(), orderable=False)
    open = tables.TemplateColumn(
        template_name="notices/_open.html",
        verbose_name="",
        orderable=False,
        exclude_from_export=True,
    )

    caption = "Thông báo"

    class Meta:
        model = Notice
        fields = ("words", "created_at", "read_at", "open")
        empty_text = "Không có thông báo nào."

    def render_words(self, record, value):
        return format_html('{}<div class="small text-secondary">{}</div>', value, record.about_name)

    def value_words(self, record, value):
        return f"{value} ({record.about_name})"

    def render_read_at(self, record):
        if record.is_read:
            return status("Đã đọc", "neutral", "check")
        return status("Chưa đọc", "info", "bell")

    def value_read_at(self, record):
        return "Đã đọc" if record.is_read else "Chưa đọc"


class MessageTable(tables.Table):
    person = tables.Column("Người nhận", order_by="person", attrs={"td": {"class": "name"}})
    address = tables.Column("Địa chỉ thư")
    state = tables.Column("Trạng thái")
    created_at = tables.Column("Lập lúc", order_by="pk", attrs={"td": {"class": "nowrap"}})
    sent_at = tables.Column("Gửi lúc", attrs={"td": {"class": "nowrap"}})
    tries = tables.Column("Số lần thử", orderable=False, attrs={"td": {"class": "num"}})
    last_error = tables.Column("Lỗi gần nhất", orderable=False, attrs={"td": {"class": "wide"}})
    again = tables.TemplateColumn(
        template_name="notices/_try_again.html",
        verbose_name="",
        orderable=False,
        exclude_from_export=True,
    )

    caption = "Hộp thư đi"

    class Meta:
        model = Message
        fields = (
            "person",
            "address",
            "state",
            "created_at",
            "sent_at",
            "tries",
            "last_error",
            "again",
        )
        empty_text = "Không có thư nào."

    def render_state(self, record, value):
        return status(value, record.tone)

    def value_state(self, value):
        return value
