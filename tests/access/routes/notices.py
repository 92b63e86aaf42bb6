"""Notices: everybody has the own ones."""

from tests.access.routes.base import EVERYBODY, LIST, Route

ROUTES = [
    Route("notices:list", "get", EVERYBODY, **LIST),
    Route("notices:read_all", "post", EVERYBODY, 302, **LIST),
]
