"""Which documents a records file may hold, and which belong to one beside a given document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from documents.enums import EndingWay
from documents.models import Document, Issuer
from units.models import Unit

THIS_ONE = "văn bản này"
ENDED = {
    EndingWay.REPLACES.state_of_ended: "được văn bản này thay thế",
    EndingWay.REVOKES.state_of_ended: "bị văn bản này bãi bỏ",
}


@dataclass(frozen=True)
class Proposal:
    """A document for a file, and why."""

    document: Document
    why: str


def fileable_by(*issuers: Issuer):
    """What is out, of the unit of one of the issuers, of those under it and those it succeeded.

    Issued by them, or drafted by them for another, as the plan of a People's Committee is.
    Whoever may see the file of an issuer may therefore see its documents.
    """
    units = Unit.objects.reached_from([issuer.unit_id for issuer in issuers])
    of_the_house = Q(issuer__unit__in=units) | Q(drafting_unit__in=units)
    return Document.objects.out().filter(of_the_house)


def proposals_for(document: Document) -> list[Proposal]:
    """The document, what it ended, and the copies its own issuer made of it, by their days."""
    return in_time(_beside(document))


def in_time(proposals: Iterable[Proposal]) -> list[Proposal]:
    """By the days of the documents, each document once."""
    once = {proposal.document.pk: proposal for proposal in proposals}
    return sorted(once.values(), key=lambda proposal: _age(proposal.document))


def _beside(document: Document) -> Iterator[Proposal]:
    yield Proposal(document, THIS_ONE)
    for ended in Document.objects.out().filter(ended_by=document):
        yield Proposal(ended, ENDED[ended.state])
    for copy in Document.objects.out().filter(copied_from=document, issuer=document.issuer_id):
        yield Proposal(copy, f"{copy.get_kind_display().lower()} của văn bản này")


def _age(document: Document) -> tuple:
    return document.legal_date, document.issued_at, document.pk
