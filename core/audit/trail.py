"""Writing the audit trail, sealing it, and proving that nobody touched it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from core.audit.digests import CONTENT, digest, salted, values_of
from core.audit.models import Entry, Seal
from core.erasure.wording import ERASED
from core.vietnamese.dates import short_date
from core.vietnamese.nfc import to_nfc

FIRST_HASH = "0" * 64
BATCH = 5000
SEALING_LOCK = 0x71_74_61  # an arbitrary number that only the sealing uses
SYSTEM = "Hệ thống"
ERASING = "erasure.confirmed"  # the event of the entry that tells of an erasure
FROM_TRAIL = "trail"  # what it took from the trail: paths by entry
ENTRY_FACTS = (
    "pk",
    "at",
    "actor_id",
    "actor_name",
    "authority",
    "event",
    "subject_type",
    "subject_id",
    "subject_name",
    "unit_id",
    "before",
    "after",
    "reason",
)
PROVEN_FACTS = (*(name for name in ENTRY_FACTS if name not in CONTENT), "digests")
SEAL_FACTS = ("number", "sealed_at", "entry_ids", "entry_hashes", "previous_hash")


def record(
    event: str,
    subject,
    *,
    by,
    grant=None,
    unit_id: int | None = None,
    before: dict | None = None,
    after: dict | None = None,
    reason: str = "",
) -> Entry:
    """Writes who did what to the subject, in the transaction of the change itself.

    `by` is a user, or None for the program's own acts; `grant` the right it was done under.
    """
    entry = Entry(
        actor_id=by.pk if by else None,
        actor_name=by.full_name if by else SYSTEM,
        authority=str(grant or ""),
        event=event,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_name=to_nfc(str(subject))[:300],
        unit_id=unit_id,
        before=before or {},
        after=after or {},
        reason=to_nfc(reason),
    )
    entry.salts, entry.digests = salted(values_of(entry))
    entry.save(force_insert=True)
    return entry


def entry_hash(entry: Entry) -> str:
    """SHA-256 over the entry's facts: of what can be erased, over the digests."""
    return _digest(entry, ENTRY_FACTS if entry.digests is None else PROVEN_FACTS)


def seal_hash(seal: Seal) -> str:
    """SHA-256 over the seal's facts: its entries in order, and the hash of the batch before."""
    return _digest(seal, SEAL_FACTS)


def _digest(row: Entry | Seal, names: tuple[str, ...]) -> str:
    facts = {name: getattr(row, name) for name in names}
    canonical = json.dumps(
        facts,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=datetime.isoformat,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


@transaction.atomic
def seal_finished() -> Seal | None:
    """Seals the entries that are committed and not yet sealed; None when there are none.

    Only committed rows can be seen, so an act still in its transaction falls into a later batch.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])
    entries = list(Entry.objects.filter(seal=None).order_by("pk")[:BATCH])
    if not entries:
        return None
    last = Seal.objects.order_by("number").last()
    seal = Seal(
        number=last.number + 1 if last else 1,
        sealed_at=timezone.now(),
        entry_ids=[entry.pk for entry in entries],
        entry_hashes=[entry_hash(entry) for entry in entries],
        previous_hash=last.hash if last else FIRST_HASH,
    )
    seal.hash = seal_hash(seal)
    seal.save(force_insert=True)
    Entry.objects.filter(pk__in=seal.entry_ids).update(seal=seal.number)
    return seal


def last_seal() -> Seal | None:
    """The newest seal without the long lists it covers."""
    return Seal.objects.defer("entry_ids", "entry_hashes").last()


def erased_values() -> Iterator[tuple[Entry, int]]:
    """Each act that erased something from the trail, and how many values."""
    for act in Entry.objects.filter(event=ERASING).order_by("pk"):
        if number := sum(map(len, act.after.get(FROM_TRAIL, {}).values())):
            yield act, number


def told_of_erased_values() -> list[str]:
    """For whoever checks the chain: what was erased from it by decision."""
    return [
        f"{number} giá trị đã xóa theo quyết định ngày {short_date(timezone.localdate(act.at))} "
        f"({act.actor_name}, mục nhật ký {act.pk})"
        for act, number in erased_values()
    ]


def verify_chain(first: int = 1) -> Iterator[str]:
    """Yields one Vietnamese sentence for every break of the chain; nothing when it is whole.

    Starts at the seal numbered `first`, resting on the hash of the one before it.
    """
    previous, expected = _hash_before(first), first
    for seal in Seal.objects.filter(number__gte=first).order_by("number").iterator():
        if seal.number != expected or seal.previous_hash != previous:
            yield f"Chuỗi niêm phong đứt trước lô {seal.number}."
        if seal_hash(seal) != seal.hash:
            yield f"Mã kiểm tra của lô {seal.number} không khớp."
        yield from _verify_entries(seal)
        previous, expected = seal.hash, seal.number + 1
    if cut_off := Entry.objects.filter(seal__gte=expected).count():
        yield f"Mất lô niêm phong từ số {expected} trở đi ({cut_off} mục nhật ký)."


def _hash_before(first: int) -> str | None:
    if first == 1:
        return FIRST_HASH
    return Seal.objects.filter(number=first - 1).values_list("hash", flat=True).first()


def _verify_entries(seal: Seal) -> Iterator[str]:
    entries = Entry.objects.in_bulk(seal.entry_ids)
    told = _told_of_erasing(entries.values())
    for pk, digest_then in zip(seal.entry_ids, seal.entry_hashes, strict=False):
        if pk not in entries:
            yield f"Mục nhật ký {pk} (lô {seal.number}) đã mất."
        elif entry_hash(entries[pk]) != digest_then or not _is_whole(entries[pk], told):
            yield f"Mục nhật ký {pk} (lô {seal.number}) đã bị sửa."
    stray = Entry.objects.filter(seal=seal.number).exclude(pk__in=seal.entry_ids)
    for entry in stray:
        yield f"Mục nhật ký {entry.pk} tự nhận thuộc lô {seal.number} nhưng không có trong lô."


def _told_of_erasing(entries: Iterable[Entry]) -> dict[int, dict[str, list[str]]]:
    """What each act of erasing says that it took from the trail: paths by entry."""
    acts = {act for entry in entries for act in entry.erased.values()}
    rows = Entry.objects.filter(pk__in=acts, event=ERASING) if acts else Entry.objects.none()
    return {act.pk: act.after.get(FROM_TRAIL, {}) for act in rows}


def _is_whole(entry: Entry, told: dict[int, dict[str, list[str]]]) -> bool:
    """Whether every value is what its digest says, or was erased by an act that says so."""
    if entry.digests is None:
        return True
    values = values_of(entry)
    return values.keys() == entry.digests.keys() and all(
        _is_lawfully_erased(entry, path, told)
        if path in entry.erased
        else digest(entry.salts.get(path, ""), path, value) == entry.digests[path]
        for path, value in values.items()
    )


def _is_lawfully_erased(entry: Entry, path: str, told: dict[int, dict[str, list[str]]]) -> bool:
    named = path in told.get(entry.erased[path], {}).get(str(entry.pk), ())
    return named and path not in entry.salts and values_of(entry)[path] == ERASED
