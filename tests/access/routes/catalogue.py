"""The catalogue of indicators and scales."""

from campaigns.domain.catalogue import facts_of, scale_facts_of
from campaigns.models import GradeScale, Indicator
from core.access.seen import fingerprint
from tests.access.routes.base import ADMINISTRATOR, CATALOGUE_READERS, EVERYBODY, LIST, Route
from tests.factories import GradeScaleFactory, IndicatorFactory, UnitFactory


def new_indicator() -> dict:
    rules = {"part_rule": "adds", "whole_rule": "adds"}
    return {"code": "TT9", "name": "Tin, bài tuyên truyền", "measure": "count"} | rules


def renamed_indicator(indicator: Indicator) -> dict:
    return new_indicator() | {"seen": fingerprint(facts_of(indicator))}


def renamed_scale(scale: GradeScale) -> dict:
    facts = scale_facts_of(scale)
    grades = "\n".join(facts["grades"])
    return {"name": "Bốn mức", "grades": grades, "seen": fingerprint(facts)}


CATALOGUE = {
    "make": IndicatorFactory,
    "place": lambda entry: UnitFactory(),
    "hidden_from": EVERYBODY - CATALOGUE_READERS,
    "is_everywhere": True,
}
SCALE = CATALOGUE | {"make": GradeScaleFactory}

ROUTES = [
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
]
