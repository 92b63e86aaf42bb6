"""Writing the audit trail, sealing it, and proving that nobody touched it."""

import hashlib
import json
from collections.abc import Iterator

from django.db import connection, transaction

from core.audit.models import Entry, Seal

FIRST_HASH = "0" * 64
BATCH = 5000
SEALING_LOCK = 0x71_74_61  # an arbitrary number that only the sealing uses
SYSTEM = "Hệ thống"
HASHED = (
    "pk",
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
    return Entry.objects.create(
        actor_id=by.pk if by else None,
        actor_name=by.full_name if by else SYSTEM,
        authority=str(grant or ""),
        event=event,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_name=str(subject)[:300],
        unit_id=unit_id,
        before=before or {},
        after=after or {},
        reason=reason,
    )


def entry_hash(entry: Entry) -> str:
    """SHA-256 over the entry's facts in canonical JSON."""
    facts = {name: getattr(entry, name) for name in HASHED}
    facts["at"] = entry.at.isoformat()
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def chain_hash(previous: str, entry_ids: list[int], entry_hashes: list[str]) -> str:
    """SHA-256 over the previous batch's hash and every entry of this one, in order."""
    lines = [previous, *(f"{pk}:{digest}" for pk, digest in zip(entry_ids, entry_hashes, strict=True))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


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
    previous = last.hash if last else FIRST_HASH
    ids, hashes = [entry.pk for entry in entries], [entry_hash(entry) for entry in entries]
    seal = Seal.objects.create(
        number=last.number + 1 if last else 1,
        entry_ids=ids,
        entry_hashes=hashes,
        previous_hash=previous,
        hash=chain_hash(previous, ids, hashes),
    )
    Entry.objects.filter(pk__in=ids).update(seal=seal.number)
    return seal


def verify_chain() -> Iterator[str]:
    """Yields one Vietnamese sentence for every break of the chain; nothing when it is whole."""
    previous, expected = FIRST_HASH, 1
    for seal in Seal.objects.order_by("number").iterator():
        if seal.number != expected or seal.previous_hash != previous:
            yield f"Chuỗi niêm phong đứt trước lô {seal.number}."
        if chain_hash(seal.previous_hash, seal.entry_ids, seal.entry_hashes) != seal.hash:
            yield f"Mã kiểm tra của lô {seal.number} không khớp."
        yield from _verify_entries(seal)
        previous, expected = seal.hash, seal.number + 1


def _verify_entries(seal: Seal) -> Iterator[str]:
    entries = Entry.objects.in_bulk(seal.entry_ids)
    for pk, digest in zip(seal.entry_ids, seal.entry_hashes, strict=True):
        if pk not in entries:
            yield f"Mục nhật ký {pk} (lô {seal.number}) đã mất."
        elif entry_hash(entries[pk]) != digest:
            yield f"Mục nhật ký {pk} (lô {seal.number}) đã bị sửa."
    stray = Entry.objects.filter(seal=seal.number).exclude(pk__in=seal.entry_ids)
    for entry in stray:
        yield f"Mục nhật ký {entry.pk} tự nhận thuộc lô {seal.number} nhưng không có trong lô."
