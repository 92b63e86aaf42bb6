"""Development and the demonstration, on the private services that script/services.py starts."""

from pathlib import Path

import environ

environ.Env.read_env(Path(__file__).resolve().parent.parent.parent / "var" / "services.env")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import INSTALLED_APPS, STORAGES, env  # noqa: E402

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="only-for-development-and-the-demonstration")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = STORAGES | {  # compressing takes far longer than the first start may
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
}
