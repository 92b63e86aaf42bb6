"""Codes, as they are given and read; what they and the bytes of a file say."""

import hashlib

import pytest

from core.files.storage import store
from documents.domain.verification import (
    document_of_code,
    document_of_file,
    give_code,
    grouped,
    read_code,
)
from documents.enums import DocumentKind, DocumentState
from tests.documents.issuing import (
    CODE,
    CONTENT,
    ended_document,
    issued_document,
    numbered_document,
)
from tests.refusals import refused_by

CLIENT = "192.0.2.1"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "7K3Q-0M9T-XD42-W8HB",
        "7k3q-0m9t-xd42-w8hb",
        " 7K3Q 0M9T\u00a0XD42 W8HB ",
        "7K3Q–OM9T—XD42-W8HB",
        "7K3Q.oM9T.XD42.W8HB",
    ],
)
def test_code_is_read_however_it_was_typed(typed):
    assert read_code(typed) == CODE


def test_letters_that_look_like_digits_are_digits():
    assert read_code("OoIi LlKK KKKK KKKK") == "001111KKKKKKKKKK"


@pytest.mark.parametrize("typed", ["", CODE[1:], f"{CODE}7", f"{CODE[:-1]}U", f"{CODE[:-1]}Đ"])
def test_what_is_no_code_is_not_read(typed):
    assert read_code(typed) is None


def test_code_is_printed_in_groups_of_four():
    assert grouped(CODE) == "7K3Q-0M9T-XD42-W8HB"


@pytest.mark.django_db
def test_given_code_is_stored_and_can_be_read():
    document = give_code(numbered_document(verification_code=None))
    document.refresh_from_db()
    assert read_code(grouped(document.verification_code)) == document.verification_code


@pytest.mark.django_db
def test_no_two_documents_are_given_one_code():
    documents = [give_code(numbered_document(verification_code=None)) for _ in range(20)]
    assert len({document.verification_code for document in documents}) == 20


@pytest.mark.django_db
def test_every_numbering_gives_another_code():
    assert give_code(numbered_document()).verification_code != CODE


@pytest.mark.django_db
def test_kind_without_a_code_on_paper_is_given_none():
    document = numbered_document(kind=DocumentKind.MINUTES, verification_code=None)
    assert give_code(document).verification_code is None


def test_only_minutes_show_no_code():
    assert [kind for kind in DocumentKind if not kind.has_qr] == [DocumentKind.MINUTES]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", CODE[1:], CODE.lower(), f"{CODE[:-1]}O", f"{CODE[:-1]}\n"])
def test_database_takes_no_code_of_another_shape(code):
    with refused_by("verification_code_of_sixteen_signs"):
        numbered_document(verification_code=code)


@pytest.mark.django_db
def test_database_takes_no_code_twice():
    numbered_document()
    with refused_by("documents_document_verification_code_key"):
        numbered_document()


@pytest.mark.django_db
def test_issued_document_is_found_by_its_code():
    document = issued_document()
    assert document_of_code(CODE, client=CLIENT) == document


@pytest.mark.django_db
def test_issued_document_is_found_by_its_bytes():
    document = issued_document()
    assert document_of_file(hashlib.sha256(CONTENT).hexdigest()) == document


@pytest.mark.django_db
@pytest.mark.parametrize("state", [DocumentState.REPLACED, DocumentState.REVOKED])
def test_ended_document_is_found_with_what_ended_it(state):
    document = ended_document(state)
    found = [document_of_code(CODE, client=CLIENT), document_of_file(document.file.sha256)]
    assert [(one, one.state, one.ended_by.number) for one in found] == [(document, state, 8)] * 2


@pytest.mark.django_db
def test_numbered_document_is_not_confirmed_before_it_is_issued():
    numbered_document(file=store(CONTENT, "application/pdf"))
    assert document_of_code(CODE, client=CLIENT) is None


@pytest.mark.django_db
def test_file_of_a_numbered_document_is_not_confirmed():
    file = store(CONTENT, "application/pdf")
    numbered_document(file=file)
    assert document_of_file(file.sha256) is None
