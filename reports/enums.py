from django.db.models import TextChoices


class ReportState(TextChoices):
    QUEUED = "queued", "Đang lập"
    DRAFTED = "drafted", "Dự thảo"
