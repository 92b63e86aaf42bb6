"""Drafting a campaign from its plan: what is to be launched."""

from campaigns.domain.editing.body import write_body
from campaigns.domain.editing.places import place_of
from campaigns.domain.tied_text import body_of
from campaigns.models import (
    Assignment,
    Campaign,
    ContentArea,
    Criterion,
    Indicator,
    Participation,
    Period,
    Phase,
    Target,
)
from demo.reading import read_text
from documents.domain.plain_text import Body, rewrite
from units.models import Office, Unit

TEXTS = (
    "guiding_thought",
    "legal_bases",
    "purposes",
    "requirements",
    "scope",
    "means",
    "recipients",
)


def find_campaign(plan: dict) -> Campaign | None:
    """By issuer and first day: a visitor may have given it another name."""
    return Campaign.objects.filter(
        issuing_unit__code=plan["issuing_unit"], starts_on=plan["starts_on"]
    ).first()


def draft_campaign(plan: dict, year: dict, units: dict[str, Unit]) -> Campaign:
    """Writes the whole plan down as a draft, with the units that take part in the year."""
    issuer = units[plan["issuing_unit"]]
    campaign = Campaign.objects.create(
        name=plan["name"],
        theme=plan["theme"],
        plan_reference=plan["plan_reference"],
        starts_on=plan["starts_on"],
        ends_on=plan["ends_on"],
        issuing_unit=issuer,
        managing_unit=issuer,
        signatory=_signatory(issuer, plan),
        **{name: plan.get(name, "").strip() for name in TEXTS},
    )
    if "full_text" in plan:
        write_body(campaign, rewrite(Body(), read_text(plan["full_text"])))
    phases = _rows(Phase, campaign, plan.get("phases", []))
    periods = _rows(Period, campaign, [_in_phase(row, phases) for row in plan["periods"]])
    areas = _rows(ContentArea, campaign, plan["areas"])
    for ordinal, row in enumerate(plan["targets"], start=1):
        _target(campaign, ordinal, row, areas, periods)
    _rows(Assignment, campaign, [_of_unit(row, units) for row in plan.get("assignments", [])])
    _participations(campaign, year, units)
    return campaign


def _signatory(issuer: Unit, plan: dict) -> Office | None:
    """Who signs this plan otherwise than the unit's papers are signed."""
    if "signed_by" not in plan:
        return None
    return Office.objects.create(unit=issuer, signs_alongside=True, **plan["signed_by"])


def _rows(model, campaign: Campaign, rows: list[dict]) -> dict:
    """Makes the rows in their order and gives them by their ordinal."""
    return {
        ordinal: model.objects.create(campaign=campaign, ordinal=ordinal, **row)
        for ordinal, row in enumerate(rows, start=1)
    }


def _in_phase(row: dict, phases: dict[int, Phase]) -> dict:
    return row | {"phase": phases.get(row.get("phase"))}


def _of_unit(row: dict, units: dict[str, Unit]) -> dict:
    return row | {"unit": units.get(row.get("unit"))}


def _target(campaign: Campaign, ordinal: int, row: dict, areas: dict, periods: dict) -> None:
    target = Target.objects.create(
        campaign=campaign,
        ordinal=ordinal,
        area=areas[row["area"]],
        indicator=Indicator.objects.get(code=row["indicator"]),
        code=row["code"],
        title=row["title"],
        sentence=row["sentence"],
        anchor=place_of(body_of(campaign).blocks, row["sentence"], ""),
        source=row["source"],
        reporting_kinds=row.get("reporting_kinds", []),
        judged_from=periods.get(row.get("judged_from")),
    )
    target.asked_in.set([periods[number] for number in row["asked_in"]])
    _criteria(target, row.get("criteria", []))


def _criteria(target: Target, rows: list[dict]) -> None:
    """A nested criterion ("trong đó") stands in the first one of its target."""
    first = None
    for ordinal, row in enumerate(rows, start=1):
        fields = {name: value for name, value in row.items() if name != "nested"}
        nested_in = first if row.get("nested") else None
        criterion = Criterion.objects.create(
            target=target, ordinal=ordinal, nested_in=nested_in, **fields
        )
        first = first or criterion


def _participations(campaign: Campaign, year: dict, units: dict[str, Unit]) -> None:
    root = campaign.managing_unit
    for row in year["participants"]:
        unit = units[row["unit"]]
        Participation.objects.create(
            campaign=campaign,
            unit=unit,
            superior=None if unit == root else root,
            valid_from=campaign.starts_on,
        )
