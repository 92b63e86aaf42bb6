import django_tables2 as tables
from django.utils.html import format_html, format_html_join

from core.audit.models import Entry
from core.audit.words import changes, event_label


class EntryTable(tables.Table):
    at = tables.Column("Thời điểm", order_by="pk", attrs={"td": {"class": "nowrap"}})
    actor_name = tables.Column("Người thực hiện", attrs={"td": {"class": "name"}})
    event = tables.Column("Việc", attrs={"td": {"class": "name"}})
    subject_name = tables.Column("Đối tượng", attrs={"td": {"class": "name"}})
    changes = tables.Column(
        "Thay đổi", empty_values=(), orderable=False, attrs={"td": {"class": "wide"}}
    )
    reason = tables.Column("Lý do", orderable=False)

    caption = "Nhật ký"

    class Meta:
        model = Entry
        fields = ("at", "actor_name", "event", "subject_name", "changes", "reason")
        empty_text = "Không có mục nhật ký nào."

    def render_actor_name(self, record):
        return format_html(
            '{}<div class="small text-secondary">{}</div>', record.actor_name, record.authority
        )

    def value_actor_name(self, record):
        return ", ".join(filter(None, (record.actor_name, record.authority)))

    def render_event(self, value):
        return event_label(value)

    def render_changes(self, record):
        lines = changes(record.before, record.after)
        return format_html_join("", "<div>{}</div>", ((line,) for line in lines))

    def value_changes(self, record):
        return "\n".join(changes(record.before, record.after))
