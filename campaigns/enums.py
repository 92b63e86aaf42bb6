"""The fixed vocabularies of campaigns; labels are what people read (docs/glossary.md)."""

from django.db.models import TextChoices


class CampaignKind(TextChoices):
    """Forms of emulation, Law 06/2022/QH15 article 16(1)."""

    REGULAR = "regular", "Thi đua thường xuyên"
    THEMATIC = "thematic", "Thi đua theo chuyên đề"


class CampaignState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    LAUNCHED = "launched", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"


class Tree(TextChoices):
    """By which of a unit's two superiors it reports."""

    ADMINISTRATIVE = "administrative", "Theo hệ thống hành chính"
    COMMAND = "command", "Theo hệ thống chỉ huy"


class PeriodLength(TextChoices):
    """The calendars by which periods can be proposed; own dates are typed."""

    QUARTER = "quarter", "Theo quý"
    HALF_YEAR = "half_year", "Theo 6 tháng"
    YEAR = "year", "Cả năm"


class AssignmentState(TextChoices):
    """How an assignment stands on a day; a due day counts to its end."""

    DONE = "done", "Đã xong"
    OVERDUE = "overdue", "Quá hạn"
    SOON = "soon", "Sắp đến hạn"
    AHEAD = "ahead", "Chưa đến hạn"
    OPEN = "open", "Không đặt hạn"


class Measure(TextChoices):
    """What a unit enters for an indicator."""

    RATIO = "ratio", "Tỷ lệ"
    GRADED = "graded", "Số lượng theo mức xếp loại"
    COUNT = "count", "Số lượng"
    GRADE = "grade", "Mức xếp loại"
    DONE = "done", "Hoàn thành hay chưa"
    STATEMENT = "statement", "Nội dung bằng lời"


class CombinationRule(TextChoices):
    """How the values of one unit combine over the periods of a year."""

    ADDS = "adds", "Cộng dồn các kỳ"
    LATEST = "latest", "Lấy số của kỳ gần nhất"
    ONCE = "once", "Tính một lần cho cả năm"


class Operator(TextChoices):
    AT_LEAST = "ge", "từ … trở lên"
    AT_MOST = "le", "không quá"
    EQUAL = "eq", "đúng bằng"
    ABOVE = "gt", "trên"
