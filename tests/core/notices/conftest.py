from contextlib import ExitStack

import pytest

from accounts.enums import Role
from core.notices.models import Message
from core.notices.telling import tell
from tests.core.notices.post_office import open_post_office
from tests.factories import UnitFactory, UserFactory


@pytest.fixture
def email_is_on(settings):
    settings.SENDS_EMAIL = True
    settings.DEFAULT_FROM_EMAIL = "Quyết Thắng <quyet-thang@example.vn>"
    settings.PUBLIC_URL = "https://thidua.example.vn/"


@pytest.fixture
def open_office(settings, email_is_on):
    """Opens a mail server that fails so often, and has the program use it."""
    with ExitStack() as stack:

        def open_office(*faults):
            office = stack.enter_context(open_post_office(*faults))
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
            settings.EMAIL_TIMEOUT = 1
            return office

        yield open_office


@pytest.fixture
def place():
    return UnitFactory()


@pytest.fixture
def told(place, email_is_on):
    """Tells a person, somebody new by default, of something; gives the message that waits."""

    def told(person=None) -> Message:
        person = person or UserFactory(email="an@example.vn", grants=[(Role.CLERK, place)])
        words = "Báo cáo số liệu bị trả lại."
        [notice] = tell([person.pk], event="results.returned", about=place, words=words)
        return notice.message

    return told


@pytest.fixture
def later():
    """Lets the pauses and leases of all messages run out."""

    def later() -> None:
        long_ago = "2020-01-01 00:00+07:00"
        Message.objects.update(next_try_at=long_ago)
        Message.objects.exclude(lease_until=None).update(lease_until=long_ago)

    return later
