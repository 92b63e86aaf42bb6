"""The audit trail."""

from tests.access.routes.base import INSPECTOR, LIST, Route

ROUTES = [
    Route("audit:list", "get", INSPECTOR, **LIST),
    Route("audit:verify", "post", INSPECTOR, 302, **LIST),
]
