from django.db import models


class MessageState(models.TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    CARRIED = "carried", "Gửi chung thư"
    GIVEN_UP = "given_up", "Không gửi được"


TONES = {
    MessageState.WAITING: "neutral",
    MessageState.SENDING: "info",
    MessageState.SENT: "good",
    MessageState.CARRIED: "neutral",
    MessageState.GIVEN_UP: "bad",
}
