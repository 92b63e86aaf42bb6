"""The check before launch: what forbids it, what is doubtful, and where it is mended."""

from datetime import date

import pytest

from campaigns.domain.calendar import closed_reason
from campaigns.domain.editing.proposals import propose_periods
from campaigns.domain.readiness import ARTICLE_17, findings_of
from campaigns.enums import PeriodLength
from tests.factories import (
    CampaignFactory,
    ContentAreaFactory,
    ParticipationFactory,
    PhaseFactory,
    UnitFactory,
)
from tests.workflows import planned_movement

PLAN = {
    "purposes": "Nâng cao chất lượng huấn luyện.",
    "scope": "Toàn tỉnh.",
    "means": "Đăng ký, kiểm tra, sơ kết.",
    "plan_reference": "Kế hoạch số 07/KH-UBND",
}


@pytest.fixture
def campaign(db):
    """A plan that leaves nothing to be said."""
    campaign = planned_movement().campaign
    for name, words in PLAN.items():
        setattr(campaign, name, words)
    campaign.save()
    campaign.periods.update(due_on=date(2026, 3, 25), closes_on=date(2026, 4, 10))
    return campaign


def texts(campaign) -> list[str]:
    return [finding.text for finding in findings_of(campaign)]


def test_a_whole_plan_has_no_findings(campaign):
    assert texts(campaign) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("purposes", "Kế hoạch chưa nêu mục đích, mục tiêu."),
        ("scope", "Kế hoạch chưa nêu phạm vi, đối tượng."),
        ("means", "Kế hoạch chưa nêu biện pháp tổ chức thực hiện."),
    ],
)
def test_what_the_law_asks_and_the_plan_lacks_is_said_with_its_article(campaign, name, text):
    setattr(campaign, name, " ")

    (finding,) = findings_of(campaign)

    assert (finding.text, finding.ground, finding.forbids) == (text, ARTICLE_17, False)


def test_an_empty_draft_lists_what_forbids_its_launch_first(db):
    found = findings_of(CampaignFactory())

    assert [finding.part for finding in found if finding.forbids] == [
        "areas",
        "schedule",
        "targets",
        "participants",
    ]
    assert [finding.forbids for finding in found] == sorted(
        (finding.forbids for finding in found), reverse=True
    )


def test_days_between_phases_are_doubtful(campaign):
    PhaseFactory(campaign=campaign)
    PhaseFactory(
        campaign=campaign, ordinal=2, starts_on=date(2026, 7, 2), ends_on=date(2026, 12, 31)
    )

    assert texts(campaign) == [
        "Giữa “Giai đoạn 1” và “Giai đoạn 2” có những ngày không thuộc giai đoạn nào."
    ]


def test_phases_that_do_not_reach_the_end_are_doubtful(campaign):
    PhaseFactory(campaign=campaign)

    assert texts(campaign) == ["Các giai đoạn không phủ hết thời gian của phong trào."]


def test_a_due_day_at_tet_is_doubtful(campaign):
    campaign.periods.update(opens_on=date(2026, 1, 1), due_on=date(2026, 2, 17))

    assert texts(campaign) == ["Hạn gửi của “Quý 1” (17/02/2026) rơi vào dịp Tết Nguyên đán."]


def test_a_target_without_a_threshold_is_doubtful(campaign):
    campaign.targets.update(code="T4")
    campaign.targets.get().criteria.all().delete()

    assert texts(campaign) == ["Chỉ tiêu T4: không đặt ngưỡng nên không đánh giá."]


def test_an_answer_of_the_author_is_doubtful(campaign):
    campaign.targets.update(code="T4")
    campaign.targets.get().criteria.update(answer_note="hiểu là mức trần")

    assert texts(campaign) == ["Chỉ tiêu T4: ngưỡng do người soạn tự trả lời."]


def test_an_area_without_targets_is_doubtful(campaign):
    ContentAreaFactory(campaign=campaign, ordinal=2)

    assert texts(campaign) == ["Nội dung 2 chưa có chỉ tiêu nào."]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 21), "thứ Bảy"),
        (date(2026, 11, 22), "Chủ nhật"),
        (date(2026, 11, 23), ""),
        (date(2026, 2, 14), "thứ Bảy"),
        (date(2026, 2, 15), "dịp Tết Nguyên đán"),
        (date(2026, 2, 22), "dịp Tết Nguyên đán"),
        (date(2026, 2, 23), ""),
    ],
)
def test_offices_are_closed_on_week_ends_and_at_tet(day, reason):
    assert closed_reason(day) == reason


@pytest.mark.parametrize(
    ("length", "labels"),
    [
        (PeriodLength.QUARTER, ["Quý II năm 2026", "Quý III năm 2026", "Quý IV năm 2026"]),
        (PeriodLength.HALF_YEAR, ["6 tháng đầu năm 2026", "6 tháng cuối năm 2026"]),
        (PeriodLength.YEAR, ["Năm 2026"]),
    ],
)
def test_propose_periods_covers_the_campaign(length, labels):
    plans = propose_periods(date(2026, 5, 19), date(2026, 12, 31), length)

    assert [plan.label for plan in plans] == labels


def test_propose_periods_crosses_the_year():
    plans = propose_periods(date(2026, 11, 1), date(2027, 2, 1), PeriodLength.QUARTER)

    assert [(plan.data_from, plan.data_to) for plan in plans] == [
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
    ]


def test_propose_periods_puts_the_days_in_order():
    (plan,) = propose_periods(date(2026, 1, 1), date(2026, 12, 31), PeriodLength.YEAR)

    days = [plan.data_from, plan.opens_on, plan.data_to, plan.due_on, plan.closes_on]
    assert days == sorted(days)


def test_a_named_unit_that_takes_no_part_forbids_the_launch(campaign):
    campaign.targets.update(code="T4")
    unit = UnitFactory(short_name="UBND xã A")
    campaign.targets.get().reporting_units.add(unit)

    (finding,) = findings_of(campaign)

    assert (finding.text, finding.forbids) == (
        "Chỉ tiêu T4: UBND xã A được nêu tên nhưng không tham gia phong trào.",
        True,
    )


def test_a_named_unit_that_left_before_the_end_is_doubtful(campaign):
    campaign.targets.update(code="T4")
    unit = UnitFactory(short_name="UBND xã A")
    campaign.targets.get().reporting_units.add(unit)
    ParticipationFactory(campaign=campaign, unit=unit, valid_to=date(2026, 6, 30))

    (finding,) = findings_of(campaign)

    assert (finding.text, finding.forbids) == (
        "Chỉ tiêu T4: UBND xã A được nêu tên nhưng chỉ tham gia đến hết ngày 30/06/2026.",
        False,
    )
