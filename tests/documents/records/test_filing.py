"""What goes into a records file, what is proposed for it, and in which order it stands."""

import pytest

from accounts.enums import Role
from core.access.refusals import NotPermitted, ReasonMissing
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from documents.domain.copies import copy_document
from documents.domain.records.facts import entry_facts
from documents.domain.records.filing import Place, arrange, file_documents, take_out
from documents.domain.records.proposals import proposals_for
from documents.domain.refusals import FileClosed, NotFileable, NotInFile
from documents.enums import DocumentKind, EndingWay
from documents.enums import DocumentState as State
from documents.models import Document, RecordFile
from tests.factories import IssuerFactory, OfficeFactory, UnitFactory
from tests.paperwork import document_at, draft, name, person_of
from tests.recordwork import closed, issued, keeper_of, record_file_of

pytestmark = pytest.mark.django_db
OTHERS = [role for role in Role if role != Role.RECORDS_CLERK]
REASON = "Văn bản thuộc hồ sơ khác."


def listed(record_file) -> list[Document]:
    return [entry.document for entry in record_file.entries.select_related("document")]


def put_in(record_file, *documents, by=None) -> list[Document]:
    by = by or keeper_of(record_file.issuer)
    return file_documents(record_file, documents, by=by)


def take(record_file, document, *, by=None, reason=REASON) -> RecordFile:
    by = by or keeper_of(record_file.issuer)
    return take_out(record_file, document.pk, reason=reason, by=by)


def order(record_file, places, *, by=None, seen=None) -> RecordFile:
    by = by or keeper_of(record_file.issuer)
    seen = seen or fingerprint(entry_facts(record_file))
    return arrange(record_file, places, by=by, seen=seen)


def ended_by(way: EndingWay) -> tuple[Document, Document]:
    """A document and the one whose issue ended it."""
    former = issued()
    later = draft(former.issuer)
    name(later, former, way)
    later = document_at(State.ISSUED, later)
    return Document.objects.get(pk=former.pk), later


def copy_of(original: Document, issuer=None) -> Document:
    issuer = issuer or original.issuer
    OfficeFactory(unit=issuer.unit)
    facts = {"issuer": issuer, "on": original.legal_date, "by": keeper_of(issuer)}
    made = copy_document(original, DocumentKind.TRUE_COPY, **facts)
    return document_at(State.ISSUED, made)


def test_documents_stand_in_the_order_in_which_they_came():
    first = issued()
    record_file = record_file_of(first)
    later = [issued(first.issuer) for _ in range(2)]
    put_in(record_file, *later)
    assert listed(record_file) == [first, *later]


def test_document_that_is_there_already_stays_where_it_is():
    first = issued()
    record_file = record_file_of(first)
    second = issued(first.issuer)
    assert put_in(record_file, second, first) == [second]
    assert listed(record_file) == [first, second]


def test_document_lies_in_several_files():
    document = issued()
    record_file_of(document)
    record_file_of(document, code="06/HS-TĐ")
    assert document.filings.count() == 2


@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED, State.NUMBERED])
def test_draft_is_no_record(state):
    document = document_at(state)
    with pytest.raises(NotFileable):
        record_file_of(document)


@pytest.mark.parametrize("state", [State.REPLACED, State.REVOKED])
def test_document_that_has_ended_is_a_record(state):
    document = document_at(state)
    assert listed(record_file_of(document)) == [document]


def test_document_of_a_unit_below_is_filed():
    below = issued()
    above = IssuerFactory()
    below.issuer.unit.administrative_parent = above.unit
    below.issuer.unit.save()
    assert listed(record_file_of(below, issuer=above)) == [below]


def test_document_that_the_readers_of_the_file_do_not_see_is_refused():
    """The clerk sees both, by grants at two units; the leader of one of them does not."""
    document, issuer = issued(), IssuerFactory(unit=UnitFactory())
    with pytest.raises(NotFileable):
        record_file_of(document, issuer=issuer)


def test_document_is_taken_out_for_a_reason_that_is_told():
    document = issued()
    record_file = record_file_of(document)
    take(record_file, document)
    assert listed(record_file) == []
    assert Entry.objects.get(event="documents.taken_out").reason == REASON


def test_document_is_not_taken_out_without_a_reason():
    document = issued()
    with pytest.raises(ReasonMissing):
        take(record_file_of(document), document, reason=" ")


def test_document_that_is_not_there_is_not_taken_out():
    document = issued()
    with pytest.raises(NotInFile):
        take(record_file_of(issuer=document.issuer), document)


def test_list_is_put_in_order_with_notes():
    first = issued()
    second = issued(first.issuer)
    record_file = record_file_of(first, second)
    order(record_file, {first.pk: Place(order=2), second.pk: Place(order=1, note="Bản chính")})
    assert listed(record_file) == [second, first]
    assert record_file.entries.first().note == "Bản chính"


def test_of_two_at_one_place_the_first_stays_first():
    documents = [issued()]
    documents += [issued(documents[0].issuer) for _ in range(2)]
    record_file = record_file_of(*documents)
    order(record_file, {document.pk: Place(order=7) for document in documents})
    assert listed(record_file) == documents


def test_same_order_again_is_no_act():
    document = issued()
    record_file = record_file_of(document)
    order(record_file, {document.pk: Place(order=1)})
    assert not Entry.objects.filter(event="documents.arranged").exists()


def test_list_that_changed_meanwhile_is_not_arranged():
    first = issued()
    record_file = record_file_of(first)
    seen = fingerprint(entry_facts(record_file))
    put_in(record_file, issued(first.issuer))
    with pytest.raises(ChangedMeanwhile):
        order(record_file, {first.pk: Place(order=1)}, seen=seen)


@pytest.mark.parametrize("role", OTHERS)
def test_file_is_filled_by_the_records_clerk_alone(role):
    document = issued()
    record_file = record_file_of(document)
    by = person_of(document.issuer, role)
    acts = (
        lambda: put_in(record_file, document, by=by),
        lambda: take(record_file, document, by=by),
        lambda: order(record_file, {document.pk: Place(order=1)}, by=by),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act()


def test_closed_file_takes_and_gives_nothing():
    document = issued()
    record_file = closed(record_file_of(document))
    acts = (
        lambda: put_in(record_file, issued(document.issuer)),
        lambda: take(record_file, document),
        lambda: order(record_file, {document.pk: Place(order=1)}),
    )
    for act in acts:
        with pytest.raises(FileClosed):
            act()


@pytest.mark.parametrize(
    ("way", "why"),
    [
        (EndingWay.REPLACES, "được văn bản này thay thế"),
        (EndingWay.REVOKES, "bị văn bản này bãi bỏ"),
    ],
)
def test_what_a_document_ended_is_proposed_before_it(way, why):
    former, later = ended_by(way)
    proposed = [(one.document, one.why) for one in proposals_for(later)]
    assert proposed == [(former, why), (later, "văn bản này")]


def test_copies_of_its_own_issuer_are_proposed():
    original = issued()
    copy = copy_of(original)
    copy_of(original, IssuerFactory(unit=UnitFactory()))
    assert [(one.document, one.why) for one in proposals_for(original)] == [
        (original, "văn bản này"),
        (copy, "sao y của văn bản này"),
    ]


def test_copy_that_is_not_issued_is_not_proposed():
    original = issued()
    facts = {"issuer": original.issuer, "on": original.legal_date}
    copy_document(original, DocumentKind.TRUE_COPY, by=keeper_of(original.issuer), **facts)
    assert [one.document for one in proposals_for(original)] == [original]
