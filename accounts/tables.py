import django_tables2 as tables
from django.utils.html import format_html_join

from accounts.models import User
from core.templatetags.ui import status


class PeopleTable(tables.Table):
    full_name = tables.Column("Họ và tên", order_by="sort_key", linkify=True)
    username = tables.Column("Tên đăng nhập")
    grants = tables.Column(
        "Phân quyền đang có hiệu lực", accessor="current_grants", orderable=False
    )
    last_login = tables.Column("Đăng nhập gần nhất", attrs={"td": {"class": "nowrap"}})
    is_active = tables.Column("Tài khoản")

    caption = "Người dùng"

    class Meta:
        model = User
        fields = ("full_name", "username", "grants", "last_login", "is_active")
        empty_text = "Không có người dùng nào."

    def render_grants(self, value):
        return format_html_join("", "<div>{}</div>", ((grant,) for grant in value))

    def value_grants(self, value):
        return "; ".join(str(grant) for grant in value)

    def render_is_active(self, record, value):
        return status(self.value_is_active(value), "good" if value else "neutral")

    def value_is_active(self, value):
        return "Đang hoạt động" if value else "Ngừng hoạt động"
