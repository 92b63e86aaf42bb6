from django.db.models import TextChoices


class DocumentKind(TextChoices):
    """Kinds of documents by their abbreviation, Decree 30/2020/NĐ-CP, Annex III, part I."""

    REPORT = "BC", "Báo cáo"


class DocumentState(TextChoices):
    DRAFT = "draft", "Dự thảo"
