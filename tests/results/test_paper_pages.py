"""Sending with a paper, attaching it later, entering from one: the pages and what they say."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import Role
from core.access.seen import fingerprint
from core.audit.words import EVENTS
from results.domain.figures import save_answers
from results.domain.papers import InvalidPaper
from results.domain.policies import Rewritten, written_facts
from results.domain.stand_ins import paper_before
from results.enums import SubmissionState as State
from results.models import PaperReport, StandIn, Submission
from tests.access.routes.results import entered
from tests.core.files.scanned import PDF, PNG
from tests.factories import UserFactory
from tests.on_behalf import DAY, NUMBER, WHY, attach_signed, begin, give_back, superiors_clerk
from tests.posting import posted
from tests.saying import sentences
from tests.secrets import erased
from tests.workflows import (
    accept,
    answer_to,
    clerk_of,
    fill_in,
    head_of,
    reviewer_of,
    running_movement,
    send_back,
    submit,
)

REFERENCE = f"số {NUMBER} ngày 05/04/2026"
CANARY = "chim-hoàng-yến"
pytestmark = pytest.mark.django_db


def again(submission) -> Submission:
    return Submission.objects.with_context().get(pk=submission.pk)


def address(name, submission, *more) -> str:
    return reverse(f"results:{name}", args=[submission.pk, *more])


def post(client, name, submission, content=PDF, **typed):
    paper = {"number": NUMBER, "dated_on": "05/04/2026", "revision": submission.current_revision_id}
    paper["seen"] = fingerprint(written_facts(submission.current_revision))
    if content:
        paper["file"] = SimpleUploadedFile("bao-cao.pdf", content)
    return client.post(address(name, submission), paper | typed)


@pytest.fixture
def filled(submission):
    return fill_in(submission)


@pytest.fixture
def head(client, submission):
    client.force_login(head_of(submission))
    return client


@pytest.fixture
def above(client, submission):
    """The clerk of the superior."""
    client.force_login(superiors_clerk(submission))
    return client


def test_sending_with_a_paper_ends_at_the_receipt(head, filled):
    response = post(head, "send", filled)
    assert response.url == address("receipt", filled, 1)
    page = head.get(response.url).content.decode()
    assert f"Báo cáo giấy {REFERENCE}" in page
    assert PaperReport.objects.get().scan.sha256 in page


def test_what_was_written_since_the_page_was_shown_is_not_sent(head, filled):
    figure = filled.current_revision.figures.select_related("indicator").get()
    answer = answer_to(figure, part=Decimal(1), whole=Decimal(2))
    told = {"by": clerk_of(filled), "revision_id": filled.current_revision_id}
    seen = fingerprint(written_facts(filled.current_revision))
    save_answers(again(filled), [answer], **told)
    shown = post(head, "send", filled, seen=seen).context["form"]
    assert shown.non_field_errors() == [Rewritten.message]
    assert (shown["number"].value(), again(filled).state) == (NUMBER, State.OPEN)
    assert post(head, "send", filled, seen=shown["seen"].value()).status_code == 302


def test_page_of_sending_shows_what_is_sent(head, filled):
    page = head.get(address("send", filled))
    [section] = page.context["sections"]
    assert [row.figure for row in section.rows] == list(filled.current_revision.figures.all())


def test_sending_without_a_paper_leaves_all_three_blank(head, filled):
    response = post(head, "send", filled, content=None, number="", dated_on="")
    assert (response.status_code, PaperReport.objects.exists()) == (302, False)
    assert again(filled).state == State.SUBMITTED


@pytest.mark.parametrize(
    ("typed", "content", "marked"),
    [
        ({"number": ""}, PDF, {"number", "file"}),
        ({"dated_on": ""}, PDF, {"dated_on", "file"}),
        ({}, None, {"file"}),
        ({"dated_on": "31/02/2026"}, PDF, {"dated_on", "file"}),
        ({"dated_on": "31/12/2025"}, PDF, {"dated_on", "file"}),
        ({"number": "1" * 31}, PDF, {"number", "file"}),
        ({"number": "15\x00"}, PDF, {"number", "file"}),
        ({}, b"<script>", {"file"}),
    ],
)
def test_bad_paper_sends_nothing_and_keeps_what_was_typed(head, filled, typed, content, marked):
    response = post(head, "send", filled, content, **typed)
    form = response.context["form"]
    assert (response.status_code, set(form.errors)) == (422, marked)
    kept = {"number": NUMBER, "dated_on": "05/04/2026"} | typed
    assert {name: form[name].value() for name in kept} == kept
    assert again(filled).state == State.OPEN


def test_chosen_file_is_asked_for_again(head, filled):
    form = post(head, "send", filled, number="").context["form"]
    assert form.errors["file"] == ["Hãy chọn lại tệp “bao-cao.pdf”."]


def test_incomplete_report_is_not_sent_and_says_what_is_missing(head, submission):
    assert head.get(address("send", submission)).context["unanswered"] == 1
    response = post(head, "send", submission)
    assert (response.status_code, "Còn 01 chỉ tiêu" in response.content.decode()) == (422, True)


def test_page_that_was_overtaken_rests_on_what_it_shows_next(head, filled):
    response = post(head, "send", filled, revision=1)
    form = response.context["form"]
    assert (response.status_code, form["revision"].value()) == (422, filled.current_revision_id)


def test_saving_leads_on_to_the_sending(head, submission):
    typed = entered(submission) | {"send": ""}
    assert head.post(address("enter", submission), typed).url == address("send", submission)


def test_paper_is_attached_later_by_the_clerk(client, filled):
    sent = submit(filled)
    client.force_login(clerk_of(sent))
    assert f'href="{address("attach_paper", sent)}"' in detail(client, sent)
    assert post(client, "attach_paper", sent).url == address("submission", sent)
    page = detail(client, sent)
    assert f'href="{address("attach_paper", sent)}"' not in page
    assert f'href="{address("paper_file", sent, 1)}"' in page


def detail(client, submission) -> str:
    return client.get(address("submission", submission)).content.decode()


@pytest.mark.parametrize("name", ["send", "stand_in"])
def test_page_of_what_was_sent_leads_back(client, filled, name):
    sent = submit(filled)
    client.force_login(head_of(sent) if name == "send" else superiors_clerk(sent))
    assert client.get(address(name, sent)).url == address("submission", sent)


def test_scan_is_given_under_its_number(client, filled):
    sent = submit(filled)
    attach_signed(sent)
    client.force_login(reviewer_of(sent))
    response = client.get(address("paper_file", sent, 1))
    assert b"".join(response.streaming_content) == PDF


def test_standing_in_leads_to_the_cells_and_to_the_receipt(above, submission):
    assert f'href="{address("stand_in", submission)}"' in detail(above, submission)
    response = post(above, "stand_in", submission, reason=WHY)
    assert response.url == address("enter", submission)
    assert above.get(response.url).status_code == 200
    assert above.post(response.url, entered(submission)).status_code == 302
    shown = above.get(address("send", submission)).context["form"]
    response = above.post(address("send", submission), posted(shown))
    page = above.get(response.url).content.decode()
    assert f"Báo cáo giấy {REFERENCE}" in page
    assert "Nhập thay theo" in page


def test_standing_in_without_a_reason_keeps_what_was_typed(above, submission):
    form = post(above, "stand_in", submission, reason="").context["form"]
    assert form.errors["reason"] == ["Hãy ghi rõ lý do."]
    assert (form["number"].value(), StandIn.objects.exists()) == (NUMBER, False)


@pytest.fixture
def returned(submission):
    """Sent on behalf of the unit and handed back."""
    person = superiors_clerk(submission)
    begin(submission, by=person)
    return send_back(submit(fill_in(submission, by=person), by=person))


def test_standing_in_again_begins_with_the_paper_of_the_last_time(above, returned):
    form = above.get(address("stand_in", returned)).context["form"]
    begun = post(above, "stand_in", returned, content=None, reason=WHY)
    first, second = StandIn.objects.order_by("pk")
    assert (form["number"].value(), form["dated_on"].value()) == (NUMBER, DAY)
    assert (begun.status_code, second.scan) == (302, first.scan)


def test_paper_of_the_last_time_can_be_replaced(above, returned):
    post(above, "stand_in", returned, content=PNG, number="16/BC-UBND", reason=WHY)
    first, second = StandIn.objects.order_by("pk")
    assert (second.number, second.scan == first.scan) == ("16/BC-UBND", False)


def test_first_standing_in_needs_a_scan(above, submission):
    form = post(above, "stand_in", submission, content=None, reason=WHY).context["form"]
    assert list(form.errors) == ["file"]


def test_what_the_unit_sent_itself_offers_no_paper(above, filled):
    returned = send_back(submit(filled))
    assert paper_before(returned) is None
    with pytest.raises(InvalidPaper):
        begin(returned, by=superiors_clerk(returned), content=None)


def test_erased_scan_is_not_carried_over(returned):
    erased(returned, f"scan-{StandIn.objects.get().scan_id}")
    assert paper_before(returned) is None


def test_unit_reads_who_enters_from_which_paper_and_why(client, submission):
    begun = begin(submission)
    client.force_login(clerk_of(submission))
    page = detail(client, submission)
    for words in (REFERENCE, WHY, str(begun.begun_by)):
        assert words in page
    assert WHY in client.get(address("enter", submission)).content.decode()
    assert "đang nhập thay theo báo cáo giấy" in client.get(reverse("home")).content.decode()


def test_head_takes_entering_back(head, submission):
    begin(submission)
    typed = {"revision": submission.current_revision_id, "reason": "Mạng đã có lại."}
    response = head.post(address("end_stand_in", submission), typed)
    assert sentences(response) == ["Đã thôi nhập thay. Đơn vị tự nhập tiếp từ số liệu đang có."]
    assert not again(submission).has_stand_in


def test_report_entered_on_behalf_is_no_report_to_confirm_with_many(client, submission):
    person = superiors_clerk(submission)
    begin(submission, by=person)
    sent = submit(fill_in(submission, by=person), by=person)
    client.force_login(reviewer_of(sent))
    doubtful = client.get(reverse("results:accept_many")).context["doubtful"]
    assert doubtful == [(sent, ["nhập thay theo báo cáo giấy"])]


def test_history_says_which_revision_was_entered_on_behalf(client, submission):
    person = superiors_clerk(submission)
    begin(submission, by=person)
    sent = accept(submit(fill_in(submission, by=person), by=person))
    client.force_login(clerk_of(sent))
    assert f"nhập thay theo báo cáo giấy {REFERENCE}" in detail(client, sent)


def test_people_of_a_sibling_learn_nothing(client):
    movement = running_movement()
    submission = movement.submission
    begun = begin(submission, reason=CANARY, number="9/CANARY")
    person = superiors_clerk(submission)
    sent = submit(fill_in(submission, by=person), by=person)
    client.force_login(UserFactory(grants=[(role, movement.sibling) for role in Role]))
    pages = [
        address("submission", sent),
        address("receipt", sent, 1),
        address("revision", sent, 1),
        address("paper_file", sent, 1),
        address("stand_in_file", sent, begun.pk),
        address("stand_in", sent),
    ]
    assert {client.get(page).status_code for page in pages} == {404}
    for name in ("results:list", "home", "results:board"):
        page = client.get(reverse(name)).content.decode()
        assert (CANARY in page, "9/CANARY" in page) == (False, False)


HOSTILE = [
    "<script>alert(1)</script>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "'; DROP TABLE x; --",
    "\u202ea\u200b",
    "a\x00b",
    "e" + "\u0301" * 10_000,
    "a" * 1_000_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("field", ["number", "reason"])
def test_hostile_text_is_refused_or_shown_as_text(above, submission, field, text):
    response = post(above, "stand_in", submission, **{"reason": WHY, field: text})
    assert response.status_code in (302, 422)
    kept = StandIn.objects.values_list(field, flat=True).first()
    assert kept in (None, text)
    page = detail(above, submission)
    assert "<script>alert" not in page
    for stand_in in StandIn.objects.all():
        scan = above.get(address("stand_in_file", submission, stand_in.pk))
        assert (b"".join(scan.streaming_content), "/" in scan.filename) == (PDF, False)


def test_trail_names_the_acts():
    acts = ("paper_attached", "stand_in_begun", "stand_in_ended")
    assert all(f"results.{act}" in EVENTS for act in acts)


@pytest.mark.parametrize(("times", "queries"), [(0, 10), (1, 11), (3, 11)])
def test_page_costs_one_query_however_often_somebody_stood_in(
    client, submission, times, queries, django_assert_num_queries
):
    person = superiors_clerk(submission)
    for _ in range(times):
        begin(submission, by=person)
        give_back(submission, by=person)
    client.force_login(person)
    with django_assert_num_queries(queries):
        client.get(address("submission", submission))
