"""Guesses that come at the same time are counted one by one."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection

from documents.domain.guesses import MOST_OF_ONE, TooManyGuesses, count_guess

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, EACH = 8, 10


def guess(client: str) -> int:
    """How many of the tries were let through."""
    with closing(connection):
        return sum(_is_let_through(client) for _ in range(EACH))


def _is_let_through(client: str) -> bool:
    try:
        count_guess(client)
    except TooManyGuesses:
        return False
    return True


@time_machine.travel(datetime(2026, 12, 15, 5, 4, tzinfo=UTC), tick=False)
def test_bound_holds_for_guesses_at_once():
    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(guess, ["192.0.2.1"] * THREADS)) == MOST_OF_ONE
