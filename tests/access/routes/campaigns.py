"""Campaigns: their pages, the parts of their editor, quotas and assignments."""

from django.utils import timezone

from accounts.enums import FIGURE_READERS, Role
from campaigns.domain.editing.body import write_body
from campaigns.models import Assignment, Campaign, Target
from documents.domain.plain_text import Body, rewrite
from tests.access.routes.base import ADMINISTRATOR, LIST, OFFICER, Route
from tests.editor import (
    copied,
    new_campaign,
    transferred,
    typed_about,
    typed_areas,
    typed_assignments,
    typed_body,
    typed_new_target,
    typed_participants,
    typed_schedule,
    typed_target,
)
from tests.factories import AssignmentFactory, IndicatorFactory, IssuerFactory
from tests.plans import file_of, issued_plan
from tests.workflows import planned_movement, running_movement


def draft() -> Campaign:
    return planned_movement().campaign


def written() -> Campaign:
    """A draft with its text, of which one sentence is tied to its target and one is to none."""
    campaign = draft()
    text = "I. NỘI DUNG\nTuyển quân đạt 100%; không để cháy nổ.\n- Lưu: VT."
    write_body(campaign, rewrite(Body(), text))
    campaign.targets.update(sentence="Tuyển quân đạt 100%", anchor="doan-2")
    return campaign


def running() -> Campaign:
    return running_movement().campaign


def ready_to_print() -> Campaign:
    """With its text and the head under which its unit writes."""
    campaign = written()
    IssuerFactory(unit=campaign.issuing_unit)
    return campaign


def quota_campaign() -> Campaign:
    return planned_movement(IndicatorFactory(quota=True)).campaign


def given(campaign: Campaign) -> dict:
    """What the grid posts when the managing unit gets a quota."""
    keys = {"units": campaign.managing_unit_id, "indicators": campaign.targets.get().indicator_id}
    return {"seen": 0, "r1": "10"} | keys


def planned_target() -> Target:
    return draft().targets.get()


def assigned() -> Assignment:
    return AssignmentFactory(campaign=running())


def done_today(assignment: Assignment) -> dict:
    return {"done_on": timezone.localdate().isoformat()}


def with_issued_plan() -> Campaign:
    return issued_plan().campaign


def with_empty_file() -> Campaign:
    campaign = with_issued_plan()
    file_of(campaign)
    return campaign


def opened(campaign: Campaign) -> dict:
    issuer = campaign.papers.get().document.issuer
    cover = {"code": "05/HS-TĐ", "title": "Phong trào", "year": 2026, "opened_on": "05/01/2026"}
    return cover | {"issuer": issuer.pk}


def left_out(campaign: Campaign) -> dict:
    return {"documents": [campaign.papers.get().document_id]}


CAMPAIGN = {"make": draft, "place": lambda campaign: campaign.managing_unit}
RUNNING = CAMPAIGN | {"make": running}
WRITTEN = CAMPAIGN | {"make": written}
EDITED = CAMPAIGN | {"roles": OFFICER, "hidden_from": ADMINISTRATOR}
PLANNED = {
    "make": planned_target,
    "place": lambda target: target.campaign.managing_unit,
    "roles": OFFICER,
    "hidden_from": ADMINISTRATOR,
    "args": ("pk", "target"),
    "named": lambda target: {"pk": target.campaign_id, "target": target.pk},
}
ASSIGNED = PLANNED | {
    "make": assigned,
    "place": lambda assignment: assignment.campaign.managing_unit,
    "args": ("pk", "assignment"),
    "named": lambda assignment: {"pk": assignment.campaign_id, "assignment": assignment.pk},
}

RECORDS = frozenset({Role.RECORDS_CLERK})
KEPT = {
    "make": with_issued_plan,
    "place": lambda campaign: campaign.managing_unit,
    "hidden_from": ADMINISTRATOR,
}

ROUTES = [
    Route("campaigns:list", "get", FIGURE_READERS, **LIST),
    Route("campaigns:detail", "get", FIGURE_READERS, hidden_from=ADMINISTRATOR, **CAMPAIGN),
    Route("campaigns:text", "get", FIGURE_READERS, hidden_from=ADMINISTRATOR, **WRITTEN),
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
    Route("campaigns:add", "get", OFFICER, **LIST),
    Route("campaigns:add", "post", OFFICER, 302, data=new_campaign, **LIST),
    Route("campaigns:copy", "get", **EDITED),
    Route("campaigns:copy", "post", status=302, data=copied, **EDITED),
    Route("campaigns:about", "get", **EDITED),
    Route("campaigns:about", "post", status=302, data=typed_about, **EDITED),
    Route("campaigns:schedule", "get", **EDITED),
    Route("campaigns:schedule", "post", status=302, data=typed_schedule, **EDITED),
    Route("campaigns:body", "get", **EDITED | WRITTEN),
    Route("campaigns:body", "post", status=302, data=typed_body, **EDITED),
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
    Route("campaigns:assignments", "get", **EDITED),
    Route("campaigns:assignments", "post", status=302, data=typed_assignments, **EDITED),
    Route("campaigns:assignment_done", "get", **ASSIGNED),
    Route("campaigns:assignment_done", "post", status=302, data=done_today, **ASSIGNED),
    Route("campaigns:assignment_undone", "post", status=302, **ASSIGNED),
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
    Route("campaigns:draft_plan", "post", status=302, **EDITED | {"make": ready_to_print}),
    Route("campaigns:records", "get", FIGURE_READERS, **KEPT),
    Route("campaigns:open_file", "get", RECORDS, **KEPT),
    Route("campaigns:open_file", "post", RECORDS, 302, data=opened, **KEPT),
    Route(
        "campaigns:file_papers",
        "post",
        RECORDS,
        302,
        **KEPT | {"make": with_empty_file, "data": left_out},
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
]
