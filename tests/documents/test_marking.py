"""Marks on a draft: typed, kept, told of, and backed by the database."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.enums import Role
from core.audit.models import Entry
from documents.domain.contacts import contact_line
from documents.domain.copies import copy_document
from documents.domain.documents import Marks
from documents.domain.facts import print_mark
from documents.enums import DRAFTED, Circulation, ContactsOn, DocumentKind, Urgency
from documents.enums import DocumentState as State
from documents.models import Document
from documents.panels import MOST, on_the_desk_of
from tests.factories import IssuerFactory
from tests.paperwork import document_at, draft, person_of
from tests.posting import posted

pytestmark = pytest.mark.django_db
URGENT = Marks(urgency=Urgency.EXPRESS)
ALL = Marks(
    urgency=Urgency.EXPRESS,
    circulation=Circulation.INTERNAL,
    drafter_initials="NVH",
    print_run=30,
)
TYPED = {
    "urgency": "express",
    "circulation": "internal",
    "drafter_initials": "nvh",
    "print_run": "30",
}


@pytest.fixture
def issuer():
    return IssuerFactory()


@pytest.fixture
def officer(client, issuer):
    officer = person_of(issuer, Role.CAMPAIGN_OFFICER)
    client.force_login(officer)
    return officer


@pytest.fixture
def found(issuer):
    """The issuer, with its address on all documents."""
    issuer.address, issuer.fax = "Số 1 đường Hòa Bình", "0200 000 001"
    issuer.contacts_on = ContactsOn.ALL
    issuer.save()
    return issuer


def marks_of(document) -> Marks:
    return Marks(**{name: getattr(document, name) for name in Marks.__dataclass_fields__})


def address(document) -> str:
    return reverse("documents:edit", args=[document.pk])


def typed(client, document) -> dict:
    return posted(client.get(address(document)).context["form"])


def page_of(client, document) -> str:
    return client.get(document.get_absolute_url()).content.decode()


def test_marks_are_kept_as_they_are_typed(client, issuer, officer):
    document = draft(issuer)
    client.post(address(document), typed(client, document) | TYPED)
    assert marks_of(Document.objects.get()) == ALL


def test_marks_of_a_new_draft_are_kept(client, issuer, officer):
    about = {"kind": "QĐ", "issuer": issuer.pk, "title": "Về việc tặng Bằng khen", "text": "Hết./."}
    client.post(reverse("documents:new"), about | TYPED)
    assert marks_of(Document.objects.get()) == ALL


def test_marks_are_taken_away_again(client, issuer, officer):
    document = draft(issuer, marks=ALL)
    client.post(address(document), typed(client, document) | dict.fromkeys(TYPED, ""))
    assert marks_of(Document.objects.get()) == Marks()


def test_document_without_marks_folds_them_away(client, issuer, officer):
    shown = {
        marks: client.get(address(draft(issuer, marks=marks))).context["form"].has_marks
        for marks in (Marks(), URGENT)
    }
    assert shown == {Marks(): False, URGENT: True}


@pytest.mark.parametrize(
    ("typed_wrong", "field"),
    [
        ({"drafter_initials": ""}, "drafter_initials"),
        ({"print_run": ""}, "print_run"),
        ({"print_run": "0"}, "print_run"),
        ({"print_run": "99999999"}, "print_run"),
        ({"print_run": "ba mươi"}, "print_run"),
        ({"drafter_initials": "N V"}, "drafter_initials"),
        ({"drafter_initials": "NV(30"}, "drafter_initials"),
        ({"urgency": "secret"}, "urgency"),
        ({"circulation": "secret"}, "circulation"),
    ],
)
def test_wrong_mark_is_told_at_its_field(client, issuer, officer, typed_wrong, field):
    document = draft(issuer)
    response = client.post(address(document), typed(client, document) | TYPED | typed_wrong)
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form.has_marks) == (422, [field], True)


def test_changed_mark_stands_on_the_trail_and_calls_for_another_check(client, issuer, officer):
    document = document_at(State.FORMAT_CHECKED, issuer=issuer)
    client.post(address(document), typed(client, document) | TYPED)
    act = Entry.objects.get(event="documents.changed")
    assert act.after == {
        "Mức độ khẩn": "Hỏa tốc",
        "Phạm vi lưu hành": "Lưu hành nội bộ",
        "Người soạn, số bản": "NVH.(30)",
        "state": "draft",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"urgency": "urgent"},
        {"circulation": "return"},
        {"drafter_initials": "PL"},
        {"print_run": 7},
        {"contact_line": "Địa chỉ: Số 1"},
    ],
)
def test_print_of_other_marks_is_another_print(issuer, change):
    document = draft(issuer)
    before = print_mark(document)
    for name, value in change.items():
        setattr(document, name, value)
    assert print_mark(document) != before


def test_urgent_document_is_called_so_wherever_it_is_shown(client, issuer, officer):
    document = draft(issuer, marks=URGENT)
    assert "Hỏa tốc" in page_of(client, document)
    assert "Hỏa tốc" in client.get(reverse("documents:list")).content.decode()


def test_urgency_stands_in_the_exported_register(client, issuer, officer):
    draft(issuer, marks=URGENT)
    response = client.get(reverse("documents:list"))
    (row,) = list(response.context["table"].as_values())[1:]
    assert row[-1] == "Dự thảo, hỏa tốc"


def test_urgent_document_comes_first_on_the_desk(issuer):
    for _ in range(MOST):
        document_at(State.APPROVED, issuer=issuer)
    urgent = document_at(State.APPROVED, issuer=issuer, marks=URGENT)
    first, *_ = on_the_desk_of(person_of(issuer, Role.RECORDS_CLERK))
    assert first[0] == urgent


def test_address_of_the_day_stays_on_a_document(found):
    document = draft(found)
    found.address = "Số 2 đường Hòa Bình"
    found.save()
    line = Document.objects.get(pk=document.pk).contact_line
    assert line == "Địa chỉ: Số 1 đường Hòa Bình; Fax: 0200\u00a0000\u00a0001"


def test_address_stays_away_unless_the_issuer_wants_it(issuer):
    issuer.address = "Số 1 đường Hòa Bình"
    assert {contact_line(issuer, kind) for kind in DocumentKind} == {""}


def test_address_stands_on_letters_alone_where_the_issuer_wants_that(found):
    found.contacts_on = ContactsOn.LETTERS
    carrying = {kind for kind in DocumentKind if contact_line(found, kind)}
    assert carrying == {DocumentKind.OFFICIAL_LETTER, DocumentKind.INVITATION}


def test_address_stands_on_all_that_is_written_and_on_no_copy(found):
    assert {kind for kind in DocumentKind if contact_line(found, kind)} == set(DRAFTED)


def test_copy_has_no_marks_of_its_own(found):
    original = document_at(State.ISSUED, issuer=found, marks=ALL)
    by = person_of(found, Role.RECORDS_CLERK)
    day = original.legal_date
    copy = copy_document(original, DocumentKind.TRUE_COPY, issuer=found, on=day, by=by)
    assert (marks_of(copy), copy.contact_line) == (Marks(), "")


@pytest.mark.parametrize(
    "facts",
    [
        {"urgency": "secret"},
        {"circulation": "secret"},
        {"drafter_initials": "PL"},
        {"print_run": 3},
        {"drafter_initials": "PL", "print_run": 0},
    ],
)
def test_database_refuses_marks_that_cannot_be(issuer, facts):
    document = draft(issuer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**facts)


def test_database_refuses_an_unknown_use_of_the_address(issuer):
    issuer.contacts_on = "secret"
    with pytest.raises(IntegrityError), transaction.atomic():
        issuer.save()


def test_no_mark_says_that_a_document_is_secret():
    words = " ".join([*Urgency.labels, *Circulation.labels]).upper()
    assert "MẬT" not in words
