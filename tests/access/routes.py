"""Every route and method: on what, who may, and how that is answered.

A new route needs a row here, or a place among the few that are everybody's own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from accounts.enums import FIGURE_READERS, Role
from campaigns.models import Campaign, Target
from core.files.storage import store
from documents.models import Issuer
from reports.domain.reports import freeze_report, keep_print, request_report
from reports.models import ProgressReport
from results.enums import SubmissionState as State
from results.models import Submission
from tests.editor import (
    copied,
    new_campaign,
    typed_about,
    typed_areas,
    typed_new_target,
    typed_participants,
    typed_schedule,
    typed_target,
)
from tests.factories import GrantFactory, UnitFactory
from tests.workflows import head_of, planned_movement, running_movement, submission_at
from units.models import Unit

EVERYBODY = frozenset(Role)
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
INSPECTOR = frozenset({Role.INSPECTOR})
OFFICER = frozenset({Role.CAMPAIGN_OFFICER})
REVIEWER = frozenset({Role.REVIEWER})
HEAD = frozenset({Role.UNIT_HEAD})
HANDS = HEAD | {Role.CLERK}
WRITERS = HANDS | {Role.LEADER, Role.REVIEWER}


@dataclass(frozen=True)
class Route:
    """Who may do what with the thing that `make` gives, holding a role at its `place`.

    Other roles there are answered 403, and 404 where the thing itself is hidden from them; the
    same roles elsewhere are answered 404 when the address names a thing.
    """

    name: str
    method: str
    roles: frozenset[Role]
    status: int = 200
    make: Callable[[], Any] = UnitFactory
    place: Callable[[Any], Unit] = lambda unit: unit
    hidden_from: frozenset[Role] = frozenset()
    args: tuple[str, ...] = ("pk",)
    named: Callable[[Any], dict] = field(default=lambda thing: {"pk": thing.pk, "number": 1})
    data: Callable[[Any], dict] = field(default=lambda thing: {})

    def __str__(self):
        return f"{self.method} {self.name}"

    def address(self, thing) -> str:
        named = self.named(thing)
        return reverse(self.name, kwargs={name: named[name] for name in self.args})

    def refusals(self) -> dict[Role, int]:
        """How the other roles are answered."""
        return {role: 404 if role in self.hidden_from else 403 for role in EVERYBODY - self.roles}


def draft() -> Campaign:
    return planned_movement().campaign


def running() -> Campaign:
    return running_movement().campaign


def at(state: State) -> Callable[[], Submission]:
    return lambda: submission_at(state)


def report() -> ProgressReport:
    submission = submission_at(State.ACCEPTED)
    Issuer.objects.create(
        unit=submission.unit, name="UBND XÃ BA TƠ", abbreviation="UBND", place="Ba Tơ"
    )
    return request_report(submission, by=head_of(submission))


def printed_report() -> ProgressReport:
    return keep_print(freeze_report(report().pk), store(b"%PDF-1.7", "application/pdf"))


def entered(submission: Submission) -> dict:
    """What the browser posts for a revision in which nothing happened."""
    revision = submission.current_revision
    words = {"version": revision.row_version, "strengths": "", "shortcomings": ""}
    words |= {"causes": "", "proposals": ""}
    data = {"revision": revision.pk} | {f"narrative-{name}": text for name, text in words.items()}
    for figure in revision.figures.all():
        cells = {"version": figure.row_version, "answer": "none_arisen", "note": ""}
        data |= {f"f{figure.indicator_id}-{name}": value for name, value in cells.items()}
    return data


def judged(submission: Submission) -> dict:
    return {"revision": submission.current_revision_id, "reason": "Thiếu số liệu."}


def planned_target() -> Target:
    return draft().targets.get()


CAMPAIGN = {"make": draft, "place": lambda campaign: campaign.managing_unit}
EDITED = CAMPAIGN | {"roles": OFFICER, "hidden_from": ADMINISTRATOR}
PLANNED = {
    "make": planned_target,
    "place": lambda target: target.campaign.managing_unit,
    "roles": OFFICER,
    "hidden_from": ADMINISTRATOR,
    "args": ("pk", "target"),
    "named": lambda target: {"pk": target.campaign_id, "target": target.pk},
}
SUBMISSION = {
    "make": at(State.OPEN),
    "place": lambda submission: submission.unit,
    "hidden_from": ADMINISTRATOR,
}
REVIEWED = SUBMISSION | {
    "roles": REVIEWER,
    "place": lambda submission: submission.superior,
    "status": 302,
    "data": judged,
}
REPORT = {
    "roles": FIGURE_READERS,
    "place": lambda made: made.submission.unit,
    "hidden_from": ADMINISTRATOR,
}
LIST = {"args": ()}

ROUTES = [
    Route("units:list", "get", EVERYBODY, **LIST),
    Route("units:detail", "get", EVERYBODY),
    Route("accounts:list", "get", ADMINISTRATOR, **LIST),
    Route(
        "accounts:detail",
        "get",
        ADMINISTRATOR,
        make=lambda: GrantFactory().user,
        place=lambda person: person.grants.get().unit,
    ),
    Route("audit:list", "get", INSPECTOR, **LIST),
    Route("audit:verify", "post", INSPECTOR, 302, **LIST),
    Route("campaigns:list", "get", FIGURE_READERS, **LIST),
    Route("campaigns:detail", "get", FIGURE_READERS, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route("campaigns:units", "get", FIGURE_READERS, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route("campaigns:add", "get", OFFICER, **LIST),
    Route("campaigns:add", "post", OFFICER, 302, data=new_campaign, **LIST),
    Route("campaigns:copy", "get", **EDITED),
    Route("campaigns:copy", "post", status=302, data=copied, **EDITED),
    Route("campaigns:about", "get", **EDITED),
    Route("campaigns:about", "post", status=302, data=typed_about, **EDITED),
    Route("campaigns:schedule", "get", **EDITED),
    Route("campaigns:schedule", "post", status=302, data=typed_schedule, **EDITED),
    Route("campaigns:areas", "get", **EDITED),
    Route("campaigns:areas", "post", status=302, data=typed_areas, **EDITED),
    Route("campaigns:participants", "get", **EDITED),
    Route("campaigns:participants", "post", status=302, data=typed_participants, **EDITED),
    Route("campaigns:targets", "get", **EDITED),
    Route("campaigns:target_add", "get", **EDITED),
    Route("campaigns:target_add", "post", status=302, data=typed_new_target, **EDITED),
    Route("campaigns:target", "get", **PLANNED),
    Route("campaigns:target", "post", status=302, data=typed_target, **PLANNED),
    Route("campaigns:target_remove", "post", status=302, **PLANNED),
    Route("campaigns:check", "get", **EDITED),
    Route("campaigns:launch", "post", OFFICER, 302, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route(
        "campaigns:close",
        "post",
        OFFICER,
        302,
        hidden_from=ADMINISTRATOR,
        **CAMPAIGN | {"make": running},
    ),
    Route("results:list", "get", FIGURE_READERS, **LIST),
    Route("results:submission", "get", FIGURE_READERS, **SUBMISSION),
    Route("results:enter", "get", HANDS, **SUBMISSION),
    Route("results:enter", "post", HANDS, 302, data=entered, **SUBMISSION),
    Route("results:submit", "post", HEAD, 302, data=entered, **SUBMISSION),
    Route("results:accept", "post", **REVIEWED | {"make": at(State.SUBMITTED)}),
    Route("results:return", "post", **REVIEWED | {"make": at(State.SUBMITTED)}),
    Route("results:reopen", "post", **REVIEWED | {"make": at(State.ACCEPTED)}),
    Route("results:revision", "get", FIGURE_READERS, args=("pk", "number"), **SUBMISSION),
    Route("reports:list", "get", FIGURE_READERS, **LIST),
    Route("reports:detail", "get", make=report, **REPORT),
    Route("reports:file", "get", make=printed_report, **REPORT),
    Route(
        "reports:request",
        "post",
        WRITERS,
        302,
        make=lambda: report().submission,
        **{name: SUBMISSION[name] for name in ("place", "hidden_from")},
    ),
]

# A job is of the person who asked for it, whatever the roles: see test_routes.py.
OF_ONE_PERSON = {("job", "get")}

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
# Open to everybody: the way in.
PUBLIC = {"account_login", "account_inactive", "mfa_authenticate"}


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
