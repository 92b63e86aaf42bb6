"""For a sender in a process of its own: the mail server that a test opened."""

from config.settings.base import env
from config.settings.test import *  # noqa: F403

SENDS_EMAIL = True
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = env.int("TEST_EMAIL_PORT")
EMAIL_TIMEOUT = 30
