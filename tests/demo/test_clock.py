from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from core.audit.models import Entry
from core.audit.trail import record
from demo.clock import clock_at
from tests.factories import UnitFactory

THEN = datetime(2023, 3, 25, 9, tzinfo=UTC)


def test_clock_at_sets_the_program_back():
    with clock_at(THEN):
        assert (timezone.now(), str(timezone.localdate())) == (THEN, "2023-03-25")


def test_clock_at_goes_on_afterwards_even_when_the_block_fails():
    with pytest.raises(ValueError, match="lỗi"), clock_at(THEN):
        raise ValueError("lỗi")
    assert timezone.now() - THEN > timedelta(days=365)


@pytest.mark.django_db
def test_clock_at_leaves_the_audit_trail_its_true_time():
    unit = UnitFactory()
    with clock_at(THEN):
        entry = record("tests.done", unit, by=None)
    assert Entry.objects.get(pk=entry.pk).at.year > 2023
