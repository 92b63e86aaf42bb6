"""Who signs for a unit: entering, ending, mending, and one signer at a time."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.enums import Role
from core.access.refusals import NotPermitted, ReasonMissing
from core.access.seen import ChangedMeanwhile
from core.audit.models import Entry
from tests.factories import OfficeFactory, UserFactory
from tests.refusals import refused_by
from tests.units.province import REASON
from units.domain.offices import Signer, add_office, correct_office, end_office
from units.domain.refusals import AlreadyEnds, DatesCross, NothingChanged, OfficesOverlap
from units.models import Office, Unit

pytestmark = pytest.mark.django_db
SIGNER = Signer(
    title="CHỦ TỊCH",
    authority_line="TM. ỦY BAN NHÂN DÂN",
    rank="",
    holder="Trần Văn Bình",
    valid_from=date(2025, 7, 1),
    valid_to=None,
    signs_alongside=False,
)


def test_add_office_enters_who_signs(province):
    add_office(province.commune, SIGNER, by=province.administrator)

    office = province.commune.offices.get()
    assert (office.title, office.authority_line, office.holder, office.valid_from) == (
        "CHỦ TỊCH",
        "TM. ỦY BAN NHÂN DÂN",
        "Trần Văn Bình",
        date(2025, 7, 1),
    )


def test_add_office_is_told_in_the_trail(province):
    add_office(province.commune, SIGNER, by=province.administrator)

    entry = Entry.objects.get(event="units.office_added")
    assert (entry.unit_id, entry.after["holder"], entry.after["valid_from"]) == (
        province.commune.pk,
        "Trần Văn Bình",
        "2025-07-01",
    )


def test_add_office_beside_another_is_refused_and_names_it(province):
    add_office(province.commune, SIGNER, by=province.administrator)
    with pytest.raises(OfficesOverlap) as refused:
        add_office(
            province.commune, replace(SIGNER, holder="Lê Thị Hoa"), by=province.administrator
        )
    assert refused.value.message.startswith(
        "Cùng thời gian đã có: CHỦ TỊCH Trần Văn Bình (từ 01/07/2025)."
    )


def test_add_office_that_signs_alongside_is_meant(province):
    add_office(province.commune, SIGNER, by=province.administrator)
    deputy = replace(SIGNER, title="PHÓ CHỦ TỊCH", signs_alongside=True)
    add_office(province.commune, deputy, by=province.administrator)

    assert [office.title for office in province.commune.offices.all()] == [
        "CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 9, 1), None)],
    ids=["before", "after"],
)
def test_add_office_at_another_time_is_no_overlap(province, first, last):
    standing = replace(SIGNER, valid_to=date(2025, 8, 31))
    add_office(province.commune, standing, by=province.administrator)
    add_office(
        province.commune,
        replace(SIGNER, valid_from=first, valid_to=last),
        by=province.administrator,
    )

    assert province.commune.offices.count() == 2


def test_add_office_ending_before_it_began_is_refused(province):
    crossed = replace(SIGNER, valid_to=date(2025, 6, 30))
    with pytest.raises(DatesCross) as refused:
        add_office(province.commune, crossed, by=province.administrator)
    assert refused.value.field == "valid_to"


def test_add_office_outliving_its_unit_is_refused(province):
    Unit.objects.filter(pk=province.commune.pk).update(valid_to=date(2025, 12, 31))
    with pytest.raises(DatesCross):
        add_office(province.commune, SIGNER, by=province.administrator)


def test_add_office_by_a_leader_is_refused(province):
    with pytest.raises(NotPermitted):
        add_office(
            province.commune, SIGNER, by=UserFactory(grants=[(Role.LEADER, province.commune)])
        )


def test_end_office_gives_it_its_last_day(province):
    office = OfficeFactory(unit=province.commune)
    end_office(office, last_day=date(2025, 6, 30), by=province.administrator)

    entry = Entry.objects.get(event="units.office_ended")
    assert (Office.objects.get().valid_to, entry.before, entry.after) == (
        date(2025, 6, 30),
        {"valid_to": ""},
        {"valid_to": "2025-06-30"},
    )


def test_end_office_twice_is_refused(province):
    office = OfficeFactory(unit=province.commune, valid_to=date(2025, 6, 30))
    with pytest.raises(AlreadyEnds):
        end_office(office, last_day=date(2025, 7, 1), by=province.administrator)


def test_end_office_before_it_began_is_refused(province):
    with pytest.raises(DatesCross) as refused:
        end_office(
            OfficeFactory(unit=province.commune),
            last_day=date(2019, 12, 31),
            by=province.administrator,
        )
    assert refused.value.field == "last_day"


def correct(province, office, signer, **options) -> Office:
    given = {"reason": REASON, "seen": 1, "by": province.administrator} | options
    return correct_office(office, signer, **given)


def test_correct_office_mends_it_and_says_why(province):
    office = OfficeFactory(unit=province.commune, title="CHỦ TỊCH", holder="Trần Văn Bính")
    correct(province, office, replace(SIGNER, authority_line="", valid_from=office.valid_from))

    entry = Entry.objects.get(event="units.office_corrected")
    assert (Office.objects.get().holder, entry.before, entry.after, entry.reason) == (
        "Trần Văn Bình",
        {"holder": "Trần Văn Bính"},
        {"holder": "Trần Văn Bình"},
        REASON,
    )


@pytest.mark.parametrize(
    ("options", "refusal"),
    [({"reason": ""}, ReasonMissing), ({"seen": 2}, ChangedMeanwhile)],
    ids=["without a reason", "overtaken"],
)
def test_correct_office_is_refused(province, options, refusal):
    with pytest.raises(refusal):
        correct(province, OfficeFactory(unit=province.commune), SIGNER, **options)


def test_correct_office_to_the_same_is_refused(province):
    office = add_office(province.commune, SIGNER, by=province.administrator)
    with pytest.raises(NothingChanged):
        correct(province, office, SIGNER, seen=2)


def test_correct_office_onto_another_is_refused(province):
    OfficeFactory(unit=province.commune, valid_to=date(2025, 6, 30))
    office = add_office(province.commune, SIGNER, by=province.administrator)
    with pytest.raises(OfficesOverlap):
        correct(province, office, replace(SIGNER, valid_from=date(2025, 6, 30)), seen=2)


def test_two_signers_at_once_are_refused_by_the_database(province):
    OfficeFactory(unit=province.commune)
    with refused_by("one_signer_at_a_time"):
        OfficeFactory(unit=province.commune, valid_from=date(2026, 1, 1))


def test_signers_of_two_units_at_once_are_no_concern_of_the_database(province):
    OfficeFactory(unit=province.commune)
    OfficeFactory(unit=province.neighbour)
    assert Office.objects.count() == 2
