from datetime import UTC, datetime

import pytest
from django.db import transaction

from demo.clock import clock_at
from demo.loader import load

NOW = datetime(2028, 2, 29, 3, tzinfo=UTC)  # ten in the morning of a leap day


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for the tests of a module and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        with clock_at(NOW):
            load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(loaded):
    """The demonstration on the day of its loading."""
    with clock_at(NOW):
        yield
