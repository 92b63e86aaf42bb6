from django.db.models import TextChoices


class Role(TextChoices):
    CLERK = "clerk", "Nhập liệu"
    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị"
    REVIEWER = "reviewer", "Kiểm tra, xác nhận"
    CAMPAIGN_OFFICER = "campaign_officer", "Soạn kế hoạch"
    COUNCIL_SECRETARY = "council_secretary", "Thư ký Hội đồng"
    RECORDS_CLERK = "records_clerk", "Văn thư"
    LEADER = "leader", "Lãnh đạo, chỉ huy"
    INSPECTOR = "inspector", "Kiểm tra, thanh tra"
    ADMINISTRATOR = "administrator", "Quản trị"


# An administrator keeps units and people and sees no figures.
FIGURE_READERS = frozenset(Role) - {Role.ADMINISTRATOR}

# What a head hands to another person in writing and for a time (KT., TUQ.).
DELEGATED_ROLES = (Role.UNIT_HEAD, Role.LEADER)
