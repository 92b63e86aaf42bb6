"""The page of a target: what it offers, and that nothing typed is lost."""

import pytest

from campaigns.domain.editing.targets import TargetGone, remove_target, target_facts
from tests.editor import address, typed_new_target, typed_target
from tests.factories import (
    ContentAreaFactory,
    CriterionFactory,
    IndicatorFactory,
    ParticipationFactory,
    UnitFactory,
)
from tests.saying import sentences
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db


def test_a_new_target_begins_with_its_indicator(client, campaign):
    response = client.get(address("target_add", campaign))

    assert list(response.context["indicators"]) == [campaign.targets.get().indicator]


def test_a_target_offers_the_grades_of_its_indicator(client, campaign):
    indicator = IndicatorFactory(graded=True)

    response = client.get(address("target_add", campaign), {"indicator": indicator.pk})

    grades = response.context["form"].criteria.forms[0].fields["grades"].choices
    assert [label for _, label in grades] == ["Giỏi", "Khá", "Đạt", "Không đạt"]


def test_a_new_target_with_a_threshold_above_all_says_so_at_the_cell(client, campaign):
    typed = typed_new_target(campaign) | {"criterion-0-threshold": "101"}

    response = client.post(address("target_add", campaign), typed)

    row = response.context["form"].criteria.forms[0]
    assert row.errors == {"threshold": ["Tỷ lệ không được lớn hơn 100%."]}
    assert row["threshold"].value() == "101"


def test_a_target_after_somebody_else_shows_both(client, campaign):
    target = campaign.targets.get()
    typed = typed_target(target) | {"title": "Của tôi"}
    campaign.targets.update(title="Của bạn")

    response = client.post(address("target", campaign, target.pk), typed)

    form = response.context["form"].form
    assert form["title"].value() == "Của tôi"
    assert form.errors["title"][0].startswith("Người khác vừa ghi: “Của bạn”.")


def test_a_target_names_units_that_take_part(client, campaign):
    target = campaign.targets.get()
    named = campaign.participations.exclude(superior=None).first().unit

    client.post(
        address("target", campaign, target.pk),
        typed_target(target) | {"reporting_units": [named.pk]},
    )

    assert list(target.reporting_units.all()) == [named]


def test_a_target_offers_by_kind_the_units_that_take_part(client, campaign):
    target = campaign.targets.get()
    UnitFactory(command_parent=campaign.managing_unit)

    response = client.get(address("target", campaign, target.pk))

    groups = response.context["form"].form.named_units()
    offered = {unit.pk for _, units in groups for unit, _ in units}
    assert offered == set(campaign.participations.values_list("unit", flat=True))


def test_a_target_still_shows_a_named_unit_that_was_taken_out(client, campaign):
    target = campaign.targets.get()
    gone = UnitFactory(short_name="UBND xã A")
    target.reporting_units.add(gone)

    response = client.post(address("target", campaign, target.pk), typed_target(target))

    form = response.context["form"].form
    assert form.errors == {
        "reporting_units": ["UBND xã A không tham gia phong trào nên không nêu tên được."]
    }
    ticked = [unit for _, units in form.named_units() for unit, is_ticked in units if is_ticked]
    assert ticked == [gone]


def test_a_target_after_somebody_else_named_a_unit_shows_both(client, campaign):
    target = campaign.targets.get()
    typed = typed_target(target) | {"title": "Của tôi"}
    named = campaign.participations.first().unit
    target.reporting_units.add(named)

    response = client.post(address("target", campaign, target.pk), typed)

    (told,) = response.context["form"].form.errors["reporting_units"]
    assert f"“{named}”" in told


def test_a_target_that_somebody_removed_is_offered_as_a_new_one(client, campaign):
    target = campaign.targets.get()
    typed = typed_target(target) | {"title": "Của tôi"}
    remove_target(target, by=officer_of(campaign))

    response = client.post(address("target", campaign, target.pk), typed)

    assert (response.status_code, sentences(response)) == (422, [TargetGone.message])
    assert response.context["form"].form["title"].value() == "Của tôi"
    assert response.context["add_url"] == address("target_add", campaign)


def test_a_target_that_was_removed_is_added_as_it_was_typed(client, campaign):
    target = campaign.targets.get()
    typed = typed_target(target) | {"title": "Của tôi"}
    facts = target_facts(target)
    remove_target(target, by=officer_of(campaign))
    shown = client.post(address("target", campaign, target.pk), typed)

    seen = shown.context["note"]["seen"].value()
    client.post(shown.context["add_url"], typed | {"seen": seen})

    assert target_facts(campaign.targets.get()) == facts | {"title": "Của tôi"}


def test_a_target_that_never_was_is_not_found(client, campaign):
    typed = typed_target(campaign.targets.get())

    assert client.post(address("target", campaign, 9), typed).status_code == 404


def test_a_removed_target_is_gone_from_the_plan(client, campaign):
    target = campaign.targets.get()

    response = client.post(address("target_remove", campaign, target.pk))

    assert response.url == address("targets", campaign)
    assert not campaign.targets.exists()


def test_the_list_tells_who_reports_each_target(client, campaign):
    target = campaign.targets.get()
    target.reporting_kinds = ["commune"]
    target.save()
    target.reporting_units.add(UnitFactory(short_name="Sở Y tế"))

    response = client.get(address("targets", campaign))

    (area,) = response.context["areas"]
    assert [line.reporters for line in area.targets] == ["Ủy ban nhân dân cấp xã, Sở Y tế"]
    assert '<td data-label="Đơn vị báo cáo">Ủy ban nhân dân cấp xã, Sở Y tế</td>' in (
        response.content.decode()
    )


@pytest.mark.parametrize(("make", "offered"), [(planned_movement, True), (running_movement, False)])
def test_a_target_that_was_asked_is_not_offered_for_removal(client, make, offered):
    target = make().campaign.targets.get()
    client.force_login(officer_of(target.campaign))

    page = client.get(address("target", target.campaign, target.pk)).content.decode()

    assert (address("target_remove", target.campaign, target.pk) in page) == offered


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("kind", "queries"), [("ratio", 12), ("graded", 12)])
def test_the_page_of_a_target_asks_the_database_as_often_for_many_rows(
    client, django_assert_num_queries, rows, kind, queries
):
    movement = planned_movement(IndicatorFactory(**{kind: True}))
    target = movement.campaign.targets.get()
    for number in range(rows):
        CriterionFactory(target=target, ordinal=number + 2)
        ContentAreaFactory(campaign=movement.campaign, ordinal=number + 2)
        target.reporting_units.add(ParticipationFactory(campaign=movement.campaign).unit)
    client.force_login(officer_of(movement.campaign))

    with django_assert_num_queries(queries):
        client.get(address("target", movement.campaign, target.pk))
