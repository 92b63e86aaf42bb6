"""The verbs of who signs for a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from core.access.refusals import check_reason
from core.audit.trail import record
from core.vietnamese.dates import short_date
from units.domain.facts import changed, office_facts
from units.domain.refusals import AlreadyEnds, DatesCross, NothingChanged, OfficesOverlap
from units.domain.turns import check_seen, locked, save_changed
from units.models import Office, Unit


@dataclass(frozen=True, kw_only=True)
class Signer:
    """An office and its holder as they stand under a paper, and from when to when."""

    title: str
    authority_line: str
    rank: str
    holder: str
    valid_from: date
    valid_to: date | None
    signs_alongside: bool


@transaction.atomic
def add_office(unit: Unit, signer: Signer, *, by) -> Office:
    """Enters who signs for the unit. Raises NotPermitted, DatesCross, OfficesOverlap."""
    unit = locked(unit, by=by)
    office = Office(unit=unit, **vars(signer))
    _save(office)
    record(
        "units.office_added",
        office,
        by=by,
        grant=by.administering_grant(unit),
        unit_id=unit.pk,
        after=office_facts(office),
    )
    return office


@transaction.atomic
def end_office(office: Office, *, last_day: date, by) -> Office:
    """Gives the office its last day. Raises NotPermitted, AlreadyEnds, DatesCross."""
    office = _locked(office, by=by)
    if office.valid_to:
        raise AlreadyEnds(f"Chức vụ này đã kết thúc sau ngày {short_date(office.valid_to)}.")
    before = office_facts(office)
    office.valid_to = last_day
    _save(office, last_day_field="last_day")
    before, after = changed(before, office_facts(office))
    record(
        "units.office_ended",
        office,
        by=by,
        grant=by.administering_grant(office.unit),
        unit_id=office.unit_id,
        before=before,
        after=after,
    )
    return office


@transaction.atomic
def correct_office(office: Office, signer: Signer, *, reason: str, seen: int, by) -> Office:
    """Mends what was written down wrongly; printed papers keep what they say.

    `seen` is the unit's row version that the person saw. Raises NotPermitted, ChangedMeanwhile,
    ReasonMissing, NothingChanged, DatesCross, OfficesOverlap.
    """
    office = _locked(office, by=by)
    unit = office.unit
    check_seen(unit, seen)
    check_reason(reason)
    before = office_facts(office)
    for name, value in vars(signer).items():
        setattr(office, name, value)
    before, after = changed(before, office_facts(office))
    if not after:
        raise NothingChanged
    _save(office)
    facts = {"unit_id": unit.pk, "before": before, "after": after, "reason": reason}
    grant = by.administering_grant(unit)
    record("units.office_corrected", office, by=by, grant=grant, **facts)
    return office


def _locked(office: Office, *, by) -> Office:
    locked(office.unit, by=by)
    return Office.objects.select_related("unit").get(pk=office.pk)


def _save(office: Office, *, last_day_field: str = "valid_to") -> None:
    _check_dates(office, field=last_day_field)
    _check_overlap(office)
    office.save()
    save_changed(office.unit)


def _check_dates(office: Office, *, field: str) -> None:
    unit = office.unit
    if office.valid_to and office.valid_to < office.valid_from:
        raise DatesCross("Ngày kết thúc không được trước ngày bắt đầu.", field=field)
    if unit.valid_to and (office.valid_to is None or office.valid_to > unit.valid_to):
        last_day = short_date(unit.valid_to)
        raise DatesCross(f"Đơn vị kết thúc hoạt động sau ngày {last_day}.", field=field)


def _check_overlap(office: Office) -> None:
    """Two at once are meant only when one of them is entered as signing alongside."""
    if office.signs_alongside:
        return
    others = office.unit.offices.filter(signs_alongside=False).exclude(pk=office.pk)
    others = others.filter(Q(valid_to=None) | Q(valid_to__gte=office.valid_from))
    if office.valid_to:
        others = others.filter(valid_from__lte=office.valid_to)
    if others:
        raise OfficesOverlap(
            f"Cùng thời gian đã có: {_described(others)}. Hãy cho kết thúc trước, hoặc đánh dấu"
            " là cùng ký với người ký chính."
        )


def _described(offices: Iterable[Office]) -> str:
    return "; ".join(f"{each} (từ {short_date(each.valid_from)})" for each in offices)
