"""Two people on one entry page are told about each other."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from results.domain.presence import FORGOTTEN, LASTS, note_presence
from results.models import Presence
from tests.workflows import clerk_of, head_of

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=1)


@pytest.fixture
def clerk(submission):
    return clerk_of(submission)


@pytest.fixture
def head(submission):
    return head_of(submission)


def test_whoever_is_alone_is_told_of_nobody(submission, clerk):
    assert note_presence(submission, by=clerk) == []
    assert note_presence(submission, by=clerk) == []


def test_two_are_told_of_each_other(submission, clerk, head):
    note_presence(submission, by=clerk)
    assert note_presence(submission, by=head) == [clerk]
    assert note_presence(submission, by=clerk) == [head]


def test_whoever_left_is_told_of_no_more(submission, clerk, head):
    note_presence(submission, by=clerk)
    with time_machine.travel(timezone.now() + LASTS + LATER):
        assert note_presence(submission, by=head) == []


def test_signs_are_not_kept(submission, clerk, head):
    note_presence(submission, by=clerk)
    with time_machine.travel(timezone.now() + FORGOTTEN + LATER):
        note_presence(submission, by=head)
    assert [sign.user for sign in Presence.objects.all()] == [head]


def test_an_open_page_is_answered_with_who_else_has_it_open(client, submission, clerk, head):
    note_presence(submission, by=head)
    client.force_login(clerk)
    answer = client.post(reverse("results:present", args=[submission.pk]))
    assert f"Đang cùng mở trang này: {head}." in answer.content.decode()
