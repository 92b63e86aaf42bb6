"""The pages of the campaign editor: nothing typed is lost, and faults stand at their cells."""

import pytest

from campaigns.domain.editing.areas import AreaText, area_facts, set_areas
from core.access.seen import fingerprint
from tests.editor import (
    address,
    typed_areas,
    typed_participants,
    typed_schedule,
)
from tests.factories import (
    CampaignFactory,
    ContentAreaFactory,
    IndicatorFactory,
    PeriodFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import officer_of, planned_movement

pytestmark = pytest.mark.django_db


def test_schedule_proposes_the_quarters_of_the_year(client):
    campaign = CampaignFactory()
    client.force_login(officer_of(campaign))

    response = client.get(address("schedule", campaign), {"propose": "quarter"})

    labels = [form["label"].value() for form in response.context["form"].periods]
    assert labels[:4] == [f"Quý {number} năm 2026" for number in ("I", "II", "III", "IV")]
    assert not campaign.periods.exists()


def test_schedule_with_crossing_periods_tells_it_at_the_cell(client, campaign):
    later = PeriodFactory(campaign=campaign, ordinal=2)
    typed = typed_schedule(campaign) | {"period-1-data_from": "02/01/2026"}

    response = client.post(address("schedule", campaign), typed)

    row = response.context["form"].periods.forms[1]
    assert row.errors == {"data_from": ["Số liệu kỳ này trùng ngày với “Quý 1”."]}
    assert row["data_from"].value() == "02/01/2026"
    assert row["pk"].value() == str(later.pk)


def test_schedule_with_text_for_a_day_says_so_at_the_cell(client, campaign):
    typed = typed_schedule(campaign) | {"period-0-due_on": "cuối quý"}

    response = client.post(address("schedule", campaign), typed)

    assert response.status_code == 422
    assert list(response.context["form"].periods.forms[0].errors) == ["due_on"]


def test_schedule_after_somebody_else_shows_both(client, campaign):
    typed = typed_schedule(campaign) | {"period-0-label": "Của tôi"}
    campaign.periods.update(label="Của bạn")

    response = client.post(address("schedule", campaign), typed)

    row = response.context["form"].periods.forms[0]
    assert row["label"].value() == "Của tôi"
    assert row.errors["label"][0].startswith("Người khác vừa ghi: “Của bạn”.")


def test_areas_are_saved_in_the_order_of_their_numbers(client, campaign):
    ContentAreaFactory(campaign=campaign, ordinal=2)
    typed = typed_areas(campaign) | {"area-0-ORDER": "2", "area-1-ORDER": "1"}

    client.post(address("areas", campaign), typed)

    titles = campaign.areas.values_list("title", flat=True)
    assert list(titles) == ["Nội dung 2", "Nội dung 1"]


def test_areas_with_targets_are_not_removed(client, campaign):
    typed = typed_areas(campaign) | {"area-0-DELETE": "on"}

    response = client.post(address("areas", campaign), typed)

    assert response.context["form"].rows.non_form_errors() == [
        "Nội dung “Nội dung 1” còn chỉ tiêu nên không bỏ được."
    ]


def test_areas_after_somebody_else_shows_both(client, campaign):
    typed = typed_areas(campaign) | {"area-0-title": "Của tôi"}
    (area,) = campaign.areas.all()
    set_areas(
        campaign,
        [AreaText(area.pk, "Của bạn", area.text)],
        by=officer_of(campaign),
        seen=fingerprint(area_facts(campaign)),
    )

    response = client.post(address("areas", campaign), typed)

    row = response.context["form"].rows.forms[0]
    assert row["title"].value() == "Của tôi"
    assert row.errors["title"][0].startswith("Người khác vừa ghi: “Của bạn”.")


def test_participants_are_chosen_by_their_kind(client, campaign):
    units = UnitFactory.create_batch(3, command_parent=campaign.managing_unit)
    typed = typed_participants(campaign) | {"units": [], "kinds": ["commune"]}

    client.post(address("participants", campaign), typed)

    taking_part = set(campaign.participations.values_list("unit", flat=True))
    assert {unit.pk for unit in units} <= taking_part


def test_participants_after_somebody_else_say_what_is_stored(client, campaign):
    typed = typed_participants(campaign)
    gone = campaign.participations.exclude(superior=None).first()
    gone.delete()

    response = client.post(address("participants", campaign), typed)

    (told,) = response.context["form"].non_field_errors()
    assert told.startswith("Người khác vừa ghi: ")
    assert str(gone.unit) not in told


def test_check_says_what_forbids_the_launch(client, campaign):
    campaign.targets.get().criteria.update(operator="")

    response = client.get(address("check", campaign))

    assert [finding.route for finding in response.context["findings"] if finding.forbids] == [
        "campaigns:targets"
    ]
    assert not response.context["may_launch"]


def test_check_launches_where_nothing_forbids_it(client, campaign):
    page = client.get(address("check", campaign)).content.decode()

    assert address("launch", campaign) in page


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("about", 10),
        ("schedule", 7),
        ("body", 7),
        ("areas", 7),
        ("targets", 8),
        ("participants", 8),
        ("check", 11),
    ],
)
def test_a_page_asks_the_database_as_often_for_many_rows(
    client, django_assert_num_queries, rows, name, queries
):
    campaign = planned_movement(*[IndicatorFactory(ratio=True) for _ in range(rows)]).campaign
    client.force_login(officer_of(campaign))

    with django_assert_num_queries(queries):
        client.get(address(name, campaign))


def test_a_visitor_is_not_offered_the_editor(client, campaign):
    client.force_login(UserFactory(grants=[("leader", campaign.managing_unit)]))

    response = client.get(campaign.get_absolute_url())

    assert address("about", campaign) not in response.content.decode()
