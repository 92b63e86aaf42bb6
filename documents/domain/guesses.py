"""The bound on guessing verification codes: so many wrong ones in ten minutes, then none.

A code has 80 random bits, so that nobody finds one; the bound keeps guessers from trying, and one
of them from taking the page away from everybody else.
"""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.db import connection
from django.utils import timezone

from core.access.refusals import NotPossible
from documents.models import GuessCount

MINUTES = 10
MOST_OF_ONE = 30
MOST_OF_ALL = 2_000
NETWORK_BITS = 64  # what one subscriber is given of IPv6 addresses
ALL = ""
UNKNOWN = "?"

# One statement, so that guesses sent at the same time are counted one after the other.
COUNT = """
INSERT INTO documents_guesscount (client, since, guesses) VALUES (%s, %s, 1)
ON CONFLICT (client, since) DO UPDATE SET guesses = documents_guesscount.guesses + 1
RETURNING guesses
"""
TAKE_BACK = """
UPDATE documents_guesscount SET guesses = guesses - 1 WHERE client IN (%s, %s) AND since = %s
"""


class TooManyGuesses(NotPossible):
    """`until` is when codes are looked up again."""

    code = "too_many_guesses"

    def __init__(self, until: datetime):
        self.until = until
        time = timezone.localtime(until)
        super().__init__(
            f"Đã có quá nhiều mã không đúng được thử. Hãy thử lại sau {time:%H} giờ {time:%M} phút."
        )


def count_guess(client: str) -> datetime:
    """Counts a try before it is answered, and gives the time it counts for.

    Who is over the own bound does not use up that of all. Raises TooManyGuesses.
    """
    since = _beginning(timezone.now())
    for counted, most in ((client, MOST_OF_ONE), (ALL, MOST_OF_ALL)):
        if _count(counted, since) > most:
            raise TooManyGuesses(since + timedelta(minutes=MINUTES))
    return since


def take_back(client: str, since: datetime) -> None:
    """The code was right, thus no guess: a hall full of people may verify what they were given."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_BACK, [client, ALL, since])


def client_of(address: str | None) -> str:
    """Who is counted together: one address, or a network of IPv6 addresses, all of one hand."""
    if address is None:
        return UNKNOWN
    parsed = ip_address(address)
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    if parsed.version == 4:
        return str(parsed)
    return str(ip_network(f"{address}/{NETWORK_BITS}", strict=False).network_address)


def _count(client: str, since: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [client, since])
        (guesses,) = cursor.fetchone()
    if client == ALL and guesses == 1:
        GuessCount.objects.filter(since__lt=since).delete()
    return guesses


def _beginning(now: datetime) -> datetime:
    """Of the ten minutes in which a moment falls."""
    return now.replace(minute=now.minute - now.minute % MINUTES, second=0, microsecond=0)
