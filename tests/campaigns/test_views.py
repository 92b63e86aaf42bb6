"""The pages of campaigns: the list, the plan, the quotas, launch and close."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.enums import Role
from campaigns.domain.campaigns import close_campaign
from campaigns.enums import CampaignState, Operator
from tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    ContentAreaFactory,
    CriterionFactory,
    IndicatorFactory,
    PeriodFactory,
    PhaseFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)
from tests.saying import sentences
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return UnitFactory(short_name="Tỉnh Quảng Ngãi")


@pytest.fixture
def officer(client, province):
    officer = UserFactory(grants=[(Role.CAMPAIGN_OFFICER, province)])
    client.force_login(officer)
    return officer


def listed(client, **query) -> list[str]:
    response = client.get(reverse("campaigns:list"), query)
    return [row.record.name for row in response.context["table"].paginated_rows]


def test_list_hides_a_draft_from_units_that_will_take_part(client):
    movement = planned_movement()
    client.force_login(UserFactory(grants=[(Role.CLERK, movement.unit)]))

    assert listed(client) == []


def test_list_shows_a_launched_campaign_to_units_that_take_part(client):
    movement = running_movement()
    client.force_login(UserFactory(grants=[(Role.CLERK, movement.unit)]))

    assert listed(client) == [movement.campaign.name]


def test_list_is_filtered_by_state(client, province, officer):
    CampaignFactory(managing_unit=province)
    CampaignFactory(managing_unit=province, name="Đã phát động", state=CampaignState.LAUNCHED)

    assert listed(client, state="launched") == ["Đã phát động"]


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_list_is_filtered_by_any_year_of_the_campaign(client, province, officer, year):
    CampaignFactory(managing_unit=province)
    CampaignFactory(
        managing_unit=province,
        name="Hai năm",
        starts_on=date(2024, 5, 1),
        ends_on=date(2025, 4, 30),
    )

    assert listed(client, year=year) == ["Hai năm"]


@pytest.mark.parametrize("year", ["hai nghìn", "99999999999999999999", "-1", "20,5"])
def test_list_says_at_the_field_that_a_year_is_wrong(client, officer, year):
    response = client.get(reverse("campaigns:list"), {"year": year})

    form = response.context["filter"].form
    assert (response.status_code, list(form.errors), form["year"].value()) == (200, ["year"], year)


def test_list_is_searched_without_marks(client, province, officer):
    CampaignFactory(managing_unit=province, name="Thi đua Quyết thắng năm 2026")
    CampaignFactory(managing_unit=province, name="Phong trào khác")

    assert listed(client, search="quyet thang") == ["Thi đua Quyết thắng năm 2026"]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_as_often_for_many_rows(
    client, province, officer, django_assert_num_queries, rows
):
    for _ in range(rows):
        CampaignFactory(managing_unit=province, issuing_unit=UnitFactory())

    with django_assert_num_queries(6):
        client.get(reverse("campaigns:list"))


def test_detail_sets_targets_beside_the_words_of_the_plan(client, province, officer):
    campaign = CampaignFactory(managing_unit=province, guiding_thought="Chủ động, sáng tạo")
    area = ContentAreaFactory(campaign=campaign, text="Hoàn thành chỉ tiêu tuyển quân.")
    target = TargetFactory(
        campaign=campaign,
        area=area,
        indicator=IndicatorFactory(ratio=True),
        sentence="Tuyển quân đạt 100% chỉ tiêu",
        source="Kế hoạch 51, mục III",
        asked_in=[PeriodFactory(campaign=campaign)],
    )
    CriterionFactory(target=target, label="Tỷ lệ", threshold=Decimal("97.5"))

    page = client.get(campaign.get_absolute_url()).content.decode()

    expected = [
        "Chủ động, sáng tạo",
        "Hoàn thành chỉ tiêu tuyển quân.",
        "“Tuyển quân đạt 100% chỉ tiêu”",
        "Nguồn: Kế hoạch 51, mục III",
        "từ 97,5% trở lên",
        "Quý 1",
    ]
    assert [words for words in expected if words not in page] == []


def test_detail_marks_what_the_plan_left_open_and_who_answered(client, province, officer):
    target = TargetFactory(
        campaign__managing_unit=province, indicator=IndicatorFactory(graded=True)
    )
    CriterionFactory(target=target, operator="", threshold=20)
    CriterionFactory(
        target=target,
        ordinal=2,
        operator=Operator.AT_MOST,
        threshold=20,
        answer_note="Là mức trần theo Quyết định 116.",
    )

    page = client.get(target.campaign.get_absolute_url()).content.decode()

    assert "20% (kế hoạch chưa nói rõ là mức sàn, mức trần hay đúng bằng)" in page
    assert "Người soạn kế hoạch trả lời, chưa đối chiếu: Là mức trần theo Quyết định 116." in page


def test_detail_of_an_empty_draft_says_what_is_missing(client, province, officer):
    campaign = CampaignFactory(managing_unit=province)

    page = client.get(campaign.get_absolute_url()).content.decode()

    assert "Phong trào chưa có nội dung thi đua." in page
    assert "Phong trào chưa có kỳ báo cáo." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_asks_the_database_as_often_for_many_rows(
    client, province, officer, django_assert_num_queries, rows
):
    campaign = CampaignFactory(managing_unit=province, parent=CampaignFactory())
    for number in range(1, rows + 1):
        day = date(2026, number, 1)
        PhaseFactory(campaign=campaign, ordinal=number, starts_on=day, ends_on=day)
        period = PeriodFactory(campaign=campaign, ordinal=number)
        area = ContentAreaFactory(campaign=campaign, ordinal=number)
        for _ in range(rows):
            target = TargetFactory(
                campaign=campaign, area=area, asked_in=[period], judged_from=period
            )
            CriterionFactory(target=target)
            target.reporting_units.add(UnitFactory())
        AssignmentFactory(campaign=campaign, unit=UnitFactory())

    with django_assert_num_queries(12):
        client.get(campaign.get_absolute_url())


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (CampaignState.DRAFT, (True, False)),
        (CampaignState.LAUNCHED, (False, True)),
        (CampaignState.CLOSED, (False, False)),
    ],
)
def test_detail_offers_the_officer_the_next_step(client, province, officer, state, offered):
    campaign = CampaignFactory(managing_unit=province, state=state)

    context = client.get(campaign.get_absolute_url()).context

    assert (context["may_launch"], context["may_close"]) == offered


def test_detail_leads_to_the_check_and_does_not_launch_past_it(client, province, officer):
    campaign = CampaignFactory(managing_unit=province)

    page = client.get(campaign.get_absolute_url()).content.decode()

    addresses = [reverse(f"campaigns:{name}", args=[campaign.pk]) for name in ("check", "launch")]
    assert [address in page for address in addresses] == [True, False]


def test_detail_offers_others_nothing(client, province):
    campaign = CampaignFactory(managing_unit=province)
    client.force_login(UserFactory(grants=[(Role.LEADER, province)]))

    context = client.get(campaign.get_absolute_url()).context

    assert (context["may_launch"], context["may_close"]) == (False, False)


def test_launch_sets_the_campaign_going(client):
    campaign = planned_movement().campaign
    client.force_login(officer_of(campaign))

    response = client.post(reverse("campaigns:launch", args=[campaign.pk]))

    campaign.refresh_from_db()
    assert (campaign.state, response.url) == (CampaignState.LAUNCHED, campaign.get_absolute_url())


def test_launch_twice_is_answered_kindly(client):
    campaign = planned_movement().campaign
    client.force_login(officer_of(campaign))
    address = reverse("campaigns:launch", args=[campaign.pk])
    client.post(address)

    response = client.post(address)

    assert response.url == campaign.get_absolute_url()
    assert sentences(response)[-1] == (
        "Phong trào đang ở trạng thái “Đang thực hiện”, không chuyển sang “Đang thực hiện” được."
    )


def test_launch_of_an_unfinished_plan_says_what_is_missing(client, province, officer):
    campaign = CampaignFactory(managing_unit=province)

    response = client.post(reverse("campaigns:launch", args=[campaign.pk]))

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT
    assert sentences(response) == ["Phong trào chưa có nội dung thi đua nào."]


def test_launch_by_reading_the_address_does_nothing(client):
    campaign = planned_movement().campaign
    client.force_login(officer_of(campaign))

    response = client.get(reverse("campaigns:launch", args=[campaign.pk]))

    campaign.refresh_from_db()
    assert (response.status_code, campaign.state) == (405, CampaignState.DRAFT)


def test_close_ends_the_campaign(client):
    campaign = running_movement().campaign
    client.force_login(officer_of(campaign))

    client.post(reverse("campaigns:close", args=[campaign.pk]))

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.CLOSED


def test_close_twice_is_answered_kindly(client):
    campaign = running_movement().campaign
    officer = officer_of(campaign)
    close_campaign(campaign, by=officer)
    client.force_login(officer)

    response = client.post(reverse("campaigns:close", args=[campaign.pk]))

    assert response.url == campaign.get_absolute_url()
    assert len(sentences(response)) == 1
