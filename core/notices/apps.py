from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "core.notices"
    verbose_name = "Thông báo"
