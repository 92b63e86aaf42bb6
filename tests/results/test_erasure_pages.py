"""The pages on which an erasure is asked for and decided: what they show, and what never."""

import pytest
from django.urls import reverse

from core.access.seen import fingerprint
from core.erasure.enums import ErasureState as Decision
from core.erasure.models import ErasureRequest
from core.erasure.wording import ERASED
from core.notices.models import Notice
from results.domain.erasing import confirm_erasure, erasure_findings
from tests.saying import sentences
from tests.secrets import CANARY, asked, erased, inspector_of, places_with, value_key
from tests.workflows import clerk_of, fill_in, head_of, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(submission):
    return submit(fill_in(submission))


def address(name, submission, request=None) -> str:
    return reverse(f"results:{name}", args=[submission.pk, *([request.pk] if request else [])])


def ask(client, submission, **typed):
    data = {"places": value_key(submission), "phrases": CANARY, "reason": "Nhập nhầm."}
    return client.post(address("erase", submission), data | typed)


def test_request_leads_to_its_page(client, sent):
    client.force_login(head_of(sent))
    response = ask(client, sent)
    request = ErasureRequest.objects.get()
    assert response.headers["Location"] == address("erasure", sent, request)
    assert (request.phrases, request.reason) == ([CANARY], "Nhập nhầm.")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"places": ""}, "places"),
        ({"places": "figure-0-note"}, "places"),
        ({"phrases": "K17"}, "phrases"),
        ({"reason": " "}, "reason"),
        ({"reason": CANARY}, "reason"),
    ],
)
def test_request_that_cannot_be_is_told_at_its_field(client, sent, typed, field):
    client.force_login(head_of(sent))
    response = ask(client, sent, **typed)
    form = response.context["form"]
    kept = {"phrases": CANARY, "reason": "Nhập nhầm."} | typed
    assert (response.status_code, list(form.errors)) == (422, [field])
    assert (form["phrases"].value(), form["reason"].value()) == (kept["phrases"], kept["reason"])


def test_page_shows_places_and_numbers_and_never_the_content(client, sent):
    request = asked(sent, value_key(sent), phrases=[CANARY])
    client.force_login(inspector_of(sent))
    page = client.get(address("erasure", sent, request)).content.decode()
    name = sent.current_revision.figures.get().indicator.name
    assert f"Số liệu và ghi chú: {name}: 1" in page
    assert CANARY not in page


def test_whoever_asked_is_offered_no_decision(client, sent):
    request = asked(sent, value_key(sent), by=inspector_of(sent))
    client.force_login(head_of(sent))
    page = client.get(address("erasure", sent, request)).content.decode()
    assert address("confirm_erasure", sent, request) not in page


def test_second_person_erases_from_the_page(client, sent):
    request = asked(sent, value_key(sent), phrases=[CANARY])
    client.force_login(inspector_of(sent))
    seen = fingerprint(erasure_findings(sent, request).facts)
    response = client.post(address("confirm_erasure", sent, request), {"seen": seen})
    assert sentences(response) == ["Đã xóa nội dung ở mọi chỗ nêu dưới đây."]
    request.refresh_from_db()
    assert request.state == Decision.ERASED
    assert places_with(CANARY) == set()


def test_page_that_was_overtaken_erases_nothing(client, sent):
    request = asked(sent, value_key(sent))
    client.force_login(inspector_of(sent))
    response = client.post(address("confirm_erasure", sent, request), {"seen": "0"})
    request.refresh_from_db()
    assert (len(sentences(response)), request.state) == (1, Decision.WAITING)


def test_decline_without_a_reason_asks_for_it(client, sent):
    request = asked(sent, value_key(sent))
    client.force_login(inspector_of(sent))
    response = client.post(address("decline_erasure", sent, request), {"reason": " "})
    assert (response.status_code, list(response.context["decline"].errors)) == (422, ["reason"])


def test_request_of_another_submission_is_not_there(client, sent):
    client.force_login(head_of(sent))
    assert client.get(address("erase", sent) + "1/").status_code == 404


def test_submission_leads_to_its_requests_for_those_with_the_right(client, sent):
    request = asked(sent, value_key(sent))
    link = address("erasure", sent, request)
    pages = []
    for who in (head_of, clerk_of):
        client.force_login(who(sent))
        pages.append(client.get(sent.get_absolute_url()).content.decode())
    assert [link in page for page in pages] == [True, False]


def test_erased_text_shows_its_mark(client, submission):
    submission = submit(fill_in(submission))
    erased(submission, value_key(submission))
    client.force_login(head_of(submission))
    page = client.get(submission.get_absolute_url()).content.decode()
    assert ("Báo cáo riêng theo chế độ mật" in page, ERASED in page) == (True, False)


def test_second_person_is_told_and_then_who_asked(sent):
    inspector, head = inspector_of(sent), head_of(sent)
    request = asked(sent, value_key(sent), by=head)
    seen = fingerprint(erasure_findings(sent, request).facts)
    confirm_erasure(sent, request, seen=seen, by=inspector)
    told = Notice.objects.filter(event__startswith="erasure.").order_by("pk")
    assert list(told.values_list("user_id", "event")) == [
        (inspector.pk, "erasure.asked"),
        (head.pk, "erasure.confirmed"),
    ]
