"""The documents of a plan, as the page of its campaign tells them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from campaigns.models import Campaign, PlanPaper
from core.jobs.enums import LIVE
from documents.domain.naming import reference_of
from documents.domain.wording import STATE_TONES
from documents.enums import DocumentKind, DocumentState
from documents.models import Document


@dataclass(frozen=True)
class PaperLine:
    """A document of the plan as the campaign's page tells it; `pk` is the document's.

    `reference` is how it is cited once it has its number. `failure` says why it was not printed.
    """

    pk: int
    drafted_at: datetime
    reference: str
    state: DocumentState
    is_in_sight: bool
    is_printed: bool
    is_being_printed: bool
    failure: str

    @property
    def tone(self) -> str:
        return STATE_TONES[self.state]


def papers_told(reader) -> ArraySubquery:
    """The papers of a campaign for papers_of(), the newest first, read along with it."""
    rows = PlanPaper.objects.filter(campaign=OuterRef("pk")).order_by("-pk")
    told = JSONObject(
        pk="document",
        drafted_at="document__created_at",
        state="document__state",
        number="document__number",
        symbol="document__symbol",
        legal_date="document__legal_date",
        file="document__file",
        job="document__print_job__state",
        failure="document__print_job__failure_message",
        is_in_sight=Exists(Document.objects.visible_to(reader).filter(pk=OuterRef("document"))),
    )
    return ArraySubquery(rows.values(told=told))


def papers_of(campaign: Campaign) -> list[PaperLine]:
    """Of a campaign annotated as `drafted` with papers_told()."""
    return [_line(told) for told in campaign.drafted]


def _line(told: dict) -> PaperLine:
    is_printed = told["file"] is not None
    return PaperLine(
        pk=told["pk"],
        drafted_at=datetime.fromisoformat(told["drafted_at"]),
        reference=_reference(told),
        state=DocumentState(told["state"]),
        is_in_sight=told["is_in_sight"],
        is_printed=is_printed,
        is_being_printed=not is_printed and told["job"] in LIVE,
        failure=told["failure"] or "",
    )


def _reference(told: dict) -> str:
    if told["number"] is None:
        return ""
    facts = {name: told[name] for name in ("number", "symbol")}
    day = date.fromisoformat(told["legal_date"])
    return reference_of(Document(kind=DocumentKind.PLAN, legal_date=day, **facts))
