import django_tables2 as tables
from django.utils.html import format_html

from core.notices.models import Notice
from core.templatetags.ui import status


class NoticeTable(tables.Table):
    words = tables.Column("Thông báo", orderable=False, attrs={"td": {"class": "wide"}})
    created_at = tables.Column("Lúc", order_by="pk", attrs={"td": {"class": "nowrap"}})
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
