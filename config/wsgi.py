import os

from django.core.wsgi import get_wsgi_application

from core.stack import roomy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

handler = get_wsgi_application()


@roomy
def application(environ, start_response):
    return handler(environ, start_response)
