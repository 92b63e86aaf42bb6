"""What reads documents of anybody."""

from tests.access.routes.base import EVERYBODY, LIST, Route
from tests.documents import posted

ROUTES = [
    Route("format:check", "get", EVERYBODY, **LIST),
    Route("format:check", "post", EVERYBODY, data=lambda thing: posted.pdf(), **LIST),
]
