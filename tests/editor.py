"""What the pages of the campaign editor post, as they stand."""

from datetime import date

from django.urls import reverse

from accounts.enums import Role
from accounts.models import Grant
from campaigns.domain.editing.about import FIELDS, facts_of
from campaigns.domain.editing.areas import area_facts, areas_of
from campaigns.domain.editing.assignments import (
    assignable_units,
    assignment_facts,
    assignments_of,
)
from campaigns.domain.editing.body import body_facts
from campaigns.domain.editing.participants import participant_facts
from campaigns.domain.editing.schedule import schedule_facts, schedule_of
from campaigns.domain.editing.targets import target_facts
from campaigns.domain.transfer import effect_of_transfer
from campaigns.enums import Tree
from campaigns.forms.areas import AreasForm
from campaigns.forms.assignments import AssignmentsForm, OfferedUnits
from campaigns.forms.schedule import ScheduleForm
from campaigns.forms.targets import TargetEntry
from campaigns.models import Campaign, Indicator, Target
from core.access.seen import fingerprint
from tests.posting import posted, posted_rows
from units.models import Unit


def new_campaign(unit: Unit) -> dict:
    return {
        "name": "Thi đua năm 2026",
        "kind": "regular",
        "starts_on": "01/01/2026",
        "ends_on": "31/12/2026",
        "issuing_unit": unit.pk,
        "managing_unit": unit.pk,
    }


def typed_about(campaign: Campaign) -> dict:
    facts = facts_of(campaign)
    typed = {name: facts[name] for name in FIELDS if facts[name] is not None}
    days = {name: f"{facts[name]:%d/%m/%Y}" for name in ("starts_on", "ends_on")}
    return typed | days | {"seen": fingerprint(facts)}


def typed_schedule(campaign: Campaign) -> dict:
    form = ScheduleForm(schedule_of(campaign))
    seen = {"seen": fingerprint(schedule_facts(campaign))}
    return posted_rows(form.phases) | posted_rows(form.periods) | seen


def typed_areas(campaign: Campaign) -> dict:
    rows = posted_rows(AreasForm(areas_of(campaign)).rows)
    return rows | {"seen": fingerprint(area_facts(campaign))}


def typed_body(campaign: Campaign) -> dict:
    text = "I. MỤC ĐÍCH\n- Tổ chức phong trào thi đua sâu rộng."
    return {"text": text, "seen": fingerprint(body_facts(campaign))}


def typed_participants(campaign: Campaign) -> dict:
    units = [row.unit_id for row in campaign.participations.all()]
    seen = fingerprint(participant_facts(campaign))
    root = campaign.managing_unit_id
    chosen = [key for key in units if key != root]
    return {"trees": Tree.COMMAND.value, "units": chosen, "seen": seen}


def typed_assignments(campaign: Campaign) -> dict:
    offered = OfferedUnits(assignable_units(campaign))
    form = AssignmentsForm(assignments_of(campaign), offered=offered)
    return posted_rows(form.rows) | {"seen": fingerprint(assignment_facts(campaign))}


def typed_target(target: Target) -> dict:
    indicators = Indicator.objects.with_grades()
    indicator = indicators.get(pk=target.indicator_id)
    entry = TargetEntry(target.campaign, indicator, offered=indicators, target=target)
    seen = {"seen": fingerprint(target_facts(target))}
    return posted(entry.form) | posted_rows(entry.criteria) | seen


def typed_new_target(campaign: Campaign) -> dict:
    """A second target that asks the same."""
    typed = typed_target(campaign.targets.get())
    return typed | {"code": "T2026", "seen": fingerprint(None)}


def transferred(campaign: Campaign) -> dict:
    """To the unit right under the managing one, as the page posts it."""
    officers = Grant.objects.filter(role=Role.CAMPAIGN_OFFICER, unit=campaign.managing_unit)
    to = campaign.participations.get(superior=campaign.managing_unit).unit
    effective_on = date(2026, 1, 2)
    effect = effect_of_transfer(
        campaign, to=to, effective_on=effective_on, by=officers.earliest("pk").user
    )
    return {
        "to": to.pk,
        "effective_on": f"{effective_on:%d/%m/%Y}",
        "act": "Quyết định số 125/QĐ-UBND ngày 30/12/2025 về việc chuyển giao phong trào",
        "reason": "Đơn vị quản lý kết thúc hoạt động.",
        "agreed": effect.digest,
    }


def copied(campaign: Campaign) -> dict:
    """The next year's campaign, as its page posts it."""
    return {
        "way": "next",
        "name": "Thi đua năm 2027",
        "starts_on": "01/01/2027",
        "managing_unit": campaign.managing_unit_id,
    }


def address(name, campaign, *more) -> str:
    return reverse(f"campaigns:{name}", args=[campaign.pk, *more])
