"""Writing targets: what a plan may ask, and what an opened period keeps."""

from dataclasses import replace
from decimal import Decimal

import pytest

from campaigns.domain.editing.criteria import CriterionPlan
from campaigns.domain.editing.sections import Problem
from campaigns.domain.editing.targets import (
    InvalidTarget,
    TargetAsked,
    TargetGone,
    TargetPlan,
    add_target,
    change_target,
    remove_target,
    target_facts,
)
from campaigns.enums import Operator
from campaigns.models import Target
from core.access.refusals import ReasonMissing
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from tests.factories import IndicatorFactory, UnitFactory
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db

ALL_PASS = CriterionPlan("đạt yêu cầu", Operator.AT_LEAST, Decimal(100), grades=(1, 2, 3))
MOST_GOOD = CriterionPlan(
    "khá, giỏi", Operator.AT_LEAST, Decimal(75), grades=(1, 2), is_nested=True
)


@pytest.fixture
def movement():
    return planned_movement()


def plan_for(movement, **changes) -> TargetPlan:
    given = {
        "area": movement.campaign.areas.get(),
        "indicator": IndicatorFactory(graded=True),
        "code": "T9",
        "title": "Kết quả huấn luyện",
        "sentence": "100% đạt yêu cầu, trong đó có từ 75% trở lên khá, giỏi",
        "source": "Kế hoạch, mục II.4",
        "asked_in": [movement.period],
        "criteria": [ALL_PASS, MOST_GOOD],
    }
    return TargetPlan(**given | changes)


def add(movement, plan, **given):
    return add_target(movement.campaign, plan, by=officer_of(movement.campaign), **given)


def change(target, plan, **given):
    note = {"by": officer_of(target.campaign), "seen": fingerprint(target_facts(target))} | given
    return change_target(target, plan, **note)


def remove(target):
    return remove_target(target, by=officer_of(target.campaign))


def refusal_of(movement, **changes) -> InvalidTarget:
    with pytest.raises(InvalidTarget) as caught:
        add(movement, plan_for(movement, **changes))
    return caught.value


def plan_of(target) -> TargetPlan:
    return TargetPlan(
        area=target.area,
        indicator=target.indicator,
        code=target.code,
        title=target.title,
        sentence=target.sentence,
        source=target.source,
        asked_in=list(target.asked_in.all()),
    )


def test_add_target_writes_nested_criteria(movement):
    target = add(movement, plan_for(movement))

    whole, part = target.criteria.all()
    assert (whole.grades, whole.nested_in) == ([1, 2, 3], None)
    assert (part.grades, part.nested_in) == ([1, 2], whole)


def test_add_target_with_a_code_in_use_is_refused(movement):
    movement.campaign.targets.update(code="T9")

    assert refusal_of(movement).field_problems == [
        Problem(0, "code", "Mã này đã dùng cho chỉ tiêu khác của phong trào.")
    ]


def test_add_target_asked_in_no_period_is_refused(movement):
    refusal = refusal_of(movement, asked_in=[])

    assert [problem.field for problem in refusal.field_problems] == ["asked_in"]


def test_add_target_judged_in_a_period_that_does_not_ask_is_refused(movement):
    refusal = refusal_of(movement, judged_from=movement.later_period())

    assert [problem.field for problem in refusal.field_problems] == ["judged_from"]


@pytest.mark.parametrize(
    ("criterion", "field"),
    [
        (replace(ALL_PASS, threshold=Decimal(101)), "threshold"),
        (replace(ALL_PASS, grades=()), "grades"),
        (replace(ALL_PASS, is_nested=True), "is_nested"),
    ],
)
def test_add_target_with_a_threshold_that_cannot_be_is_refused(movement, criterion, field):
    refusal = refusal_of(movement, criteria=[criterion])

    assert [(problem.row, problem.field) for problem in refusal.problems] == [(0, field)]


def test_add_target_in_words_has_no_threshold(movement):
    refusal = refusal_of(
        movement,
        indicator=IndicatorFactory(statement=True),
        criteria=[replace(ALL_PASS, grades=())],
    )

    assert [problem.field for problem in refusal.field_problems] == ["indicator"]


def test_add_target_keeps_the_units_it_names(movement):
    target = add(movement, plan_for(movement, reporting_units=[movement.unit]))

    assert list(target.reporting_units.all()) == [movement.unit]


def test_add_target_naming_a_unit_that_takes_no_part_is_refused(movement):
    stranger = UnitFactory(short_name="UBND xã Lạ")

    assert refusal_of(movement, reporting_units=[stranger]).field_problems == [
        Problem(
            0, "reporting_units", "UBND xã Lạ không tham gia phong trào nên không nêu tên được."
        )
    ]


def test_change_target_after_another_officer_named_a_unit_is_refused(movement):
    target = add(movement, plan_for(movement))
    seen = fingerprint(target_facts(target))
    target.reporting_units.add(movement.unit)

    with pytest.raises(ChangedMeanwhile):
        change(target, plan_for(movement, title="Của tôi"), seen=seen)


def test_change_target_says_on_the_trail_which_units_it_names(movement):
    target = add(movement, plan_for(movement))

    named = [movement.sibling, movement.unit]
    change(target, plan_for(movement, indicator=target.indicator, reporting_units=named))

    entry = Entry.objects.latest("pk")
    assert entry.after == {"Chỉ tiêu T9 đơn vị được nêu tên": ", ".join(sorted(map(str, named)))}


def test_change_target_after_launch_keeps_the_named_units_in_the_next_version():
    movement = running_movement()
    target = movement.campaign.targets.get()
    unit = movement.unit

    change(target, replace(plan_of(target), reporting_units=[unit]), reason="Nêu tên")

    version = movement.campaign.versions.latest("number")
    assert version.definitions[0]["reporting_units"] == [
        {"code": unit.code, "name": unit.short_name}
    ]


def test_remove_target_that_names_units(movement):
    target = add(movement, plan_for(movement, reporting_units=[movement.unit]))

    remove_target(target, by=officer_of(movement.campaign))

    assert not movement.unit.named_in.exists()


def test_change_target_does_not_overwrite_another_officer(movement):
    target = add(movement, plan_for(movement))
    seen = fingerprint(target_facts(target))
    change(target, plan_for(movement, title="Của bạn"))

    with pytest.raises(ChangedMeanwhile):
        change(target, plan_for(movement, title="Của tôi"), seen=seen)


def test_change_target_before_launch_makes_no_version(movement):
    target = add(movement, plan_for(movement))

    change(target, plan_for(movement, title="Huấn luyện"))

    assert not movement.campaign.versions.exists()


def test_change_target_after_launch_makes_the_next_version():
    movement = running_movement()
    target = movement.campaign.targets.get()
    raised = CriterionPlan("đạt", Operator.AT_LEAST, Decimal(98))

    change(target, replace(plan_of(target), criteria=[raised]), reason="Nâng mức")

    version = movement.campaign.versions.latest("number")
    assert (version.number, version.reason) == (2, "Nâng mức")
    assert version.definitions[0]["criteria"][0]["threshold"] == "98.00"


def test_change_of_a_title_after_launch_makes_the_next_version():
    movement = running_movement()
    target = movement.campaign.targets.get()

    change(target, replace(plan_of(target), title="Tuyển quân"), reason="Gọi đúng tên")

    version = movement.campaign.versions.latest("number")
    assert (version.number, version.definitions[0]["title"]) == (2, "Tuyển quân")


def test_change_target_after_launch_leaves_the_revision_its_version():
    movement = running_movement()
    target = movement.campaign.targets.get()
    raised = CriterionPlan("đạt", Operator.AT_LEAST, Decimal(98))

    change(target, replace(plan_of(target), criteria=[raised]), reason="Nâng mức")

    assert movement.submission.current_revision.version.number == 1


def test_change_target_after_launch_needs_a_reason():
    target = running_movement().campaign.targets.get()

    with pytest.raises(ReasonMissing):
        change(target, plan_of(target))


def test_change_target_keeps_the_question_of_an_opened_period():
    movement = running_movement()
    later = movement.later_period()
    target = Target.objects.get()
    plan = replace(plan_of(target), asked_in=[later])

    with pytest.raises(InvalidTarget) as caught:
        change(target, plan, reason="Hỏi kỳ sau")

    assert [problem.field for problem in caught.value.field_problems] == ["asked_in"]


def test_change_target_keeps_the_indicator_of_an_opened_period():
    target = running_movement().campaign.targets.get()
    plan = replace(plan_of(target), indicator=IndicatorFactory(ratio=True))

    with pytest.raises(InvalidTarget) as caught:
        change(target, plan, reason="Đổi cách đo")

    assert [problem.field for problem in caught.value.field_problems] == ["indicator"]


def test_add_target_to_an_opened_period_is_refused():
    movement = running_movement()

    with pytest.raises(InvalidTarget) as caught:
        add(movement, plan_for(movement), reason="Thêm chỉ tiêu")

    assert [problem.field for problem in caught.value.field_problems] == ["asked_in"]


@pytest.mark.parametrize(
    "act", [lambda target: change(target, plan_of(target)), lambda target: remove(target)]
)
def test_a_target_that_somebody_removed_is_refused(movement, act):
    target = add(movement, plan_for(movement))
    known = movement.campaign.targets.prefetch_related("asked_in", "criteria").get(code="T9")
    remove(target)

    with pytest.raises(TargetGone):
        act(known)


def test_remove_target_takes_its_criteria_along(movement):
    target = add(movement, plan_for(movement))

    remove_target(target, by=officer_of(movement.campaign))

    assert movement.campaign.targets.filter(code="T9").count() == 0


def test_remove_target_that_was_asked_is_refused():
    target = running_movement().campaign.targets.get()

    with pytest.raises(TargetAsked):
        remove_target(target, by=officer_of(target.campaign), reason="Bỏ")


def test_change_target_is_on_the_trail_in_words(movement):
    target = add(movement, plan_for(movement))

    change(target, plan_for(movement, indicator=target.indicator, title="Huấn luyện"))

    entry = Entry.objects.latest("pk")
    assert entry.before == {"Chỉ tiêu T9": "Kết quả huấn luyện"}
    assert entry.after == {"Chỉ tiêu T9": "Huấn luyện"}
