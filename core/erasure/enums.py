from django.db.models import TextChoices


class ErasureState(TextChoices):
    WAITING = "waiting", "Chờ người thứ hai"
    ERASED = "erased", "Đã xóa"
    DECLINED = "declined", "Không xóa"
