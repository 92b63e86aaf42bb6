"""Records files: who opens, corrects and closes them, and what is told of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from core.audit.words import changes
from documents.domain.records.facts import file_facts, heading_of
from documents.domain.records.files import (
    close_record_file,
    correct_record_file,
    open_record_file,
)
from documents.domain.records.filing import file_documents
from documents.domain.refusals import (
    CodeTaken,
    DateToCome,
    FileClosed,
    FileEmpty,
    InvalidClosing,
)
from documents.models import RecordFile
from tests.factories import IssuerFactory
from tests.paperwork import person_of
from tests.recordwork import closed, heading, issued, keeper_of, record_file_of

pytestmark = pytest.mark.django_db
TO_COME = timezone.localdate() + timedelta(days=1)
OTHERS = [role for role in Role if role != Role.RECORDS_CLERK]


def correct(record_file, *, by=None, seen=None, **changed) -> RecordFile:
    seen = seen or fingerprint(vars(heading_of(record_file)))
    by = by or keeper_of(record_file.issuer)
    return correct_record_file(record_file, heading(**changed), by=by, seen=seen)


def close(record_file, *, by=None, seen=None, closed_on=None) -> RecordFile:
    seen = seen or fingerprint(file_facts(record_file))
    by = by or keeper_of(record_file.issuer)
    return close_record_file(
        record_file, closed_on=closed_on or timezone.localdate(), by=by, seen=seen
    )


def told(event: str) -> list[str]:
    act = Entry.objects.get(event=event)
    return changes(act.before, act.after)


def test_opening_is_told_with_the_documents_it_began_with():
    record_file_of(issued())
    assert set(told("documents.record_file_opened")) == {
        "Số và ký hiệu hồ sơ: 05/HS-TĐ",
        "Tiêu đề hồ sơ: Phong trào thi đua thực hiện nhiệm vụ quốc phòng năm 2026",
        "Năm: 2026",
        "Mở hồ sơ ngày: 05/01/2026",
        f"Văn bản: Quyết định số 01/QĐ-UBND ngày {timezone.localdate():%d/%m/%Y}",
    }


@pytest.mark.parametrize("role", OTHERS)
def test_file_is_opened_by_the_records_clerk_alone(role):
    issuer = IssuerFactory()
    with pytest.raises(NotPermitted):
        open_record_file(heading(), [], issuer=issuer, by=person_of(issuer, role))


def test_code_is_given_once_in_a_year():
    former = record_file_of()
    with pytest.raises(CodeTaken):
        record_file_of(issuer=former.issuer)


@pytest.mark.parametrize("other", [{"year": 2025}, {"code": "06/HS-TĐ"}, {"issuer": None}])
def test_code_is_free_in_another_year_and_at_another_issuer(other):
    former = record_file_of()
    record_file_of(**{"issuer": former.issuer} | other)
    assert RecordFile.objects.count() == 2


def test_file_is_not_opened_on_a_day_to_come():
    with pytest.raises(DateToCome) as refused:
        record_file_of(opened_on=TO_COME)
    assert refused.value.field == "opened_on"


def test_correction_tells_what_it_changed():
    correct(record_file_of(), title="Tổng kết phong trào")
    assert told("documents.record_file_corrected") == [
        "Tiêu đề hồ sơ: Phong trào thi đua thực hiện nhiệm vụ quốc phòng năm 2026"
        " → Tổng kết phong trào"
    ]


def test_correction_that_changes_nothing_is_no_act():
    correct(record_file_of())
    assert not Entry.objects.filter(event="documents.record_file_corrected").exists()


def test_two_clerks_do_not_write_over_each_other():
    record_file = record_file_of()
    seen = fingerprint(vars(heading_of(record_file)))
    correct(record_file, title="Của người khác")
    with pytest.raises(ChangedMeanwhile):
        correct(record_file, title="Của tôi", seen=seen)


def test_code_of_another_file_is_not_taken_over():
    former = record_file_of()
    later = record_file_of(issuer=former.issuer, code="06/HS-TĐ")
    with pytest.raises(CodeTaken):
        correct(later)


@pytest.mark.parametrize("act", [correct, close])
@pytest.mark.parametrize("role", OTHERS)
def test_file_is_kept_by_the_records_clerk_alone(act, role):
    record_file = record_file_of(issued())
    with pytest.raises(NotPermitted):
        act(record_file, by=person_of(record_file.issuer, role))


def test_closing_is_told_with_its_day():
    close(record_file_of(issued()), closed_on=date(2026, 2, 1))
    assert told("documents.record_file_closed") == ["Kết thúc hồ sơ ngày: 01/02/2026"]


@pytest.mark.parametrize("act", [correct, close])
def test_closed_file_is_final(act):
    record_file = closed(record_file_of(issued()))
    with pytest.raises(FileClosed):
        act(record_file)


def test_empty_file_is_not_closed():
    with pytest.raises(FileEmpty):
        close(record_file_of())


@pytest.mark.parametrize(
    ("day", "refusal"), [(date(2026, 1, 4), InvalidClosing), (TO_COME, DateToCome)]
)
def test_file_is_closed_between_its_opening_and_today(day, refusal):
    with pytest.raises(refusal) as refused:
        close(record_file_of(issued()), closed_on=day)
    assert refused.value.field == "closed_on"


def test_file_that_got_another_document_meanwhile_is_not_closed_unseen():
    record_file = record_file_of(issued())
    seen = fingerprint(file_facts(record_file))
    later = issued(record_file.issuer)
    file_documents(record_file, [later], by=keeper_of(record_file.issuer))
    with pytest.raises(ChangedMeanwhile):
        close(record_file, seen=seen)
