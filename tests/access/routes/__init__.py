"""Every route and method: on what, who may, and how that is answered; a table for each room.

A new route needs a row in the table of its room, or a place among the few that are everybody's own.
"""

from django.urls import URLPattern, get_resolver

from tests.access.routes import (
    accounts,
    audit,
    campaigns,
    catalogue,
    documents,
    notices,
    records,
    reports,
    results,
    signing,
    units,
)
from tests.access.routes.base import EVERYBODY

__all__ = [
    "DOWNLOADS",
    "EVERYBODY",
    "OF_ONE_PERSON",
    "OWN",
    "PUBLIC",
    "ROUTES",
    "all_patterns",
    "methods_of",
]

ROOMS = (
    units,
    accounts,
    audit,
    notices,
    campaigns,
    catalogue,
    results,
    reports,
    documents,
    records,
    signing,
)
ROUTES = [route for room in ROOMS for route in room.ROUTES]

# Answered with a file, and with no page.
DOWNLOADS = {
    "accounts:batch_form",
    "documents:file",
    "documents:prepared",
    "documents:scan_file",
    "documents:signed_file",
    "documents:word",
    "results:evidence_file",
    "results:paper_file",
    "results:stand_in_file",
    "records:archive_file",
    "results:archive",
    "results:workbook",
    "results:workbook_marked",
    "units:import_form",
}

# Parts of a page, put into it by its script.
PARTS = {"results:row", "results:words"}

# A job is of the person who asked for it, a notice of whom it tells, whatever the roles: see
# test_routes.py.
OF_ONE_PERSON = {("job", "get"), ("notices:read", "post")}

# The own account of whoever is logged in.
OWN = {
    "home",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
# Open to everybody: the way in, and whether a paper was issued here.
PUBLIC = {"account_login", "account_inactive", "mfa_authenticate", "verification:page"}


def all_patterns(resolver=None, namespace: str = ""):
    """Every pattern of the address book under its full name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_patterns(pattern, inner)


def methods_of(pattern: URLPattern) -> set[str]:
    view = pattern.callback.view_class
    return {
        method
        for method in ("get", "post", "put", "patch", "delete", "trace")
        if method in view.http_method_names and hasattr(view, method)
    }
