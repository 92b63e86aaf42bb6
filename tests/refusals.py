"""Asking the database itself, past forms and verbs."""

import time
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused_by(constraint: str):
    """The block's writing breaks this constraint (or trigger), and the transaction lives on."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == constraint


def run_sql(statement: str, *parameters) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return cursor.fetchall() if cursor.description else []


def wait_until_blocked(seconds: float = 10) -> None:
    """Until some other connection waits for a lock of this one."""
    deadline = time.monotonic() + seconds
    waiting = (
        "SELECT 1 FROM pg_locks"
        " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
    )
    while not run_sql(waiting):
        assert time.monotonic() < deadline, "Nobody waits for this connection."
        time.sleep(0.01)
