import django_tables2 as tables

from campaigns.domain.wording import STATE_TONES
from campaigns.enums import CampaignState
from campaigns.models import Campaign, GradeScale, Indicator, Quota
from core.templatetags.ui import status
from core.vietnamese.numbers import format_number


class CampaignTable(tables.Table):
    name = tables.Column("Phong trào", linkify=True, attrs={"td": {"class": "wide"}})
    theme = tables.Column("Chủ đề")
    managing_unit = tables.Column("Đơn vị quản lý", order_by="managing_unit__sort_key")
    starts_on = tables.Column("Từ ngày", attrs={"td": {"class": "nowrap"}})
    ends_on = tables.Column("Đến hết ngày", attrs={"td": {"class": "nowrap"}})
    state = tables.Column("Trạng thái")

    caption = "Phong trào thi đua"

    class Meta:
        model = Campaign
        fields = ("name", "theme", "managing_unit", "starts_on", "ends_on", "state")
        empty_text = "Không có phong trào nào."

    def render_state(self, record):
        return status(record.get_state_display(), STATE_TONES[CampaignState(record.state)])

    def value_state(self, record):
        return record.get_state_display()


class QuotaTable(tables.Table):
    unit = tables.Column("Đơn vị", order_by="unit__sort_key", attrs={"td": {"class": "name"}})
    indicator = tables.Column("Chỉ tiêu")
    value = tables.Column(attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    given_at = tables.Column("Giao lúc", order_by="pk", attrs={"td": {"class": "nowrap"}})
    giver = tables.Column("Người giao")
    reason = tables.Column(orderable=False, attrs={"td": {"class": "wide"}})
    replaced_at = tables.Column("Được thay lúc", default="Đang áp dụng")
    campaign = tables.Column("Phong trào")

    caption = "Lịch sử giao chỉ tiêu"

    class Meta:
        model = Quota
        fields = (
            "unit",
            "indicator",
            "value",
            "given_at",
            "giver",
            "reason",
            "replaced_at",
            "campaign",
        )
        empty_text = "Chưa giao chỉ tiêu nào."
        order_by = "-given_at"

    def render_value(self, value):
        return format_number(value)

    def value_value(self, value):
        return value


class IndicatorTable(tables.Table):
    code = tables.Column("Mã", attrs={"td": {"class": "nowrap"}})
    name = tables.Column("Chỉ tiêu thống kê", linkify=True, attrs={"td": {"class": "wide"}})
    measure = tables.Column()
    counted_in = tables.Column()
    scale = tables.Column()
    whole_is_quota = tables.Column("Mẫu số là chỉ tiêu giao", default="")
    is_in_use = tables.Column("Phong trào đang dùng")

    caption = "Danh mục chỉ tiêu thống kê"

    class Meta:
        model = Indicator
        fields = (
            "code",
            "name",
            "measure",
            "counted_in",
            "scale",
            "whole_is_quota",
            "is_in_use",
        )
        empty_text = "Không có chỉ tiêu thống kê nào."

    def render_whole_is_quota(self, value):
        return "Có" if value else ""

    def render_is_in_use(self, value):
        return "Có" if value else ""


class ScaleTable(tables.Table):
    code = tables.Column("Mã", attrs={"td": {"class": "nowrap"}})
    name = tables.Column()
    grades = tables.Column("Các mức, tốt nhất trước", orderable=False)
    change = tables.Column(
        "",
        empty_values=(),
        orderable=False,
        exclude_from_export=True,
        linkify=("campaigns:catalogue:scale_change", [tables.A("pk")]),
    )

    caption = "Thang xếp loại"

    class Meta:
        model = GradeScale
        fields = ("code", "name", "grades", "change")
        empty_text = "Không có thang xếp loại nào."

    def render_grades(self, record):
        return "; ".join(grade.label for grade in record.grades.all())

    def render_change(self, record):
        return f"Sửa {record.code}"

    def value_change(self, record):
        return ""
