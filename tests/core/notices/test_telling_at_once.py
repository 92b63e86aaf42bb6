"""Something happens again while its reader opens the notice of it: the reader hears of it."""

import pytest
from django.db import IntegrityError, transaction

from core.notices.models import Notice, NoticeQuerySet
from core.notices.reading import mark_read
from core.notices.telling import tell_if_read
from tests.factories import UnitFactory
from tests.refusals import wait_until_blocked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def without_lock(monkeypatch):
    monkeypatch.setattr(NoticeQuerySet, "select_for_update", lambda rows: rows, raising=False)


@transaction.atomic
def rename(unit):
    return tell_if_read([7], event="units.renamed", about=unit, words="Đơn vị đã đổi tên.")


def rename_while_it_is_read(elsewhere):
    """What the second connection gave, which began before the reading was committed."""
    unit = UnitFactory()
    [notice] = rename(unit)
    with transaction.atomic():
        mark_read(notice)
        second = elsewhere(rename, unit)
        wait_until_blocked()
    return second.result(timeout=10)


def test_reader_who_opens_the_notice_now_is_told_anew(elsewhere):
    assert rename_while_it_is_read(elsewhere) == list(Notice.objects.unread())


@pytest.mark.usefixtures("without_lock")
def test_without_the_lock_the_act_would_fail(elsewhere):
    """Its time would be given to a notice that was read before."""
    with pytest.raises(IntegrityError, match="notice_read_after_it_was_made"):
        raise rename_while_it_is_read(elsewhere)
