"""Copies of issued documents: by whom, of what, and with which rows."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from documents.domain.copies import copy_document
from documents.domain.encoding import annexes_from_json, to_json
from documents.domain.policies import is_editable
from documents.domain.refusals import NobodyNamed, WrongState
from documents.enums import DocumentKind
from documents.enums import DocumentState as State
from documents.models import Document
from tests.documents.samples import PEOPLE, award_list
from tests.factories import IssuerFactory, OfficeFactory
from tests.paperwork import document_at, draft, person_of

pytestmark = pytest.mark.django_db

EXCERPT = DocumentKind.EXCERPT


@pytest.fixture
def decision():
    """Issued, with a list of four persons."""
    document = draft()
    Document.objects.filter(pk=document.pk).update(annexes=to_json([award_list()]))
    OfficeFactory(unit=document.issuer.unit)
    return document_at(State.ISSUED, Document.objects.get(pk=document.pk))


@pytest.fixture
def clerk(decision):
    return person_of(decision.issuer, Role.RECORDS_CLERK)


def copy(original, by, *, kind=DocumentKind.TRUE_COPY, **changes):
    facts = {"issuer": original.issuer, "on": timezone.localdate()} | changes
    return copy_document(original, kind, by=by, **facts)


def names_in(document):
    return [row.cells[1] for row in document_rows(document) if row.kind == "row"]


def document_rows(document):
    (annex,) = annexes_from_json(document.annexes)
    return annex.blocks[0].rows


@pytest.mark.parametrize("kind", [DocumentKind.TRUE_COPY, DocumentKind.COPY_ON])
def test_whole_copy_repeats_every_word(decision, clerk, kind):
    made = copy(decision, clerk, kind=kind)
    assert (made.copied_from, made.state) == (decision, State.DRAFT)
    assert (made.title, made.body, made.annexes) == (
        decision.title,
        decision.body,
        decision.annexes,
    )


def test_copy_has_a_symbol_of_its_own(decision, clerk):
    assert copy(decision, clerk, kind=EXCERPT, names=[PEOPLE[1]]).symbol == "TrS-UBND"


def test_excerpt_has_the_rows_of_those_named_alone(decision, clerk):
    made = copy(decision, clerk, kind=EXCERPT, names=[PEOPLE[3], PEOPLE[1]])
    assert names_in(made) == [PEOPLE[1], PEOPLE[3]]


def test_excerpt_of_somebody_not_named_is_refused(decision, clerk):
    with pytest.raises(NobodyNamed):
        copy(decision, clerk, kind=EXCERPT, names=["Nguyễn Văn Khác"])


@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED, State.NUMBERED])
def test_what_is_not_issued_is_not_copied(state):
    document = document_at(state)
    with pytest.raises(WrongState):
        copy(document, person_of(document.issuer, Role.RECORDS_CLERK))


def test_copy_is_not_copied(decision, clerk):
    made = document_at(State.ISSUED, copy(decision, clerk))
    with pytest.raises(WrongState):
        copy(made, clerk)


def test_copy_is_made_in_the_name_of_ones_own_unit(decision, clerk):
    with pytest.raises(NotPermitted):
        copy(decision, clerk, issuer=IssuerFactory())


def test_words_of_a_copy_are_not_changed(decision, clerk):
    assert not is_editable(copy(decision, clerk))


def test_copy_stands_on_the_trail_with_its_right(decision, clerk):
    made = copy(decision, clerk)
    entry = Entry.objects.get(event="documents.drafted", subject_id=made.pk)
    assert (entry.actor_name, entry.authority != "") == (clerk.full_name, True)


def test_page_of_a_copy_leads_to_the_original(client, decision, clerk):
    client.force_login(clerk)
    answer = client.get(copy(decision, clerk).get_absolute_url()).text
    assert decision.get_absolute_url() in answer


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("", "Hãy ghi tên đơn vị, cá nhân được trích sao."),
        ("Xã Không Có", NobodyNamed.message),
    ],
)
def test_excerpt_without_rows_is_refused_at_the_field(client, decision, clerk, names, said):
    client.force_login(clerk)
    typed = {"kind": EXCERPT.value, "issuer": decision.issuer_id, "names": names}
    response = client.post(reverse("documents:copy", args=[decision.pk]), typed)
    assert (response.status_code, response.context["form"].errors["names"]) == (422, [said])
    assert response.context["form"]["names"].value() == names
