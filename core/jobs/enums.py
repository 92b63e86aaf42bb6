from django.db import models


class State(models.TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang thực hiện"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không hoàn thành"


LIVE = (State.QUEUED, State.RUNNING)
TONES = {
    State.QUEUED: "neutral",
    State.RUNNING: "info",
    State.DONE: "good",
    State.FAILED: "bad",
}
