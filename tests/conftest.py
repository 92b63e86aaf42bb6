"""What every test of ours rests on."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

WITHOUT_TRIGGERS = "SET LOCAL session_replication_role = replica"


@pytest.fixture(scope="session", autouse=True)
def emptying_the_database_goes_around_triggers():
    """The audit trail refuses TRUNCATE, which is how transactional tests clean up."""
    flush = DatabaseOperations.execute_sql_flush
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            DatabaseOperations,
            "execute_sql_flush",
            lambda self, statements: flush(self, [WITHOUT_TRIGGERS, *statements]),
        )
        yield


KEYS_FROM = 1001
RESTART_EVERY_KEY = """
SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s, false)
FROM pg_sequences WHERE schemaname = current_schema()
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keys of four digits: a page that prints one with a dot for thousands fails in the tests."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(RESTART_EVERY_KEY, [KEYS_FROM])


@pytest.fixture
def elsewhere():
    """Runs a function in another thread, on a connection of its own; gives its outcome."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield lambda act, *args, **kwargs: pool.submit(_with_own_connection, act, args, kwargs)


def _with_own_connection(act, args, kwargs):
    with closing(connection):
        try:
            return act(*args, **kwargs)
        except Exception as error:
            return error
