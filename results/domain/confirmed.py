"""Who confirmed the rows of a report, read with their figures."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from results.models import Figure, RowConfirmation


@dataclass(frozen=True)
class Confirmed:
    """As people read it."""

    by: str
    at: datetime


def with_confirmations(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """With who confirmed each row and when, for confirmed_of()."""
    facts = JSONObject(by=F("confirmed_by__full_name"), at=F("confirmed_at"))
    given = RowConfirmation.objects.filter(figure=OuterRef("pk")).order_by().values(facts=facts)
    return figures.annotate(confirmed_facts=Subquery(given))


def confirmed_of(figure: Figure) -> Confirmed | None:
    """Of a figure read with_confirmations(); None while nobody confirmed its row alone."""
    if facts := figure.confirmed_facts:
        return Confirmed(facts["by"], datetime.fromisoformat(facts["at"]))
    return None
