"""The catalogue of indicators and scales: who keeps it, what stays, and what it ships with."""

import unicodedata

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.enums import Role
from campaigns.domain.campaigns import close_campaign
from campaigns.domain.catalogue import (
    InUse,
    InvalidDefinition,
    ScaleInUse,
    add_indicator,
    add_scale,
    change_scale,
    definition_problems,
    facts_of,
    scale_facts_of,
)
from campaigns.domain.shipped_catalogue import SHIPPED, load_catalogue, shipped_catalogue
from campaigns.models import Grade, GradeScale, Indicator
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from tests.campaigns.catalogue.changes import COUNT, LIST, ROUTE, changed
from tests.factories import (
    GradeScaleFactory,
    GrantFactory,
    IndicatorFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)
from tests.refusals import refused_by
from tests.workflows import officer_of

pytestmark = pytest.mark.django_db


# Who keeps it.


def test_administrator_below_another_unit_reads_and_does_not_change(client):
    province, indicator = UnitFactory(), IndicatorFactory()
    for parent in ("administrative_parent", "command_parent"):
        below = UnitFactory(**{parent: province})
        client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, below)]))

        answers = [client.get(LIST), client.get(reverse(ROUTE, args=[indicator.pk]))]

        assert [answer.status_code for answer in answers] == [200, 403]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_catalogue_is_not_changed_by_another_role(role):
    user = UserFactory(grants=[(role, UnitFactory())])

    with pytest.raises(NotPermitted):
        add_indicator("TT9", COUNT, by=user)
    with pytest.raises(NotPermitted):
        changed(IndicatorFactory(), by=user, name="Khác")
    with pytest.raises(NotPermitted):
        add_scale("TK4", "Tốt, khá", ["Tốt", "Khá"], by=user)
    with pytest.raises(NotPermitted):
        change_scale(GradeScaleFactory(), "Khác", ["Tốt", "Khá"], by=user, seen="")


def test_grant_that_has_ended_keeps_nothing():
    user = UserFactory()
    GrantFactory(user=user, role=Role.ADMINISTRATOR, valid_to="2021-01-01")

    with pytest.raises(NotPermitted):
        add_indicator("TT9", COUNT, by=user)


# Adding and changing.


def test_add_indicator_is_recorded_under_its_grant(keeper):
    indicator = add_indicator("TT9", COUNT, by=keeper)

    entry = Entry.objects.get()
    assert (entry.event, entry.subject_id, entry.authority, entry.after["measure"]) == (
        "campaigns.indicator_added",
        indicator.pk,
        str(keeper.grants_today[0]),
        "count",
    )


def test_add_with_a_code_that_is_there_is_refused(keeper):
    IndicatorFactory(code="TT9")

    with pytest.raises(InvalidDefinition) as refusal:
        add_indicator("TT9", COUNT, by=keeper)

    assert refusal.value.errors == {"code": "Mã này đã có."}


def test_change_indicator_records_what_differs(keeper):
    indicator = IndicatorFactory(name="Tin, bài")

    changed(indicator, by=keeper, name="Tin, bài, phóng sự", counted_in="")

    entry = Entry.objects.get()
    assert (entry.event, entry.before, entry.after) == (
        "campaigns.indicator_changed",
        {"name": "Tin, bài"},
        {"name": "Tin, bài, phóng sự"},
    )


def test_change_that_changes_nothing_leaves_no_trace(keeper):
    indicator = IndicatorFactory()

    changed(indicator, by=keeper, name=indicator.name)

    assert Entry.objects.count() == 0


def test_change_over_somebody_elses_is_a_conflict(keeper):
    indicator = IndicatorFactory()
    seen = fingerprint(facts_of(indicator))
    changed(indicator, by=keeper, guidance="Cộng dồn.")

    with pytest.raises(ChangedMeanwhile):
        changed(indicator, by=keeper, seen=seen, guidance="Lấy kỳ cuối.")


@pytest.mark.parametrize(
    ("traits", "facts", "problems"),
    [
        ({}, {"measure": "graded"}, {"scale"}),
        ({"graded": True}, {"measure": "count"}, {"scale"}),
        ({"grade": True}, {"part_rule": "adds"}, {"part_rule"}),
        ({"done": True}, {"whole_rule": "latest"}, set()),
        ({"done": True}, {"whole_rule": "adds"}, {"whole_rule"}),
        (
            {},
            {"whole_is_quota": True, "percentages_only": True},
            {"whole_is_quota", "percentages_only"},
        ),
        ({}, {"part_may_exceed_whole": True}, {"part_may_exceed_whole"}),
        ({"quota": True}, {"whole_rule": "adds"}, {"whole_rule"}),
        ({"quota": True}, {"percentages_only": True}, {"percentages_only"}),
        ({"ratio": True}, {"percentages_only": True}, set()),
    ],
)
def test_definition_that_contradicts_itself_is_told_by_field(traits, facts, problems):
    indicator = IndicatorFactory(**traits)
    for name, value in facts.items():
        setattr(indicator, name, value)

    assert definition_problems(indicator).keys() == problems


def test_change_to_a_definition_that_contradicts_itself_is_refused(keeper):
    with pytest.raises(InvalidDefinition):
        changed(IndicatorFactory(), by=keeper, measure="graded")


# What a launched campaign asks for.


def test_words_of_an_indicator_in_use_may_be_corrected(keeper, used):
    changed(used, by=keeper, name="Kết quả kiểm tra", guidance="Tính cả lượt kiểm tra lại.")

    used.refresh_from_db()
    assert (used.name, used.guidance) == ("Kết quả kiểm tra", "Tính cả lượt kiểm tra lại.")


@pytest.mark.parametrize(
    "facts",
    [
        {"measure": "count", "scale": None},
        {"part_rule": "latest"},
        {"counted_in": "đơn vị"},
        {"part_label": "Đạt"},
    ],
)
def test_meaning_of_an_indicator_in_use_stays(keeper, used, facts):
    with pytest.raises(InUse):
        changed(used, by=keeper, **facts)


def test_meaning_stays_after_the_campaign_has_ended(keeper, used):
    campaign = used.targets.get().campaign
    close_campaign(campaign, by=officer_of(campaign))

    with pytest.raises(InUse):
        changed(used, by=keeper, part_rule="latest")


def test_indicator_of_a_draft_may_be_changed(keeper):
    indicator = TargetFactory().indicator

    assert changed(indicator, by=keeper, part_rule="latest").part_rule == "latest"


def test_grades_of_a_scale_in_use_stay_and_its_name_may_be_corrected(keeper, used):
    facts = scale_facts_of(used.scale)
    grades, seen = facts["grades"], fingerprint(facts)

    with pytest.raises(ScaleInUse):
        change_scale(used.scale, facts["name"], grades[:3], by=keeper, seen=seen)
    assert change_scale(used.scale, "Bốn mức", grades, by=keeper, seen=seen).name == "Bốn mức"


def test_database_keeps_the_code():
    indicator = IndicatorFactory()

    with refused_by("indicator_code_kept"):
        Indicator.objects.filter(pk=indicator.pk).update(code="KHAC")


@pytest.mark.parametrize(
    ("name", "value"), [("measure", "grade"), ("scale", None), ("part_rule", "once")]
)
def test_database_keeps_the_meaning_of_an_indicator_in_use(used, name, value):
    with refused_by("indicator_in_use_kept"):
        Indicator.objects.filter(pk=used.pk).update(**{name: value})


def test_database_keeps_the_grades_of_a_scale_in_use(used):
    grades = used.scale.grades

    with refused_by("grade_in_use_kept"):
        grades.filter(position=1).update(label="Xuất sắc")
    with refused_by("grade_in_use_kept"):
        grades.filter(position=4).delete()
    with refused_by("grade_in_use_kept"):
        Grade.objects.create(scale=used.scale, position=5, label="Kém")


def test_database_lets_a_scale_that_nobody_uses_change(keeper):
    scale = GradeScaleFactory()

    seen = fingerprint(scale_facts_of(scale))
    change_scale(scale, "Ba mức", ["Tốt", "Khá", "Yếu"], by=keeper, seen=seen)

    assert scale_facts_of(GradeScale.objects.get())["grades"] == ["Tốt", "Khá", "Yếu"]


# What the program ships.


def test_shipped_catalogue_is_composed_and_consistent():
    assert unicodedata.is_normalized("NFC", SHIPPED.read_text(encoding="utf-8"))
    load_catalogue(shipped_catalogue())

    assert {
        indicator.code: definition_problems(indicator)
        for indicator in Indicator.objects.select_related("scale")
        if definition_problems(indicator)
    } == {}


def test_load_catalogue_adds_what_is_missing_and_nothing_twice():
    call_command("load_catalogue")
    counts = Indicator.objects.count(), GradeScale.objects.count(), Entry.objects.count()
    call_command("load_catalogue")

    catalogue = shipped_catalogue()
    numbers = len(catalogue["indicators"]), len(catalogue["scales"])
    assert counts == (*numbers, sum(numbers))
    assert counts == (Indicator.objects.count(), GradeScale.objects.count(), Entry.objects.count())


def test_load_catalogue_leaves_alone_what_was_changed(keeper):
    call_command("load_catalogue")
    indicator, scale = Indicator.objects.get(code="TT1"), GradeScale.objects.get(code="TK4")
    changed(indicator, by=keeper, name="Tin, bài, phóng sự")
    seen = fingerprint(scale_facts_of(scale))
    change_scale(scale, "Hai mức", ["Tốt", "Yếu"], by=keeper, seen=seen)
    Indicator.objects.filter(code="XN1").delete()

    call_command("load_catalogue")

    indicator.refresh_from_db()
    assert (indicator.name, Indicator.objects.filter(code="XN1").exists()) == (
        "Tin, bài, phóng sự",
        True,
    )
    assert scale_facts_of(GradeScale.objects.get(code="TK4"))["grades"] == ["Tốt", "Yếu"]
