"""Telling people in the program that something happened, in the transaction in which it did."""

from collections.abc import Iterable

from django.utils import timezone

from core.notices.models import Notice
from core.notices.outbox import post


def tell(user_ids: Iterable[int], *, event: str, about, words: str, key: str = "") -> list[Notice]:
    """Tells each person once; gives the notices that were written.

    `about` is the thing, with an address in the program; `words` are Vietnamese and hold nothing
    that one of the readers may not read: no figures, and no text that somebody else typed. With a
    `key` it is one occasion: who was told of this event about this thing on it is not told again.
    """
    facts = _facts(event, about) | {"key": key}
    people = sorted(set(user_ids))  # in one order everywhere: no two verbs wait for each other
    write = _write_once if key else _write
    written = write(people, facts, _said(about, words))
    post(written)
    return written


def tell_if_read(user_ids: Iterable[int], *, event: str, about, words: str) -> list[Notice]:
    """Tells of what happens many times in a row: whoever has read what was told so far.

    To the others their unread notice of this event about this thing says it, now with the present
    time, and no second e-mail goes out.
    """
    people = set(user_ids)
    unread = Notice.objects.unread().filter(user_id__in=people, **_facts(event, about))
    locked = unread.select_for_update().order_by("user_id")  # one who reads it now is told anew
    told = dict(locked.values_list("user_id", "pk"))
    Notice.objects.filter(pk__in=told.values()).update(created_at=timezone.now())
    return tell(people - told.keys(), event=event, about=about, words=words)


def _facts(event: str, about) -> dict:
    return {"event": event, "about_type": about._meta.label_lower, "about_id": about.pk}


def _said(about, words: str) -> dict:
    return {"about_name": str(about)[:300], "address": about.get_absolute_url(), "words": words}


def _write(people: list[int], facts: dict, said: dict) -> list[Notice]:
    return Notice.objects.bulk_create(
        [Notice(user_id=person, **facts, **said) for person in people]
    )


def _write_once(people: list[int], facts: dict, said: dict) -> list[Notice]:
    told = [
        Notice.objects.get_or_create(user_id=person, **facts, defaults=said) for person in people
    ]
    return [notice for notice, is_new in told if is_new]
