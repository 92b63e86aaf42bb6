"""Telling people in the program that something happened, in the transaction in which it did."""

from collections.abc import Iterable

from core.notices.models import Notice


def tell(user_ids: Iterable[int], *, event: str, about, words: str, key: str = "") -> list[Notice]:
    """Tells each person once; gives the notices that were written.

    `about` is the thing, with an address in the program; `words` are Vietnamese and hold nothing
    that one of the readers may not read: no figures, and no text that somebody else typed. With a
    `key` it is one occasion: who was told of this event about this thing on it is not told again.
    """
    facts = {
        "event": event,
        "about_type": about._meta.label_lower,
        "about_id": about.pk,
        "key": key,
    }
    said = {
        "about_name": str(about)[:300],
        "address": about.get_absolute_url(),
        "words": words,
    }
    people = sorted(set(user_ids))  # in one order everywhere: no two verbs wait for each other
    if not key:
        return Notice.objects.bulk_create(
            [Notice(user_id=person, **facts, **said) for person in people]
        )
    told = [
        Notice.objects.get_or_create(user_id=person, **facts, defaults=said) for person in people
    ]
    return [notice for notice, is_new in told if is_new]
