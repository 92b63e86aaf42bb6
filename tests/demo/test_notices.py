"""What people of the demonstration were told: the past is read, the last days are not."""

import pytest
from django.utils import timezone

from core.notices.models import Notice
from demo.loader import UNREAD_FOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_notices_have_the_time_of_what_they_tell():
    told = Notice.objects.filter(event="results.accepted")
    assert told.earliest("created_at").created_at.year == 2023


def test_what_is_unread_is_of_the_last_days():
    since = timezone.now() - UNREAD_FOR
    old = Notice.objects.filter(created_at__lt=since)
    new = Notice.objects.filter(created_at__gte=since)
    assert (old.unread().count(), new.exclude(read_at=None).count()) == (0, 0)
    assert min(old.count(), new.count()) > 0
