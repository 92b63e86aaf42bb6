"""The slip: what a signatory is told of a document that changed since the last look."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile
from documents.domain.drafting import change_document
from documents.domain.facts import seen_mark
from documents.domain.refusals import WrongState
from documents.domain.slip import Mark, changes_since, look_through, said_by
from documents.enums import DocumentState as State
from documents.models import Document, DocumentLook
from tests.factories import IssuerFactory
from tests.paperwork import TEXT, act_on, document_at, draft, person_of, words
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
FIRST, SECOND = TEXT.splitlines()


@pytest.fixture
def document():
    return draft()


@pytest.fixture
def leader(document):
    return person_of(document.issuer, Role.LEADER)


def looked(document, leader) -> DocumentLook:
    return look_through(document, by=leader, seen=seen_mark(document))


def change(document, **changes) -> Document:
    by = person_of(document.issuer, Role.RECORDS_CLERK)
    return change_document(document, words(**changes), by=by, seen=seen_mark(document))


def told(document, **changes) -> list[tuple]:
    """What the slip would say after the change: label, and the words that came and went."""
    before = said_by(document)
    found = changes_since(before, said_by(change(document, **changes)))
    return [
        (
            each.label,
            [(piece.mark, piece.text) for piece in each.pieces if piece.mark != Mark.KEPT],
        )
        for each in found
    ]


def test_nothing_is_told_of_what_stayed(document):
    assert told(document) == []


def test_words_of_a_field_are_told(document):
    assert told(document, title="Về việc tặng Giấy khen") == [
        ("Trích yếu", [(Mark.REMOVED, "Bằng"), (Mark.ADDED, "Giấy")])
    ]


def test_words_of_a_corrected_line_are_told(document):
    assert told(document, text=TEXT.replace("12", "13")) == [
        ("Sửa đoạn", [(Mark.REMOVED, "12"), (Mark.ADDED, "13")])
    ]


def test_line_that_came_is_told(document):
    assert told(document, text=f"{TEXT}\nĐiều 3. Thi hành./.") == [
        ("Thêm đoạn", [(Mark.ADDED, "Điều 3. Thi hành./.")])
    ]


def test_line_that_went_is_told(document):
    assert told(document, text=FIRST) == [("Bỏ đoạn", [(Mark.REMOVED, SECOND)])]


def test_line_that_was_moved_is_told(document):
    assert told(document, text=f"{SECOND}\n{FIRST}") == [("Chuyển chỗ", [])]


def test_look_is_of_the_last_time(document, leader):
    looked(document, leader)
    document = change(document, title="Khác")
    looked(document, leader)
    look = DocumentLook.objects.get()
    assert changes_since(look.words, said_by(document)) == []


def test_look_is_of_what_was_seen(document, leader):
    seen = seen_mark(document)
    change(document, title="Khác")
    with pytest.raises(ChangedMeanwhile):
        look_through(document, by=leader, seen=seen)


@pytest.mark.parametrize("role", [Role.RECORDS_CLERK, Role.CAMPAIGN_OFFICER, Role.INSPECTOR])
def test_look_is_the_signatorys(document, role):
    with pytest.raises(NotPermitted):
        looked(document, person_of(document.issuer, role))


def test_numbered_document_is_not_looked_through():
    document = document_at(State.NUMBERED)
    with pytest.raises(WrongState):
        looked(document, person_of(document.issuer, Role.LEADER))


def test_approval_counts_as_a_look(document, leader):
    document = act_on(document, "approve", by=leader)
    document = change(act_on(document, "take_back"), title="Khác")
    look = DocumentLook.objects.get(user=leader)
    assert [each.label for each in changes_since(look.words, said_by(document))] == ["Trích yếu"]


def test_person_has_one_look_at_a_document(document, leader):
    look = looked(document, leader)
    with refused_by("one_look_of_a_person_at_a_document"):
        DocumentLook.objects.create(
            document=document, user=leader, looked_on=look.looked_on, words={}
        )


def slip_of(client, document):
    return client.get(reverse("documents:slip", args=[document.pk]))


def test_page_tells_each_signatory_of_the_own_look(client, document, leader):
    looked(document, leader)
    document = change(document, title="Khác")
    client.force_login(leader)
    assert [each.label for each in slip_of(client, document).context["changes"]] == ["Trích yếu"]
    client.force_login(person_of(document.issuer, Role.UNIT_HEAD))
    assert slip_of(client, document).context["look"] is None


def test_page_keeps_the_look(client, document, leader):
    client.force_login(leader)
    seen = slip_of(client, document).context["seen"]
    client.post(reverse("documents:slip", args=[document.pk]), {"seen": seen})
    assert DocumentLook.objects.get().user == leader


def test_page_marks_the_words(client, document, leader):
    looked(document, leader)
    change(document, text=TEXT.replace("12", "13"))
    client.force_login(leader)
    page = slip_of(client, document).content.decode()
    assert "<del>12</del> <ins>13</ins>" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_queries_for_one_change_and_for_three(
    client, rows, django_assert_num_queries
):
    document = draft(IssuerFactory())
    leader = person_of(document.issuer, Role.LEADER)
    looked(document, leader)
    lines = [f"Điều {number}. Thi hành." for number in range(3, 3 + rows)]
    change(document, text="\n".join([TEXT, *lines]))
    client.force_login(leader)
    slip_of(client, document)
    with django_assert_num_queries(9):
        response = slip_of(client, document)
    assert len(response.context["changes"]) == rows
