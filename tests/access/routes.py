"""Every route and method: on what, who may, and how that is answered.

A new route needs a row here, or a place among the few that are everybody's own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from accounts.enums import FIGURE_READERS, Role
from accounts.models import User
from campaigns.domain.catalogue import facts_of, scale_facts_of
from campaigns.models import Campaign, GradeScale, Indicator, Target
from core.access.seen import fingerprint
from core.files.storage import store
from documents.models import Issuer
from reports.domain.reports import freeze_report, keep_print, request_report
from reports.models import ProgressReport
from results.enums import SubmissionState as State
from results.models import Submission
from tests.editor import (
    copied,
    new_campaign,
    transferred,
    typed_about,
    typed_areas,
    typed_new_target,
    typed_participants,
    typed_schedule,
    typed_target,
)
from tests.factories import (
    GradeScaleFactory,
    GrantFactory,
    IndicatorFactory,
    OfficeFactory,
    UnitFactory,
)
from tests.units import posted
from tests.workflows import head_of, planned_movement, running_movement, submission_at
from units.models import Unit

EVERYBODY = frozenset(Role)
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
INSPECTOR = frozenset({Role.INSPECTOR})
OFFICER = frozenset({Role.CAMPAIGN_OFFICER})
CATALOGUE_READERS = OFFICER | ADMINISTRATOR
REVIEWER = frozenset({Role.REVIEWER})
HEAD = frozenset({Role.UNIT_HEAD})
HEADS = HEAD | {Role.LEADER}
HANDS = HEAD | {Role.CLERK}
WRITERS = HANDS | {Role.LEADER, Role.REVIEWER}


@dataclass(frozen=True)
class Route:
    """Who may do what with the thing that `make` gives, holding a role at its `place`.

    Other roles there are answered 403, and 404 where the thing itself is hidden from them; the
    same roles elsewhere are answered 404 when the address names a thing, unless it is a thing of
    the whole program. Who gives something away has no right to it any more.
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
    is_everywhere: bool = False
    gives_away: bool = False

    def __str__(self):
        return f"{self.method} {self.name}"

    def address(self, thing) -> str:
        named = self.named(thing)
        return reverse(self.name, kwargs={name: named[name] for name in self.args})

    def refusals(self) -> dict[Role, int]:
        """How the other roles are answered."""
        return {role: 404 if role in self.hidden_from else 403 for role in EVERYBODY - self.roles}


def person():
    return GrantFactory().user


def closed_account():
    return GrantFactory(user__is_active=False).user


def new_account(unit: Unit) -> dict:
    return {"full_name": "Lê Thị Bình", "username": "binh.le"} | new_grant(unit)


def new_grant(unit: Unit) -> dict:
    return {"role": Role.REVIEWER, "unit": unit.pk, "valid_from": "01/01/2026"}


def new_details(known: User) -> dict:
    return {"full_name": "Lê Thị Bình", "version": known.row_version}


def staffed_unit() -> Unit:
    return GrantFactory().unit


def new_delegation(unit: Unit) -> dict:
    """What the head of the unit posts to authorise its clerk."""
    source = unit.grants.filter(role__in=HEADS).first()
    today = timezone.localdate().isoformat()
    return {
        "source": source.pk if source else "",
        "person": unit.grants.filter(role=Role.CLERK).first().user_id,
        "valid_from": today,
        "valid_to": today,
        "paper": "Giấy ủy quyền số 12/GUQ-UBND",
    }


def draft() -> Campaign:
    return planned_movement().campaign


def running() -> Campaign:
    return running_movement().campaign


def quota_campaign() -> Campaign:
    return planned_movement(IndicatorFactory(quota=True)).campaign


def given(campaign: Campaign) -> dict:
    """What the grid posts when the managing unit gets a quota."""
    keys = {"units": campaign.managing_unit_id, "indicators": campaign.targets.get().indicator_id}
    return {"seen": 0, "r1": "10"} | keys


def new_indicator() -> dict:
    rules = {"part_rule": "adds", "whole_rule": "adds"}
    return {"code": "TT9", "name": "Tin, bài tuyên truyền", "measure": "count"} | rules


def renamed_indicator(indicator: Indicator) -> dict:
    return new_indicator() | {"seen": fingerprint(facts_of(indicator))}


def renamed_scale(scale: GradeScale) -> dict:
    facts = scale_facts_of(scale)
    grades = "\n".join(facts["grades"])
    return {"name": "Bốn mức", "grades": grades, "seen": fingerprint(facts)}


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
RUNNING = CAMPAIGN | {"make": running}
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
PERSON = {"make": person, "place": lambda known: known.grants.get().unit}
LIST = {"args": ()}
CATALOGUE = {
    "make": IndicatorFactory,
    "place": lambda entry: UnitFactory(),
    "hidden_from": EVERYBODY - CATALOGUE_READERS,
    "is_everywhere": True,
}
SCALE = CATALOGUE | {"make": GradeScaleFactory}
SUBORDINATE = {"make": posted.subordinate, "place": lambda unit: unit.administrative_parent}
OFFICE = {"make": OfficeFactory, "place": lambda office: office.unit}

ROUTES = [
    Route("units:list", "get", EVERYBODY, **LIST),
    Route("units:administrative_tree", "get", EVERYBODY, **LIST),
    Route("units:command_tree", "get", EVERYBODY, **LIST),
    Route("units:create", "get", ADMINISTRATOR, **LIST),
    Route("units:create", "post", ADMINISTRATOR, 302, data=posted.new_unit, **LIST),
    Route("units:import", "get", ADMINISTRATOR, **LIST),
    Route("units:import", "post", ADMINISTRATOR, 302, data=posted.workbook, **LIST),
    Route("units:import_form", "get", ADMINISTRATOR, **LIST),
    Route("units:import_check", "get", ADMINISTRATOR, 302, **LIST),
    Route("units:import_check", "post", ADMINISTRATOR, 302, **LIST),
    Route("units:merge", "get", ADMINISTRATOR, **LIST),
    Route("units:merge", "post", ADMINISTRATOR, 302, data=posted.merged, **SUBORDINATE | LIST),
    Route("units:detail", "get", EVERYBODY),
    Route("units:correct", "get", ADMINISTRATOR),
    Route("units:correct", "post", ADMINISTRATOR, 302, data=posted.corrected),
    Route("units:rename", "get", ADMINISTRATOR),
    Route("units:rename", "post", ADMINISTRATOR, 302, data=posted.renamed),
    Route("units:move", "get", ADMINISTRATOR, **SUBORDINATE),
    Route("units:move", "post", ADMINISTRATOR, 302, data=posted.moved, **SUBORDINATE),
    Route("units:dissolve", "get", ADMINISTRATOR, **SUBORDINATE),
    Route("units:dissolve", "post", ADMINISTRATOR, 302, data=posted.dissolved, **SUBORDINATE),
    Route("units:communes", "get", ADMINISTRATOR, make=posted.province),
    Route(
        "units:communes",
        "post",
        ADMINISTRATOR,
        302,
        make=posted.province,
        data=lambda unit: {"province": posted.QUANG_NGAI},
    ),
    Route("units:add_office", "get", ADMINISTRATOR),
    Route("units:add_office", "post", ADMINISTRATOR, 302, data=lambda unit: posted.SIGNER),
    Route("units:end_office", "get", ADMINISTRATOR, **OFFICE),
    Route("units:end_office", "post", ADMINISTRATOR, 302, data=posted.office_ended, **OFFICE),
    Route("units:correct_office", "get", ADMINISTRATOR, **OFFICE),
    Route(
        "units:correct_office", "post", ADMINISTRATOR, 302, data=posted.office_corrected, **OFFICE
    ),
    Route("accounts:list", "get", ADMINISTRATOR, **LIST),
    Route("accounts:add", "get", ADMINISTRATOR, **LIST),
    Route("accounts:add", "post", ADMINISTRATOR, 302, data=new_account, **LIST),
    Route("accounts:slips", "get", ADMINISTRATOR, **LIST),
    Route("accounts:detail", "get", ADMINISTRATOR, **PERSON),
    Route("accounts:edit", "get", ADMINISTRATOR, **PERSON),
    Route("accounts:edit", "post", ADMINISTRATOR, 302, data=new_details, **PERSON),
    Route("accounts:reset_password", "post", ADMINISTRATOR, 302, **PERSON),
    Route("accounts:deactivate", "post", ADMINISTRATOR, 302, **PERSON),
    Route(
        "accounts:reactivate",
        "post",
        ADMINISTRATOR,
        302,
        **PERSON | {"make": closed_account},
    ),
    Route("accounts:give_grant", "get", ADMINISTRATOR, **PERSON),
    Route(
        "accounts:give_grant",
        "post",
        ADMINISTRATOR,
        302,
        data=lambda known: new_grant(known.grants.get().unit),
        **PERSON,
    ),
    Route(
        "accounts:end_grant",
        "get",
        ADMINISTRATOR,
        make=GrantFactory,
        place=lambda grant: grant.unit,
    ),
    Route(
        "accounts:end_grant",
        "post",
        ADMINISTRATOR,
        302,
        make=GrantFactory,
        place=lambda grant: grant.unit,
    ),
    Route("delegations:list", "get", HEADS, **LIST),
    Route("delegations:add", "get", HEADS, **LIST),
    Route(
        "delegations:add",
        "post",
        HEADS,
        302,
        make=staffed_unit,
        data=new_delegation,
        **LIST,
    ),
    Route("audit:list", "get", INSPECTOR, **LIST),
    Route("audit:verify", "post", INSPECTOR, 302, **LIST),
    Route("campaigns:list", "get", FIGURE_READERS, **LIST),
    Route("campaigns:detail", "get", FIGURE_READERS, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route("campaigns:units", "get", FIGURE_READERS, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route("campaigns:quotas", "get", OFFICER, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route(
        "campaigns:quotas",
        "post",
        OFFICER,
        302,
        hidden_from=ADMINISTRATOR,
        **CAMPAIGN | {"make": quota_campaign, "data": given},
    ),
    Route("campaigns:quota_import", "get", OFFICER, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route("campaigns:quota_import", "post", OFFICER, 422, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route("campaigns:quota_history", "get", FIGURE_READERS, **LIST),
    Route("campaigns:catalogue:indicators", "get", CATALOGUE_READERS, **LIST),
    Route("campaigns:catalogue:indicator", "get", CATALOGUE_READERS, **CATALOGUE),
    Route("campaigns:catalogue:indicator_add", "get", ADMINISTRATOR, **LIST),
    Route(
        "campaigns:catalogue:indicator_add",
        "post",
        ADMINISTRATOR,
        302,
        data=lambda place: new_indicator(),
        **LIST,
    ),
    Route("campaigns:catalogue:indicator_change", "get", ADMINISTRATOR, **CATALOGUE),
    Route(
        "campaigns:catalogue:indicator_change",
        "post",
        ADMINISTRATOR,
        302,
        data=renamed_indicator,
        **CATALOGUE,
    ),
    Route("campaigns:catalogue:scales", "get", CATALOGUE_READERS, **LIST),
    Route("campaigns:catalogue:scale_add", "get", ADMINISTRATOR, **LIST),
    Route(
        "campaigns:catalogue:scale_add",
        "post",
        ADMINISTRATOR,
        302,
        data=lambda place: {"code": "TK4", "name": "Tốt, khá", "grades": "Tốt\nKhá"},
        **LIST,
    ),
    Route("campaigns:catalogue:scale_change", "get", ADMINISTRATOR, **SCALE),
    Route(
        "campaigns:catalogue:scale_change",
        "post",
        ADMINISTRATOR,
        302,
        data=renamed_scale,
        **SCALE,
    ),
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
    Route("campaigns:transfer", "get", OFFICER, hidden_from=ADMINISTRATOR, **RUNNING),
    Route(
        "campaigns:transfer",
        "post",
        OFFICER,
        302,
        hidden_from=ADMINISTRATOR,
        data=transferred,
        gives_away=True,
        **RUNNING,
    ),
    Route("campaigns:launch", "post", OFFICER, 302, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route(
        "campaigns:close",
        "post",
        OFFICER,
        302,
        hidden_from=ADMINISTRATOR,
        **RUNNING,
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

# Answered with a file, and with no page.
DOWNLOADS = {"reports:file", "units:import_form"}

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
