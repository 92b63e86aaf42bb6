"""Sending over a real mail server on loopback that fails: late, but once."""

import pytest

from core.notices.enums import MessageState as State
from core.notices.models import Message
from core.notices.outbox import LEASE
from core.notices.tasks import send_waiting
from tests.core.notices.post_office import Fault
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def text_of(email) -> str:
    return email.get_payload(decode=True).decode().replace("\r\n", "\n").strip()


def test_message_is_delivered_and_says_so(told, open_office):
    office, message = open_office(), told()
    send_waiting()
    message.refresh_from_db()
    assert (len(office.delivered), message.state, message.sent_at is None) == (1, State.SENT, False)


def test_email_says_where_to_look_and_nothing_of_what_it_is(told, open_office):
    office, message = open_office(), told()
    send_waiting()
    [email] = office.delivered
    assert text_of(email) == (
        "Kính gửi đồng chí,\n\n"
        "Chương trình Quyết Thắng có 1 thông báo mới dành cho đồng chí.\n"
        "Mời đăng nhập để xem: https://thidua.example.vn/notices/\n\n"
        "Thư này do chương trình tự động gửi và không chứa nội dung, số liệu; "
        "xin không trả lời thư."
    )
    assert (email["To"], office.subjects) == ("an@example.vn", ["Quyết Thắng: có việc cần xem"])
    assert email["Message-ID"] == f"<{message.key}@example.vn>"


def test_email_of_a_closed_network_names_no_address(told, open_office, settings):
    settings.PUBLIC_URL = ""
    office = open_office()
    told()
    send_waiting()
    way = "Mời đăng nhập chương trình và mở mục Thông báo để xem."
    assert text_of(office.delivered[0]).splitlines()[3] == way


def test_server_that_fails_twice_gets_the_message_once(told, open_office, later):
    office, message = open_office(Fault.BUSY, Fault.BUSY), told()
    seen = []
    for _ in range(4):
        send_waiting()
        message.refresh_from_db()
        seen.append((message.state, message.tries, len(office.delivered)))
        later()
    assert seen == [
        (State.WAITING, 1, 0),
        (State.WAITING, 2, 0),
        (State.SENT, 3, 1),
        (State.SENT, 3, 1),
    ]


def test_server_that_is_away_loses_nothing(told, open_office, settings, later):
    office, _ = open_office(), told()
    settings.EMAIL_PORT = 1
    send_waiting()
    later()
    settings.EMAIL_PORT = office.port
    send_waiting()
    assert (states(), len(office.delivered)) == ([State.SENT], 1)


def test_server_in_trouble_ends_the_round(told, open_office):
    office = open_office(Fault.BUSY, Fault.BUSY)
    told(), told()
    send_waiting()
    assert office.sessions == 1
    assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 1]


def test_address_that_is_refused_holds_up_no_other(told, open_office):
    office, _, _ = open_office(Fault.NO_SUCH_PERSON), told(), told()
    send_waiting()
    assert (states(), len(office.delivered)) == ([State.WAITING, State.SENT], 1)
    assert "no such person" in Message.objects.earliest("pk").last_error


def test_several_notices_of_a_person_go_in_one_email(told, open_office):
    office, person = open_office(), UserFactory(email="an@example.vn")
    for _ in range(3):
        told(person)
    send_waiting()
    assert states() == [State.SENT, State.CARRIED, State.CARRIED]
    assert "có 3 thông báo mới" in text_of(office.delivered[0])


def test_server_that_never_answered_is_asked_again_under_the_same_id(told, open_office, later):
    """It may have taken the message: whoever reads both sees by the id that they are one."""
    office, message = open_office(Fault.SILENT), told()
    send_waiting()
    later()
    send_waiting()
    assert (states(), office.by_id) == ([State.SENT], {message.message_id: 2})


def test_nothing_is_sent_where_email_was_turned_off(told, open_office, settings):
    office, _ = open_office(), told()
    settings.SENDS_EMAIL = False
    send_waiting()
    assert (states(), office.sessions) == ([State.WAITING], 0)


def test_lease_outlasts_all_answers_of_a_server(settings):
    answers = 12  # connect, greeting, EHLO, STARTTLS, EHLO, AUTH (3), MAIL, RCPT, DATA, its end
    assert LEASE.total_seconds() > answers * settings.EMAIL_TIMEOUT
