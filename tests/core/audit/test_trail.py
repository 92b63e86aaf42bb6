"""The trail is written with the change, and nothing of it is edited, removed or emptied."""

import unicodedata

import pytest
from django.db import transaction

from core.audit.models import Entry, Seal
from core.audit.trail import record, seal_finished
from tests.factories import GrantFactory, UnitFactory, UserFactory
from tests.refusals import refused_by, run_sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject():
    return UnitFactory(short_name="Xã Ba Tơ")


@pytest.fixture
def entry(subject):
    return record("units.changed", subject, by=None, reason="Đính chính")


def test_record_tells_who_did_what_under_which_grant_and_why(subject):
    user = UserFactory(full_name="Phạm Văn Chín")
    grant = GrantFactory(user=user, unit=subject)
    entry = record(
        "units.changed",
        subject,
        by=user,
        grant=grant,
        unit_id=subject.pk,
        before={"tên": "Xã Ba Tô"},
        after={"tên": "Xã Ba Tơ"},
        reason="Đính chính",
    )
    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_name, entry.authority, entry.event) == (
        user.pk,
        "Phạm Văn Chín",
        "Nhập liệu, Xã Ba Tơ",
        "units.changed",
    )
    assert (entry.subject_type, entry.subject_id, entry.subject_name, entry.unit_id) == (
        "units.unit",
        subject.pk,
        "Xã Ba Tơ",
        subject.pk,
    )
    assert (entry.before, entry.after, entry.reason) == (
        {"tên": "Xã Ba Tô"},
        {"tên": "Xã Ba Tơ"},
        "Đính chính",
    )


def test_record_without_a_person_names_the_program(entry):
    assert (entry.actor_id, entry.actor_name, entry.authority) == (None, "Hệ thống", "")


def test_record_falls_with_its_transaction(subject):
    with transaction.atomic():
        record("units.changed", subject, by=None)
        transaction.set_rollback(True)
    assert Entry.objects.count() == 0


def test_entry_outlives_its_subject(subject, entry):
    subject.delete()
    assert Entry.objects.get().subject_name == "Xã Ba Tơ"


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "Khác"},
        {"event": "units.other"},
        {"actor_name": "Người khác"},
        {"before": {"a": 1}},
        {"seal": 1, "reason": "Khác"},
    ],
)
def test_entry_changed_is_refused(entry, change):
    with refused_by("audit_append_only"):
        Entry.objects.filter(pk=entry.pk).update(**change)


def test_entry_changed_by_sql_is_refused(entry):
    with refused_by("audit_append_only"):
        run_sql("UPDATE audit_entry SET at = now() + interval '1 day'")


def test_entry_deleted_is_refused(entry):
    with refused_by("audit_append_only"):
        entry.delete()


def test_entry_deleted_by_sql_is_refused(entry):
    with refused_by("audit_append_only"):
        run_sql("DELETE FROM audit_entry")


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal"])
def test_trail_emptied_is_refused(entry, table):
    with refused_by("audit_append_only"):
        run_sql(f"TRUNCATE {table}")


def test_entry_sealed_anew_is_refused(entry):
    seal_finished()
    with refused_by("audit_append_only"):
        Entry.objects.filter(pk=entry.pk).update(seal=2)


def test_entry_unsealed_is_refused(entry):
    seal_finished()
    with refused_by("audit_append_only"):
        Entry.objects.filter(pk=entry.pk).update(seal=None)


def test_entry_in_a_seal_that_cannot_be_is_refused(entry):
    with refused_by("audit_entry_seal_from_one"):
        Entry.objects.filter(pk=entry.pk).update(seal=0)


@pytest.mark.parametrize("change", [{"hash": "0" * 64}, {"entry_ids": []}])
def test_seal_changed_is_refused(entry, change):
    seal_finished()
    with refused_by("audit_append_only"):
        Seal.objects.update(**change)


def test_seal_deleted_is_refused(entry):
    seal_finished()
    with refused_by("audit_append_only"):
        run_sql("DELETE FROM audit_seal")


def test_decomposed_reason_written_around_the_model_is_refused():
    with refused_by("audit_entry_reason_check"):
        run_sql(
            "INSERT INTO audit_entry (actor_name, authority, event, subject_type, subject_id,"
            " subject_name, before, after, reason, salts, erased)"
            " VALUES ('', '', 'e', 's', 1, '', '{}', '{}', %s, '{}', '{}')",
            unicodedata.normalize("NFD", "Đính chính số liệu"),
        )
