"""Telling people: one row each, once for an occasion, with the change or not at all."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core.notices.models import Message, Notice
from core.notices.reading import mark_read, newest_unread
from core.notices.telling import tell, tell_if_read
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

WORDS = "Đơn vị đã đổi tên."


@pytest.fixture
def unit():
    return UnitFactory(short_name="Xã Ba Tơ")


def rename(unit, *people, **more):
    return tell(people, event="units.renamed", about=unit, words=WORDS, **more)


def rename_often(unit, *people):
    return tell_if_read(people, event="units.renamed", about=unit, words=WORDS)


def told() -> list[int]:
    return sorted(Notice.objects.values_list("user_id", flat=True))


def test_notice_names_the_thing_and_where_it_is(unit):
    rename(unit, 7)
    notice = Notice.objects.get()
    assert (notice.words, notice.about_name, notice.address, notice.is_read) == (
        WORDS,
        "Xã Ba Tơ",
        unit.get_absolute_url(),
        False,
    )


def test_each_person_is_told_once(unit):
    rename(unit, 7, 8, 7)
    assert told() == [7, 8]


def test_without_an_occasion_it_is_said_again(unit):
    rename(unit, 7)
    rename(unit, 7)
    assert told() == [7, 7]


def test_on_one_occasion_nobody_is_told_twice(unit):
    rename(unit, 7, key="2026-04-10")
    again = rename(unit, 7, 8, key="2026-04-10")
    assert ([notice.user_id for notice in again], told()) == ([8], [7, 8])


def test_another_occasion_is_told(unit):
    rename(unit, 7, key="2026-04-10")
    rename(unit, 7, key="2026-04-11")
    assert told() == [7, 7]


def test_unread_notice_says_what_happens_again(unit):
    rename_often(unit, 7)
    with time_machine.travel(Notice.objects.get().created_at + timedelta(hours=1), tick=False):
        again = rename_often(unit, 7, 8)
    assert [notice.user_id for notice in again] == [8]
    times = Notice.objects.values_list("user_id", "created_at")
    assert sorted(times) == [(7, again[0].created_at), (8, again[0].created_at)]


def test_who_has_read_it_is_told_again(unit):
    mark_read(*rename_often(unit, 7))
    rename_often(unit, 7)
    assert told() == [7, 7]


def test_unread_notice_of_something_else_says_nothing_of_it(unit):
    rename_often(unit, 7)
    rename_often(UnitFactory(), 7)
    tell_if_read([7], event="units.ended", about=unit, words=WORDS)
    assert told() == [7, 7, 7]


@pytest.mark.usefixtures("email_is_on")
def test_what_an_unread_notice_says_sends_no_second_email(unit):
    person = UserFactory(email="an@example.vn")
    rename_often(unit, person.pk)
    rename_often(unit, person.pk)
    assert Message.objects.count() == 1


def test_notice_that_says_it_again_is_the_newest(unit):
    person = UserFactory()
    [first] = rename_often(unit, person.pk)
    rename(UnitFactory(), person.pk)
    with time_machine.travel(first.created_at + timedelta(hours=1), tick=False):
        rename_often(unit, person.pk)
    person.unread_notices = 2
    assert newest_unread(person)[0] == Notice.objects.unread_first().first() == first


def test_notice_goes_with_what_was_undone(unit):
    with transaction.atomic():
        rename(unit, 7)
        transaction.set_rollback(True)
    assert told() == []


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"words": ""}, "notice_says_something"),
        ({"address": "//elsewhere.vn/"}, "notice_address_is_local"),
        ({"address": ""}, "notice_address_is_local"),
        ({"read_at": "2020-01-01 00:00+07:00"}, "notice_read_after_it_was_made"),
    ],
)
def test_database_refuses_a_notice_that_cannot_be(unit, changes, name):
    rename(unit, 7)
    with pytest.raises(IntegrityError, match=name):
        Notice.objects.update(**changes)


def test_database_refuses_a_second_notice_of_one_occasion(unit):
    rename(unit, 7, 8, key="1")
    with pytest.raises(IntegrityError, match="notice_once_for_an_occasion"):
        Notice.objects.update(user_id=7)
