"""What the audit trail says of a spill, and taking it out so that the chain still verifies."""

from django.db.models import Q

from core.audit.digests import CONTENT, emptied, values_of
from core.audit.models import ERASABLE, Entry
from core.erasure.copies import holding
from core.erasure.spill import Spill

Paths = dict[str, list[str]]  # by the key of the entry


def paths_in_trail(spill: Spill) -> tuple[Paths, int]:
    """The values that give it away, and how many entries from before the digests do.

    The chain rests on the values of those: nothing can be taken from them.
    """
    needles, paths, unprovable = spill.needles, {}, 0
    for entry in _candidates(spill, needles):
        of_subject = (entry.subject_type, entry.subject_id) == (
            spill.subject_type,
            spill.subject_id,
        )
        found = [
            path
            for path, value in values_of(entry).items()
            if path not in entry.erased
            and spill.is_told_by(
                path.rpartition(".")[2], value, of_subject=of_subject, needles=needles
            )
        ]
        if found and entry.digests is None:
            unprovable += 1
        elif found:
            paths[str(entry.pk)] = found
    return paths, unprovable


def erase_from_trail(paths: Paths, act: Entry) -> None:
    """The mark in the place of each value, its salt gone, and the act named that took it."""
    for entry in Entry.objects.filter(pk__in=paths):
        for path in paths[str(entry.pk)]:
            emptied(entry, path)
            entry.erased[path] = act.pk
        entry.save(update_fields=ERASABLE)


def _candidates(spill: Spill, needles):
    own = Q(subject_type=spill.subject_type, subject_id=spill.subject_id)
    fields = [Entry._meta.get_field(name) for name in CONTENT]
    elsewhere = holding(Entry.objects.order_by(), fields, needles.words)
    return Entry.objects.filter(own | Q(pk__in=elsewhere.values("pk"))).order_by("pk")
