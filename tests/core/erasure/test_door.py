"""What never changes changes in one transaction only: the one that two people decided on."""

import pytest
from django.db import transaction

from core.audit.models import Entry
from core.audit.trail import record, seal_finished
from core.erasure.enums import ErasureState
from core.erasure.models import ErasureRequest
from core.erasure.wording import ERASED
from tests.factories import UnitFactory
from tests.refusals import refused_by, run_sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    entry = record("units.changed", UnitFactory(), by=None, after={"note": "Kho K17"})
    seal_finished()
    return entry


@pytest.fixture
def request_of_one():
    return ErasureRequest.objects.create(
        subject_type="units.unit",
        subject_id=1,
        subject_name="Xã Ba Tơ",
        unit_id=1,
        places=[],
        reason="Nhập nhầm.",
        asked_by_id=1,
        asked_by_name="Phạm Văn Chín",
        asked_under="Thủ trưởng đơn vị, Xã Ba Tơ",
    )


def decide(request, state=ErasureState.ERASED, **changes):
    facts = {"decided_at": "2026-03-01T08:00:00+07:00", "decided_by_id": 2} | changes
    ErasureRequest.objects.filter(pk=request.pk).update(state=state, **facts)


def change(entry, **changes):
    Entry.objects.filter(pk=entry.pk).update(**changes)


def test_door_is_shut_without_a_request(entry):
    with refused_by("audit_append_only"):
        change(entry, reason=ERASED)


def test_door_is_shut_while_a_request_waits(entry, request_of_one):
    with refused_by("audit_append_only"):
        change(entry, reason=ERASED)


def test_door_is_shut_after_a_request_was_declined(entry, request_of_one):
    decide(request_of_one, ErasureState.DECLINED, decision_reason="Không bí mật.")
    with refused_by("audit_append_only"):
        change(entry, reason=ERASED)


def test_door_is_open_in_the_transaction_of_the_decision(entry, request_of_one):
    decide(request_of_one)
    change(entry, reason=ERASED)
    entry.refresh_from_db()
    assert entry.reason == ERASED


@pytest.mark.parametrize(
    "changes", [{"actor_name": "Khác"}, {"digests": {}}, {"event": "khác"}, {"unit_id": 9}]
)
def test_open_door_lets_nothing_but_content_through(entry, request_of_one, changes):
    decide(request_of_one)
    with refused_by("audit_append_only"):
        change(entry, **changes)


def test_open_door_lets_no_row_go(entry, request_of_one):
    decide(request_of_one)
    with refused_by("audit_append_only"):
        run_sql("DELETE FROM audit_entry WHERE id = %s", entry.pk)


@pytest.mark.django_db(transaction=True)
def test_door_is_shut_again_after_the_transaction(entry, request_of_one):
    with transaction.atomic():
        decide(request_of_one)
    with refused_by("audit_append_only"):
        change(entry, reason=ERASED)


@pytest.mark.django_db(transaction=True)
def test_door_cannot_be_propped_open(entry, request_of_one):
    with transaction.atomic():
        decide(request_of_one)
    with refused_by("erasure_request_kept"):
        run_sql("UPDATE erasure_erasurerequest SET done_in = pg_current_xact_id()::text::bigint")


def test_request_begins_by_waiting(request_of_one):
    request_of_one.pk, request_of_one.state = None, ErasureState.ERASED
    with refused_by("erasure_waits_first"):
        request_of_one.save(force_insert=True)


def test_nobody_decides_about_the_own_request(request_of_one):
    with refused_by("erasure_by_two_people"):
        decide(request_of_one, decided_by_id=1)


def test_decision_keeps_no_phrase(request_of_one):
    ErasureRequest.objects.filter(pk=request_of_one.pk).update(phrases=["Kho K17"])
    with refused_by("erasure_keeps_no_phrases"):
        decide(request_of_one)


def test_request_is_neither_changed_nor_removed(request_of_one):
    with refused_by("erasure_request_kept"):
        ErasureRequest.objects.update(reason="Khác")
    with refused_by("erasure_request_kept"):
        run_sql("DELETE FROM erasure_erasurerequest")


def test_one_request_waits_for_a_subject(request_of_one):
    request_of_one.pk = None
    with refused_by("one_erasure_waits"):
        request_of_one.save(force_insert=True)
