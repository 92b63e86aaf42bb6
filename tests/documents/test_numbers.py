"""Number series: who opens them, what they give, and what they refuse."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted, ReasonMissing
from core.audit.models import Entry
from documents.domain.facts import seen_mark
from documents.domain.numbers import number_document
from documents.domain.refusals import (
    DateToCome,
    KeptElsewhere,
    KindsTaken,
    NoSeries,
    NumberMissing,
    NumbersGiven,
    NumberTaken,
    OutOfOrder,
)
from documents.domain.series import set_first_number
from documents.enums import DocumentKind
from documents.enums import DocumentState as State
from documents.models import Document
from tests.paperwork import (
    REASON,
    act_on,
    dated,
    document_at,
    doer_of,
    person_of,
    series_for,
)

pytestmark = pytest.mark.django_db
WHEN = date(2026, 3, 2)


def approved(issuer, kind=DocumentKind.DECISION) -> Document:
    return document_at(State.APPROVED, issuer=issuer, kind=kind)


def numbers_of(issuer) -> list[int]:
    return [dated(approved(issuer), WHEN).number for _ in range(3)]


def test_numbers_follow_one_another(issuer):
    assert numbers_of(issuer) == [1, 2, 3]


def test_numbers_begin_where_they_were_said_to(issuer):
    series = series_for(issuer, year=2026)
    set_first_number(series, first_number=41, by=person_of(issuer, Role.RECORDS_CLERK))
    assert numbers_of(issuer) == [41, 42, 43]


def test_first_number_stays_once_a_number_was_given(issuer):
    series = dated(approved(issuer), WHEN).series
    with pytest.raises(NumbersGiven):
        set_first_number(series, first_number=9, by=person_of(issuer, Role.RECORDS_CLERK))


def test_first_number_is_for_series_kept_here(issuer):
    series = series_for(issuer, is_kept_here=False)
    with pytest.raises(KeptElsewhere):
        set_first_number(series, first_number=9, by=person_of(issuer, Role.RECORDS_CLERK))


def test_kinds_of_one_series_share_its_numbers_and_others_have_their_own(issuer):
    series_for(issuer, DocumentKind.DECISION, DocumentKind.PLAN, year=2026)
    series_for(issuer, DocumentKind.NOTICE, year=2026)
    kinds = [DocumentKind.DECISION, DocumentKind.PLAN, DocumentKind.NOTICE]
    given = [dated(approved(issuer, kind), WHEN).number for kind in kinds]
    assert given == [1, 2, 1]


def test_kind_has_one_series_of_a_year(issuer):
    series_for(issuer, DocumentKind.DECISION)
    with pytest.raises(KindsTaken) as refused:
        series_for(issuer, DocumentKind.DECISION, DocumentKind.PLAN)
    assert refused.value.message.endswith("đã có hệ thống số cho: Quyết định.")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.RECORDS_CLERK])
def test_series_is_kept_by_the_records_clerk_alone(issuer, role):
    series = series_for(issuer)
    with pytest.raises(NotPermitted):
        set_first_number(series, first_number=9, by=person_of(issuer, role))


def test_year_without_a_series_numbers_nothing(issuer):
    document = approved(issuer)
    by = doer_of(document, "number")
    with pytest.raises(NoSeries):
        number_document(document, by=by, seen=seen_mark(document), legal_date=WHEN)


def test_number_of_another_system_is_typed(issuer):
    series_for(issuer, year=2026, is_kept_here=False)
    assert dated(approved(issuer), WHEN, number=157).number == 157


def test_number_of_another_system_is_asked_for(issuer):
    series_for(issuer, year=2026, is_kept_here=False)
    with pytest.raises(NumberMissing):
        dated(approved(issuer), WHEN)


def test_number_of_another_system_is_taken_once(issuer):
    series_for(issuer, year=2026, is_kept_here=False)
    dated(approved(issuer), WHEN, number=157)
    with pytest.raises(NumberTaken) as refused:
        dated(approved(issuer), WHEN, number=157)
    assert refused.value.field == "number"


def test_date_is_not_to_come(issuer):
    with pytest.raises(DateToCome):
        dated(approved(issuer), timezone.localdate() + timedelta(days=1))


def test_records_clerk_gives_no_date_out_of_order(issuer):
    dated(approved(issuer), WHEN)
    with pytest.raises(OutOfOrder):
        dated(approved(issuer), WHEN - timedelta(days=1), reason=REASON)


def test_date_out_of_order_needs_a_reason(issuer):
    dated(approved(issuer), WHEN)
    with pytest.raises(ReasonMissing):
        dated(approved(issuer), WHEN - timedelta(days=1), by=person_of(issuer, Role.LEADER))


@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT_HEAD])
def test_date_out_of_order_keeps_the_reason_of_a_signatory(issuer, role):
    dated(approved(issuer), WHEN)
    day = WHEN - timedelta(days=1)
    document = dated(approved(issuer), day, by=person_of(issuer, role), reason=REASON)
    entry = Entry.objects.get(event="documents.numbered", subject_id=document.pk)
    assert (document.order_reason, entry.reason) == (REASON, REASON)


def test_smaller_number_with_a_later_date_is_out_of_order_too(issuer):
    series_for(issuer, year=2026, is_kept_here=False)
    dated(approved(issuer), WHEN, number=10)
    with pytest.raises(OutOfOrder):
        dated(approved(issuer), WHEN + timedelta(days=1), number=9)


def test_reason_without_need_is_not_kept(issuer):
    document = dated(approved(issuer), WHEN, by=person_of(issuer, Role.LEADER), reason=REASON)
    assert document.order_reason == ""


def test_document_that_is_not_approved_gets_no_number(issuer):
    document = document_at(State.FORMAT_CHECKED, issuer=issuer)
    series = series_for(issuer)
    with pytest.raises(Exception, match="wrong_state"):
        act_on(document, "number")
    series.refresh_from_db()
    assert series.last_number == 0
