import django_tables2 as tables

from units.models import Cluster, Unit


class UnitTable(tables.Table):
    short_name = tables.Column("Đơn vị", order_by="sort_key", linkify=True)
    kind = tables.Column("Loại đơn vị")
    administrative_parent = tables.Column(
        "Cấp trên về hành chính", order_by="administrative_parent__sort_key"
    )
    command_parent = tables.Column("Cấp trên về chỉ huy", order_by="command_parent__sort_key")
    code = tables.Column("Mã", attrs={"td": {"class": "nowrap"}})
    valid_from = tables.Column("Từ ngày", attrs={"td": {"class": "nowrap"}})
    valid_to = tables.Column("Đến hết ngày", attrs={"td": {"class": "nowrap"}})

    caption = "Đơn vị"

    class Meta:
        model = Unit
        fields = (
            "short_name",
            "kind",
            "administrative_parent",
            "command_parent",
            "code",
            "valid_from",
            "valid_to",
        )
        empty_text = "Không có đơn vị nào."


class ClusterTable(tables.Table):
    name = tables.Column("Cụm, khối thi đua", order_by="sort_key", linkify=True)
    kind = tables.Column("Loại")
    organiser = tables.Column("Đơn vị tổ chức", order_by="organiser__sort_key")
    member_count = tables.Column(
        "Thành viên", attrs={"th": {"class": "num"}, "td": {"class": "num"}}
    )
    head_name = tables.Column("Trưởng", order_by="head_key", default="")
    valid_from = tables.Column("Từ ngày", attrs={"td": {"class": "nowrap"}})
    valid_to = tables.Column("Đến hết ngày", attrs={"td": {"class": "nowrap"}})

    caption = "Cụm, khối thi đua"

    class Meta:
        model = Cluster
        fields = (
            "name",
            "kind",
            "organiser",
            "member_count",
            "head_name",
            "valid_from",
            "valid_to",
        )
        empty_text = "Không có cụm, khối thi đua nào."
