"""Two at one records file at the same time."""

import pytest
from django.db import transaction

from documents.domain.records.files import open_record_file
from documents.domain.records.filing import file_documents
from documents.domain.refusals import CodeTaken, FileClosed
from documents.models import FiledDocument, RecordFile
from tests.recordwork import closed, heading, issued, keeper_of, record_file_of
from tests.refusals import wait_until_blocked

pytestmark = pytest.mark.django_db(transaction=True)


def test_document_that_comes_while_the_file_is_closed_stays_out(elsewhere):
    record_file = record_file_of(issued())
    late, clerk = issued(record_file.issuer), keeper_of(record_file.issuer)
    with transaction.atomic():
        closed(record_file)
        filing = elsewhere(file_documents, record_file, [late], by=clerk)
        wait_until_blocked()
    assert isinstance(filing.result(), FileClosed)
    assert record_file.entries.count() == 1


def test_row_that_is_written_around_the_verb_waits_for_the_closing_as_well(elsewhere):
    record_file = record_file_of(issued())
    row = {"record_file": record_file, "document": issued(record_file.issuer), "position": 2}
    with transaction.atomic():
        closed(record_file)
        writing = elsewhere(FiledDocument.objects.create, **row)
        wait_until_blocked()
    constraint = writing.result().__cause__.diag.constraint_name
    assert constraint == "closed_record_file_is_final"


def test_code_is_given_to_one_of_two_at_a_time(elsewhere):
    issuer = record_file_of(code="01/HS-TĐ").issuer
    clerk = keeper_of(issuer)
    with transaction.atomic():
        open_record_file(heading(), [], issuer=issuer, by=clerk)
        other = elsewhere(open_record_file, heading(), [], issuer=issuer, by=clerk)
        wait_until_blocked()
    assert isinstance(other.result(), CodeTaken)
    assert RecordFile.objects.count() == 2
