from django.db.models import TextChoices


class SubmissionState(TextChoices):
    OPEN = "open", "Đang nhập"
    SUBMITTED = "submitted", "Đã gửi, chờ xác nhận"
    RETURNED = "returned", "Trả lại để bổ sung"
    ACCEPTED = "accepted", "Đã xác nhận"
    REOPENED = "reopened", "Mở lại để sửa"


class AnswerKind(TextChoices):
    """How a unit answered for an indicator; zero is a value, silence is not."""

    MISSING = "missing", "Chưa có số liệu"
    PARTIAL = "partial", "Đang nhập dở"
    VALUE = "value", "Có số liệu"
    NONE_ARISEN = "none_arisen", "Không phát sinh"
    REPORTED_SEPARATELY = "separately", "Báo cáo riêng theo chế độ mật"


# What still has to be entered before the report can be sent.
UNANSWERED = (AnswerKind.MISSING, AnswerKind.PARTIAL)
# What keeps something in the cells.
ENTERED = (AnswerKind.VALUE, AnswerKind.PARTIAL)


class Timeliness(TextChoices):
    """Where a submission stands against its due day and the closing day of its period."""

    NOT_DUE = "not_due", "Chưa đến hạn"
    ON_TIME = "on_time", "Đúng hạn"
    SENT_LATE = "sent_late", "Gửi muộn"
    SENT_VERY_LATE = "sent_very_late", "Gửi rất muộn"
    OVERDUE = "overdue", "Quá hạn"
    VERY_OVERDUE = "very_overdue", "Rất muộn"


class Standing(TextChoices):
    """How a report stands, in one word: what was never sent by its days, the rest by its state."""

    NOT_DUE = "not_due", "Chưa đến hạn"
    OVERDUE = "overdue", "Quá hạn"
    VERY_OVERDUE = "very_overdue", "Rất muộn"
    SUBMITTED = "submitted", "Chờ xác nhận"
    RETURNED = "returned", "Trả lại"
    ACCEPTED = "accepted", "Đã xác nhận"
    REOPENED = "reopened", "Mở lại"


class Verdict(TextChoices):
    """What is said of a criterion or a target; labels are what people read."""

    EXCEEDED = "exceeded", "Vượt"
    MET = "met", "Đạt"
    MISSED = "missed", "Chưa đạt"
    UNDERWAY = "underway", "Đang thực hiện (chưa đến kỳ đánh giá)"
    INSUFFICIENT = "insufficient", "Chưa đủ số liệu"
    NONE_ARISEN = "none_arisen", "Không phát sinh"
    REPORTED_SEPARATELY = "reported_separately", "Báo cáo riêng theo chế độ mật"
