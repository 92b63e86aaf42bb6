"""Notices: everybody has the own ones. Outbox: administrators keep what is for their people."""

from accounts.enums import Role
from core.notices.enums import MessageState
from core.notices.models import Message
from core.notices.telling import tell
from tests.access.routes.base import ADMINISTRATOR, EVERYBODY, LIST, Route
from tests.factories import UnitFactory, UserFactory


def given_up() -> Message:
    """For a person of a unit."""
    unit = UnitFactory()
    person = UserFactory(grants=[(Role.CLERK, unit)])
    [notice] = tell([person.pk], event="units.renamed", about=unit, words="Đơn vị đã đổi tên.")
    message = Message.objects.create(
        notice=notice,
        user_id=person.pk,
        address="an@example.vn",
        state=MessageState.GIVEN_UP,
        last_error="SMTPServerDisconnected",
    )
    message.unit = unit
    return message


ROUTES = [
    Route("notices:list", "get", EVERYBODY, **LIST),
    Route("notices:read_all", "post", EVERYBODY, 302, **LIST),
    Route("notices:outbox", "get", ADMINISTRATOR, **LIST),
    Route("notices:try_all_again", "post", ADMINISTRATOR, 302, **LIST),
    Route(
        "notices:try_again",
        "post",
        ADMINISTRATOR,
        302,
        make=given_up,
        place=lambda message: message.unit,
        hidden_from=EVERYBODY - ADMINISTRATOR,
    ),
]
