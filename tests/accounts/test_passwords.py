"""Initial passwords: strong, and typed from paper without a mistake."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password

from accounts.domain.passwords import SIGNS, Slip, generate_password
from accounts.models import User

LOOK_ALIKES = ["0o", "1il", "2z", "5s", "6b", "9gq"]


def test_generated_password_has_four_groups():
    assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", generate_password())


def test_generated_passwords_differ():
    assert len({generate_password() for _ in range(50)}) == 50


@pytest.mark.parametrize("group", LOOK_ALIKES)
def test_signs_have_at_most_one_of_those_that_look_alike(group):
    assert len(set(group) & set(SIGNS)) <= 1


def test_signs_are_left_alone_by_a_vietnamese_keyboard():
    """Vowels, w and d are composed into other letters as soon as they are typed."""
    assert set(SIGNS) & set("aeiouywd") == set()


def test_generated_password_is_accepted_as_a_password():
    validate_password(generate_password(), User(username="an", full_name="Nguyễn Văn An"))


def test_slip_does_not_tell_the_password_in_a_log():
    assert "kx7m" not in repr(Slip(User(full_name="Nguyễn Văn An"), "kx7m-9hpr-t4vb-n3cj"))
