import django_tables2 as tables

from campaigns.domain.wording import STATE_TONES
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.templatetags.ui import status


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
