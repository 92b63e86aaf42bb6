"""Sealing, and finding out that somebody with all rights on the database has touched the trail."""

import json
import threading
from contextlib import closing

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.audit import trail
from core.audit.digests import CONTENT, digest, emptied, salted, values_of
from core.audit.models import Entry, Seal
from core.audit.tasks import seal
from core.audit.trail import (
    ERASING,
    FIRST_HASH,
    FROM_TRAIL,
    record,
    seal_finished,
    told_of_erased_values,
    verify_chain,
)
from core.erasure.wording import ERASED
from tests.factories import UnitFactory
from tests.refusals import run_sql, wait_until_blocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject():
    return UnitFactory()


@pytest.fixture
def chain(subject):
    """Three seals of two entries each."""
    return [seal_of_two(subject) for _ in range(3)]


@pytest.fixture
def tamper():
    """Runs SQL as somebody who switches the triggers off first."""

    def tamper(statement, *parameters):
        run_sql("SET LOCAL session_replication_role = replica")
        run_sql(statement, *parameters)
        run_sql("SET LOCAL session_replication_role = origin")

    return tamper


def seal_of_two(subject) -> Seal:
    record("units.changed", subject, by=None, before={"số": "1,5"}, after={"số": 2})
    record("units.changed", subject, by=None)
    return seal_finished()


def findings() -> list[str]:
    return list(verify_chain())


def test_sealing_takes_every_finished_entry(subject):
    entries = [record("units.changed", subject, by=None) for _ in range(3)]
    sealed = seal_finished()
    assert sealed.entry_ids == [entry.pk for entry in entries]
    assert set(Entry.objects.values_list("seal", flat=True)) == {1}


def test_sealing_chains_to_the_seal_before(chain):
    first, second, _ = chain
    assert [s.number for s in chain] == [1, 2, 3]
    assert [s.previous_hash for s in chain] == [FIRST_HASH, first.hash, second.hash]


def test_sealing_nothing_makes_no_seal(chain):
    assert seal_finished() is None


def test_sealing_a_backlog_goes_batch_by_batch(subject, monkeypatch):
    monkeypatch.setattr(trail, "BATCH", 2)
    for _ in range(5):
        record("units.changed", subject, by=None)
    seal()
    assert [len(s.entry_ids) for s in Seal.objects.all()] == [2, 2, 1]


def test_whole_chain_has_no_findings(chain):
    assert findings() == []


def test_unsealed_entries_are_no_findings(chain, subject):
    record("units.changed", subject, by=None)
    assert findings() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01 00:00+07"),
        ("actor_id", 9),
        ("actor_name", "Người khác"),
        ("authority", "Quyền khác"),
        ("event", "khác"),
        ("subject_type", "khác"),
        ("subject_id", 9),
        ("subject_name", "Khác"),
        ("unit_id", 9),
        ("before", '{"số": "1,6"}'),
        ("after", '{"số": 3}'),
        ("reason", "Khác"),
    ],
)
def test_changed_entry_is_found(chain, tamper, column, value):
    pk = chain[1].entry_ids[0]
    tamper(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, pk)
    assert findings() == [f"Mục nhật ký {pk} (lô 2) đã bị sửa."]


def test_no_fact_of_an_entry_is_left_out_of_its_hash():
    facts = {field.name for field in Entry._meta.concrete_fields if not field.primary_key}
    assert facts | {"pk"} == {*trail.ENTRY_FACTS} | {"seal", "digests", "salts", "erased"}
    assert {*trail.ENTRY_FACTS} | {"digests"} == {*trail.PROVEN_FACTS, *CONTENT}


def test_no_fact_of_a_seal_is_left_out_of_its_hash():
    facts = {field.name for field in Seal._meta.concrete_fields}
    assert facts == {*trail.SEAL_FACTS} | {"hash"}


def test_deleted_entry_is_found(chain, tamper):
    pk = chain[1].entry_ids[1]
    tamper("DELETE FROM audit_entry WHERE id = %s", pk)
    assert findings() == [f"Mục nhật ký {pk} (lô 2) đã mất."]


def test_inserted_entry_is_found(chain, tamper, subject):
    entry = record("units.changed", subject, by=None)
    tamper("UPDATE audit_entry SET seal = 2 WHERE id = %s", entry.pk)
    assert findings() == [f"Mục nhật ký {entry.pk} tự nhận thuộc lô 2 nhưng không có trong lô."]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sealed_at", "2020-01-01 00:00+07"),
        ("entry_hashes", [FIRST_HASH]),
        ("hash", FIRST_HASH),
    ],
)
def test_changed_seal_is_found(chain, tamper, column, value):
    tamper(f"UPDATE audit_seal SET {column} = %s WHERE number = 2", value)
    assert "Mã kiểm tra của lô 2 không khớp." in findings()


def test_entry_removed_together_with_its_place_in_the_seal_is_found(chain, tamper):
    pk = chain[1].entry_ids[1]
    tamper("DELETE FROM audit_entry WHERE id = %s", pk)
    tamper(
        "UPDATE audit_seal SET entry_ids = entry_ids[:1], entry_hashes = entry_hashes[:1]"
        " WHERE number = 2"
    )
    assert findings() == ["Mã kiểm tra của lô 2 không khớp."]


def test_seal_made_anew_over_a_changed_entry_is_found(chain, tamper):
    pk = chain[1].entry_ids[0]
    changed = Entry.objects.get(pk=pk)
    changed.reason = "Khác"
    proof = [json.dumps(proof) for proof in salted(values_of(changed))]
    tamper("UPDATE audit_entry SET reason = 'Khác' WHERE id = %s", pk)
    tamper("UPDATE audit_entry SET salts = %s, digests = %s WHERE id = %s", *proof, pk)
    forged = Seal.objects.get(number=2)
    forged.entry_hashes[0] = trail.entry_hash(Entry.objects.get(pk=pk))
    forged.hash = trail.seal_hash(forged)
    tamper(
        "UPDATE audit_seal SET entry_hashes = %s, hash = %s WHERE number = 2",
        *(forged.entry_hashes, forged.hash),
    )
    assert findings() == ["Chuỗi niêm phong đứt trước lô 3."]


def test_seal_removed_from_the_middle_is_found(chain, tamper):
    tamper("DELETE FROM audit_seal WHERE number = 2")
    assert findings() == ["Chuỗi niêm phong đứt trước lô 3."]


def test_seal_removed_from_the_beginning_is_found(chain, tamper):
    tamper("DELETE FROM audit_seal WHERE number = 1")
    assert findings() == ["Chuỗi niêm phong đứt trước lô 2."]


def test_last_seal_removed_is_found_by_the_entries_that_name_it(chain, tamper):
    tamper("DELETE FROM audit_seal WHERE number = 3")
    assert findings() == ["Mất lô niêm phong từ số 3 trở đi (2 mục nhật ký)."]


def test_all_seals_removed_are_found_by_the_entries_that_name_them(chain, tamper):
    tamper("DELETE FROM audit_seal")
    assert findings() == ["Mất lô niêm phong từ số 1 trở đi (6 mục nhật ký)."]


def test_end_cut_off_with_its_entries_cannot_be_found_within_the_database(chain, tamper):
    """Only a hash that was noted elsewhere tells: the chain is whole, but shorter."""
    tamper("DELETE FROM audit_entry WHERE seal = 3")
    tamper("DELETE FROM audit_seal WHERE number = 3")
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_entry_still_in_its_transaction_falls_into_a_later_seal(subject):
    written = threading.Event()
    let_go = threading.Event()

    def act_slowly():
        with closing(connection), transaction.atomic():
            record("units.slow", subject, by=None)
            written.set()
            let_go.wait(timeout=10)

    slow = threading.Thread(target=act_slowly)
    slow.start()
    written.wait(timeout=10)
    quick = record("units.quick", subject, by=None)
    first = seal_finished()
    let_go.set()
    slow.join(timeout=10)
    second = seal_finished()
    assert first.entry_ids == [quick.pk]
    assert second.entry_ids == [Entry.objects.get(event="units.slow").pk]
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_two_sealings_at_once_make_one_chain(subject):
    record("units.changed", subject, by=None)

    def seal_elsewhere():
        with closing(connection):
            seal_finished()

    rival = threading.Thread(target=seal_elsewhere)
    with transaction.atomic():
        seal_finished()
        rival.start()
        wait_until_blocked()
    rival.join(timeout=10)
    assert Seal.objects.count() == 1


@pytest.fixture
def erased(subject, tamper):
    """An entry of which a value was erased by an act that says so."""
    entry = record("units.changed", subject, by=None, after={"note": "Kho K17", "name": "Xã"})
    seal_finished()
    act = record(ERASING, subject, by=None, after={FROM_TRAIL: {str(entry.pk): ["after.note"]}})
    emptied(entry, "after.note")
    kept = {"after": entry.after, "salts": entry.salts, "erased": {"after.note": act.pk}}
    for column, value in kept.items():
        tamper(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", json.dumps(value), entry.pk)
    return entry


def test_value_erased_by_an_act_that_says_so_leaves_the_chain_whole(erased):
    assert findings() == []
    [sentence] = told_of_erased_values()
    assert sentence.startswith("1 giá trị đã xóa theo quyết định ngày ")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("after", '{"note": "Kho K18", "name": "Xã"}'),
        ("after", f'{{"note": "{ERASED}", "name": "Huyện"}}'),
        ("after", f'{{"note": "{ERASED}"}}'),
        ("after", f'{{"note": "{ERASED}", "name": "Xã", "more": 1}}'),
        ("erased", "{}"),
        ("erased", '{"after.note": 1}'),
        ("reason", "Khác"),
        ("digests", "{}"),
        ("salts", "{}"),
    ],
)
def test_entry_that_was_erased_from_is_still_proven(erased, tamper, column, value):
    tamper(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, erased.pk)
    assert findings() == [f"Mục nhật ký {erased.pk} (lô 1) đã bị sửa."]


def test_value_erased_outside_of_an_act_breaks_the_chain(chain, tamper):
    entry = Entry.objects.get(pk=chain[0].entry_ids[0])
    emptied(entry, "after.số")
    tamper("UPDATE audit_entry SET after = %s WHERE id = %s", json.dumps(entry.after), entry.pk)
    tamper("UPDATE audit_entry SET salts = %s WHERE id = %s", json.dumps(entry.salts), entry.pk)
    assert findings() == [f"Mục nhật ký {entry.pk} (lô 1) đã bị sửa."]


def test_act_that_does_not_name_the_value_does_not_excuse_it(chain, tamper, subject):
    entry = Entry.objects.get(pk=chain[0].entry_ids[0])
    act = record(ERASING, subject, by=None, after={FROM_TRAIL: {}})
    emptied(entry, "after.số")
    kept = {"after": entry.after, "salts": entry.salts, "erased": {"after.số": act.pk}}
    for column, value in kept.items():
        tamper(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", json.dumps(value), entry.pk)
    assert findings() == [f"Mục nhật ký {entry.pk} (lô 1) đã bị sửa."]


def test_digest_of_an_erased_value_cannot_be_guessed(erased):
    """The same short value has another digest each time, and the salt is gone."""
    again = record("units.changed", UnitFactory(), by=None, after={"note": "Kho K17"})
    assert "after.note" not in erased.salts
    assert erased.digests["after.note"] != again.digests["after.note"]


def test_entry_from_before_the_digests_still_verifies(subject, tamper):
    entry = record("units.changed", subject, by=None, after={"note": "Kho K17"})
    tamper("UPDATE audit_entry SET digests = NULL, salts = '{}' WHERE id = %s", entry.pk)
    seal_finished()
    assert findings() == []
    tamper("UPDATE audit_entry SET reason = 'Khác' WHERE id = %s", entry.pk)
    assert findings() == [f"Mục nhật ký {entry.pk} (lô 1) đã bị sửa."]


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_other_byte_of_what_was_said_is_found(subject, data):
    words = st.dictionaries(st.text(max_size=8), st.text(max_size=8), min_size=1, max_size=3)
    said = data.draw(words)
    entry = Entry(subject_name=str(subject), before=said, after={}, reason="")
    entry.salts, entry.digests = salted(values_of(entry))
    key = data.draw(st.sampled_from(sorted(said)))
    entry.before = said | {key: data.draw(st.text(max_size=8).filter(said[key].__ne__))}
    changed = {
        path
        for path, value in values_of(entry).items()
        if digest(entry.salts[path], path, value) != entry.digests[path]
    }
    assert changed == {f"before.{key}"}
