"""The bound on wrong codes: of one client, of all, and for how long."""

from datetime import UTC, datetime

import pytest
import time_machine

from documents.domain import guesses
from documents.domain.guesses import TooManyGuesses, client_of, count_guess
from documents.domain.verification import document_of_code
from documents.models import GuessCount
from tests.documents.issuing import CODE, issued_document

pytestmark = pytest.mark.django_db

WRONG = "0000000000000000"
NOON = datetime(2026, 12, 15, 5, 4, 30, tzinfo=UTC)  # 12:04:30 in Vietnam
CLIENT = "192.0.2.1"
ANOTHER = "192.0.2.2"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def small_bounds(monkeypatch):
    monkeypatch.setattr(guesses, "MOST_OF_ONE", 3)
    monkeypatch.setattr(guesses, "MOST_OF_ALL", 5)


def guess(times: int, *, client: str = CLIENT, code: str = WRONG) -> int:
    """How many of the tries were answered."""
    answered = 0
    for _ in range(times):
        try:
            document_of_code(code, client=client)
        except TooManyGuesses:
            continue
        answered += 1
    return answered


def test_thirty_wrong_codes_are_answered_and_no_more():
    assert guess(40) == 30


def test_without_the_bound_guessing_goes_on(monkeypatch):
    monkeypatch.setattr(guesses, "MOST_OF_ONE", 10**6)
    assert guess(40) == 40


def test_who_guessed_too_often_does_not_get_the_right_code_answered(small_bounds):
    issued_document()
    guess(3)
    assert guess(1, code=CODE) == 0


def test_right_codes_are_no_guesses(small_bounds):
    issued_document()
    assert guess(10, code=CODE) == 10


def test_another_client_is_still_answered(small_bounds):
    guess(10)
    assert guess(1, client=ANOTHER) == 1


def test_many_clients_share_a_bound(small_bounds):
    assert [guess(1, client=f"192.0.2.{number}") for number in range(7)] == [1] * 5 + [0] * 2


def test_client_over_its_bound_does_not_use_up_that_of_all(small_bounds):
    guess(100)
    assert guess(2, client=ANOTHER) == 2


def test_next_ten_minutes_are_answered_again(small_bounds, clock):
    guess(4)
    clock.move_to(NOON.replace(minute=10, second=0))
    assert guess(1) == 1


def test_same_ten_minutes_are_not(small_bounds, clock):
    guess(4)
    clock.move_to(NOON.replace(minute=9, second=59))
    assert guess(1) == 0


def test_refusal_says_when_to_try_again(small_bounds):
    guess(3)
    with pytest.raises(TooManyGuesses) as caught:
        count_guess(CLIENT)
    assert caught.value.message == (
        "Đã có quá nhiều mã không đúng được thử. Hãy thử lại sau 12 giờ 10 phút."
    )


def test_counts_are_forgotten_when_their_time_is_over(clock):
    guess(1)
    clock.move_to(NOON.replace(minute=10))
    guess(1)
    assert set(GuessCount.objects.values_list("since", flat=True)) == {
        NOON.replace(minute=10, second=0)
    }


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        (None, "?"),
    ],
)
def test_addresses_of_one_hand_are_counted_together(address, client):
    assert client_of(address) == client
