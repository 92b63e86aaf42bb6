"""Sending an issued document: to whom, when, by which way, and who received it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.access.seen import check_unchanged
from core.audit.trail import record
from core.vietnamese.dates import short_date
from documents.domain.refusals import InvalidDispatch, WrongState
from documents.domain.turns import locked
from documents.enums import OUT, DispatchWay
from documents.models import Dispatch, Document
from documents.rules import records_grant
from documents.signals import addressees_asked
from units.models import Unit

KEPT_IN_THE_HOUSE = "Lưu"  # "Lưu: VT, NC" is the copy of the records office
AS_ABOVE = "Như trên"
LONGEST = Dispatch._meta.get_field("recipient").max_length


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What is known of one recipient; blank until it happened."""

    way: str = ""
    sent_on: date | None = None
    received_on: date | None = None
    received_by: str = ""


def lay_out(document: Document) -> None:
    """Makes the list of a document that is being issued, in the caller's transaction."""
    recipients = recipients_of(document)
    units = _units_called(recipients, document)
    Dispatch.objects.bulk_create(
        Dispatch(document=document, recipient=name, unit=units.get(name)) for name in recipients
    )


@transaction.atomic
def set_dispatches(
    document: Document, deliveries: Mapping[int, Delivery], *, by, seen: str
) -> Document:
    """Keeps what was sent and received, by the keys of the rows.

    `seen` is the fingerprint of dispatch_facts() as they were shown. Raises NotPermitted,
    WrongState, ChangedMeanwhile, InvalidDispatch.
    """
    document = locked(document, "documents.dispatch_document", by=by)
    if document.state not in OUT:
        raise WrongState("Văn bản chưa phát hành, chưa có gì để gửi.")
    check_unchanged(dispatch_facts(document), seen)
    rows = [row for row in document.dispatches.all() if row.pk in deliveries]
    problems = [problem for row in rows for problem in _problems(row, deliveries[row.pk], document)]
    if problems:
        raise InvalidDispatch(problems)
    changed = [row for row in rows if delivery_of(row) != deliveries[row.pk]]
    if changed:
        _keep(document, changed, deliveries, by)
    return document


def dispatch_facts(document: Document) -> list:
    """The list as plain facts, for its fingerprint."""
    return [[row.pk, asdict(delivery_of(row))] for row in document.dispatches.all()]


def delivery_of(row: Dispatch) -> Delivery:
    return Delivery(**{name: getattr(row, name) for name in Delivery.__dataclass_fields__})


def recipients_of(document: Document) -> list[str]:
    """Where the document goes, each once; "Như trên" stands for those it is addressed to."""
    addressees = _addressees_of(document)
    names = [
        name
        for recipient in document.recipients
        for name in (addressees if recipient.startswith(AS_ABOVE) else [recipient])
        if not name.startswith(KEPT_IN_THE_HOUSE)
    ]
    return list(dict.fromkeys(name[:LONGEST] for name in names))


def _addressees_of(document: Document) -> list[str]:
    """Each by name, those too that stand in a list behind the text."""
    listed: dict[str, list[str]] = {}
    for _, names in addressees_asked.send(Document, document=document):
        listed |= names
    return [name for line in document.addressees for name in listed.get(line, [line])]


def _units_called(names: list[str], document: Document) -> dict[str, Unit]:
    """The units of today that bear one of the names, official or short, where only one does."""
    called = defaultdict(set)
    same = Q(official_name__in=names) | Q(short_name__in=names)
    for unit in Unit.objects.in_force(document.legal_date).filter(same):
        called[unit.official_name].add(unit)
        called[unit.short_name].add(unit)
    return {name: next(iter(units)) for name, units in called.items() if len(units) == 1}


def _problems(row: Dispatch, given: Delivery, document: Document) -> Iterator[tuple]:
    if given.sent_on and not given.way:
        yield row.pk, "way", "Hãy chọn cách gửi."
    if given.way and not given.sent_on:
        yield row.pk, "sent_on", "Hãy ghi ngày gửi."
    if given.sent_on and given.sent_on < document.legal_date:
        yield row.pk, "sent_on", "Ngày gửi không được trước ngày ban hành."
    if given.received_by and not given.received_on:
        yield row.pk, "received_on", "Hãy ghi ngày nhận."
    if given.received_on and not (given.sent_on and given.sent_on <= given.received_on):
        yield row.pk, "received_on", "Ngày nhận phải sau ngày gửi."
    yield from _to_come(row, given)


def _to_come(row: Dispatch, given: Delivery) -> Iterator[tuple]:
    for name in ("sent_on", "received_on"):
        if (day := getattr(given, name)) and day > timezone.localdate():
            yield row.pk, name, "Ngày không được sau hôm nay."


def _keep(document: Document, rows: list[Dispatch], given: Mapping[int, Delivery], by) -> None:
    before = {row.recipient: _words(delivery_of(row)) for row in rows}
    for row in rows:
        for name, value in vars(given[row.pk]).items():
            setattr(row, name, value)
        row.save()
    record(
        "documents.dispatched",
        document,
        by=by,
        grant=records_grant(by, document),
        unit_id=document.issuer.unit_id,
        before=before,
        after={row.recipient: _words(given[row.pk]) for row in rows},
    )


def _words(given: Delivery) -> str:
    """As the trail tells it: "Giấy, gửi 05/01/2026, nhận 06/01/2026 (Trần Văn Bình)"."""
    if not given.sent_on:
        return ""
    words = f"{DispatchWay(given.way).label}, gửi {short_date(given.sent_on)}"
    if not given.received_on:
        return words
    words += f", nhận {short_date(given.received_on)}"
    return f"{words} ({given.received_by})" if given.received_by else words
