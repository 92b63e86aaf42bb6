"""The catalogue that the program brings along, and adding what is missing of it."""

import tomllib
from pathlib import Path

from django.db import transaction

from campaigns.domain.catalogue import facts_of, said, scale_facts_of, write_grades
from campaigns.models import GradeScale, Indicator
from core.audit.trail import record

SHIPPED = Path(__file__).parents[1] / "catalogue" / "indicators.toml"


def shipped_catalogue() -> dict:
    return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


@transaction.atomic
def load_catalogue(catalogue: dict) -> int:
    """Adds the scales and indicators whose codes are not there yet; says how many.

    What is there stays as it is, whoever changed it.
    """
    scales = set(GradeScale.objects.values_list("code", flat=True))
    indicators = set(Indicator.objects.values_list("code", flat=True))
    new_scales = [row for row in catalogue.get("scales", []) if row["code"] not in scales]
    new_indicators = [row for row in catalogue["indicators"] if row["code"] not in indicators]
    for row in new_scales:
        _add_scale(row)
    by_code = {scale.code: scale for scale in GradeScale.objects.all()}
    for row in new_indicators:
        _add_indicator(row | {"scale": by_code.get(row.get("scale"))})
    return len(new_scales) + len(new_indicators)


def _add_scale(row: dict) -> None:
    scale = GradeScale.objects.create(code=row["code"], name=row["name"])
    write_grades(scale, row["grades"])
    record("campaigns.scale_added", scale, by=None, after=said(scale_facts_of(scale)))


def _add_indicator(row: dict) -> None:
    indicator = Indicator.objects.create(**row)
    record("campaigns.indicator_added", indicator, by=None, after=said(facts_of(indicator)))
