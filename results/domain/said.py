"""What was said of the rows of a report, read with their figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from results.models import Figure, Remark, Revision


@dataclass(frozen=True)
class Said:
    """A remark or an answer as people read it; `number` is that of the revision it is about."""

    figure_id: int
    number: int
    is_answer: bool
    text: str
    made_by: str
    made_at: datetime


def with_remarks(figures: QuerySet) -> QuerySet:
    """With what was said of each row until its revision, for said_of().

    And with the rows that the return before its revision named, for is_to_mend().
    """
    remarks = Remark.objects.filter(
        figure__revision__submission=OuterRef("revision__submission"),
        figure__revision__number__lte=OuterRef("revision__number"),
        figure__indicator=OuterRef("indicator"),
    )
    former = Revision.objects.filter(
        submission=OuterRef("revision__submission"), number=OuterRef("revision__number") - 1
    )
    facts = JSONObject(
        figure_id=F("figure_id"),
        number=F("figure__revision__number"),
        is_answer=F("is_answer"),
        text=F("text"),
        made_by=F("made_by__full_name"),
        made_at=F("made_at"),
    )
    return figures.annotate(
        remarks_until_now=ArraySubquery(remarks.order_by("pk").values(facts=facts)),
        named_rows=Subquery(former.order_by().values("returned_rows")),
    )


def said_of(figure: Figure) -> Iterator[Said]:
    """Of a figure read with_remarks(), in the order in which it was said."""
    for facts in figure.remarks_until_now:
        yield Said(**facts | {"made_at": datetime.fromisoformat(facts["made_at"])})


def is_remarked(figure: Figure) -> bool:
    """Whether a reviewer said something of it in its own revision; of one read with_remarks()."""
    return any(said.figure_id == figure.pk and not said.is_answer for said in said_of(figure))


def is_to_mend(figure: Figure) -> bool:
    """Whether the return that led to its revision named the row; of one read with_remarks()."""
    return figure.indicator_id in (figure.named_rows or [])
