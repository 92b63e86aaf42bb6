"""What every test of ours rests on."""

import pytest
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
