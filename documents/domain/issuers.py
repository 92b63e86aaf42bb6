"""The head of a unit's documents, kept by whoever keeps the unit."""

from dataclasses import asdict, dataclass

from django.db import transaction

from core.access.seen import check_unchanged
from core.audit.trail import record
from documents.enums import ContactsOn, LayoutProfile
from documents.models import Issuer
from units.domain.turns import locked
from units.models import Unit


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands in the upper left of a document, line breaks included, and in its symbol.

    Where the office is found stands below page 1 of the documents that `contacts_on` names.
    """

    superior_line: str
    name: str
    abbreviation: str
    place: str
    layout: LayoutProfile
    address: str = ""
    email: str = ""
    website: str = ""
    telephone: str = ""
    fax: str = ""
    contacts_on: ContactsOn = ContactsOn.NONE


@transaction.atomic
def set_issuer(unit: Unit, head: Head, *, by, seen: str) -> Issuer:
    """Says how the unit's documents are headed from now on; those that are written keep theirs.

    `seen` is the fingerprint of issuer_facts() as they were shown. Raises NotPermitted,
    ChangedMeanwhile.
    """
    unit = locked(unit, by=by)
    issuer = issuer_of(unit) or Issuer(unit=unit)
    before, after = issuer_facts(issuer), asdict(head)
    check_unchanged(before, seen)
    if before != after:
        _change(issuer, before, after, by)
    return issuer


def issuer_of(unit: Unit) -> Issuer | None:
    return Issuer.objects.filter(unit=unit).first()


def issuer_facts(issuer: Issuer) -> dict[str, str]:
    """The head as plain facts, for their fingerprint; blank while there is none."""
    return {name: getattr(issuer, name) for name in Head.__dataclass_fields__}


def _change(issuer: Issuer, before: dict[str, str], after: dict[str, str], by) -> None:
    for name, value in after.items():
        setattr(issuer, name, value)
    issuer.save()
    changed = [name for name in after if before[name] != after[name]]
    record(
        "documents.issuer_set",
        issuer,
        by=by,
        grant=by.administering_grant(issuer.unit),
        unit_id=issuer.unit_id,
        before={f"head_{name}": before[name] for name in changed},
        after={f"head_{name}": after[name] for name in changed},
    )
