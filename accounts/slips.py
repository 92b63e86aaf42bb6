"""Slips on their way from the act that made them to the one page that shows them.

An initial password is never stored in clear: the session keeps it encrypted, for minutes, and
gives it away once.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.domain.passwords import Slip
from accounts.models import Grant, User

KEY = "slips"
SECONDS = 600


def keep_slips(session, slips: list[Slip]) -> None:
    """Leaves the slips for the next page; the newest of a person counts."""
    kept = {str(slip.person.pk): _box().encrypt(slip.password.encode()).decode() for slip in slips}
    session[KEY] = session.get(KEY, {}) | kept


def take_slips(session) -> list[Slip]:
    """Gives the slips that were left, by name of the person; the next call gives none.

    Each person comes with `current_grants`.
    """
    kept = session.pop(KEY, {})
    in_force = Grant.objects.in_force(timezone.localdate()).for_naming()
    people = User.objects.filter(pk__in=kept).prefetch_related(
        Prefetch("grants", in_force, to_attr="current_grants")
    )
    opened = ((person, _open(kept[str(person.pk)])) for person in people)
    return [Slip(person, password) for person, password in opened if password]


def _open(token: str) -> str | None:
    try:
        return _box().decrypt(token, ttl=SECONDS).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    key = salted_hmac("accounts.slips", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
