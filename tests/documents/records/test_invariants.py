"""What the database holds of a records file, whoever writes to it."""

from datetime import date

import pytest

from documents.models import FiledDocument, RecordArchive, RecordFile
from tests.factories import UserFactory
from tests.paperwork import draft
from tests.recordwork import closed, issued, record_file_of
from tests.refusals import refused_by, run_sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return issued()


@pytest.fixture
def record_file(document):
    return record_file_of(document)


def row(record_file):
    return RecordFile.objects.filter(pk=record_file.pk)


def add(record_file, document, position=2) -> FiledDocument:
    return FiledDocument.objects.create(
        record_file=record_file, document=document, position=position
    )


@pytest.mark.parametrize("change", [{"title": "Khác"}, {"closed_on": None}, {"code": "1"}])
def test_closed_file_does_not_change(record_file, change):
    closed(record_file)
    with refused_by("closed_record_file_is_final"):
        row(record_file).update(**change)


def test_closed_file_is_not_deleted(record_file):
    closed(record_file)
    with refused_by("closed_record_file_is_final"):
        run_sql("DELETE FROM documents_recordfile WHERE id = %s", record_file.pk)


def test_closed_file_takes_no_document(record_file, document):
    closed(record_file)
    with refused_by("closed_record_file_is_final"):
        add(record_file, issued(document.issuer))


def test_closed_file_gives_no_document(record_file):
    closed(record_file)
    with refused_by("closed_record_file_is_final"):
        record_file.entries.all().delete()


def test_list_of_a_closed_file_is_not_put_in_another_order(record_file):
    closed(record_file)
    with refused_by("closed_record_file_is_final"):
        record_file.entries.update(position=9)


def test_entry_is_not_moved_out_of_a_closed_file(record_file, document):
    other = record_file_of(issuer=document.issuer, code="06/HS-TĐ")
    closed(record_file)
    with refused_by("closed_record_file_is_final"):
        record_file.entries.update(record_file=other)


def test_entry_stays_with_its_document(record_file, document):
    with refused_by("filed_document_stays_itself"):
        record_file.entries.update(document=issued(document.issuer))


def test_draft_is_not_filed(record_file, document):
    with refused_by("only_issued_documents_are_filed"):
        add(record_file, draft(document.issuer))


def test_document_is_filed_once_in_a_file(record_file, document):
    with refused_by("one_entry_of_a_document"):
        add(record_file, document)


def test_two_documents_do_not_stand_at_one_place(record_file, document):
    with refused_by("one_entry_at_a_position"):
        add(record_file, issued(document.issuer), position=1)


def test_code_is_given_once(record_file):
    with refused_by("one_record_file_of_a_code"):
        RecordFile.objects.create(
            issuer=record_file.issuer,
            code=record_file.code,
            year=record_file.year,
            title="Khác",
            opened_on=date(2026, 1, 1),
            opened_by=UserFactory(),
        )


def test_file_is_not_closed_before_it_is_opened(record_file):
    with refused_by("record_file_closed_after_it_is_opened"):
        row(record_file).update(closed_on=date(2026, 1, 4))


def test_archive_has_a_mark(record_file):
    with refused_by("record_archive_mark_is_hex"):
        RecordArchive.objects.create(record_file=record_file, mark="dấu", job_id=1)
