from django.db.models import IntegerChoices, TextChoices


class UnitKind(TextChoices):
    PROVINCE = "province", "Ủy ban nhân dân cấp tỉnh"
    DEPARTMENT = "department", "Sở, ban, ngành"
    PROVINCIAL_COMMAND = "provincial_command", "Bộ Chỉ huy quân sự tỉnh"
    REGIONAL_COMMAND = "regional_command", "Ban Chỉ huy phòng thủ khu vực"
    COMMUNE = "commune", "Ủy ban nhân dân cấp xã"
    COMMUNE_COMMAND = "commune_command", "Ban Chỉ huy quân sự cấp xã"
    DIRECT_UNIT = "direct_unit", "Đơn vị trực thuộc"
    ORGANISATION = "organisation", "Cơ quan đảng, Mặt trận, đoàn thể"
    ENTERPRISE = "enterprise", "Doanh nghiệp có lực lượng tự vệ"
    DISTRICT = "district", "Ủy ban nhân dân cấp huyện (đến 30/6/2025)"
    DISTRICT_COMMAND = "district_command", "Ban Chỉ huy quân sự cấp huyện (đến 30/6/2025)"


class ClusterKind(TextChoices):
    CLUSTER = "cluster", "Cụm thi đua"
    BLOCK = "block", "Khối thi đua"


class LeadPlace(IntegerChoices):
    """A cluster has one head and at most two deputies."""

    HEAD = 0, "Trưởng"
    FIRST_DEPUTY = 1, "Phó thứ nhất"
    SECOND_DEPUTY = 2, "Phó thứ hai"
