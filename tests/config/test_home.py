"""The first screen: what is waiting for a person, by the roles held, within a bound of queries."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Period
from config.first_screen import PANELS
from documents.models import Issuer
from reports.domain.reports import freeze_report, request_report
from results.enums import SubmissionState as State
from tests.factories import (
    CampaignFactory,
    GrantFactory,
    QuotaFactory,
    SuccessionFactory,
    UnitFactory,
    UserFactory,
)
from tests.paperwork import printed
from tests.workflows import (
    REASON,
    fill_in,
    head_of,
    running_movement,
    submission_at,
)

pytestmark = pytest.mark.django_db

HOME = reverse("home")
HEADINGS = {
    Role.CLERK: {"Quý của tôi"},
    Role.UNIT_HEAD: {"Quý của tôi"},
    Role.REVIEWER: {"Kiểm tra, xác nhận"},
    Role.CAMPAIGN_OFFICER: {"Phong trào tôi soạn và theo dõi"},
    Role.COUNCIL_SECRETARY: {"Báo cáo kết quả in được"},
    Role.RECORDS_CLERK: {"Báo cáo kết quả in được"},
    Role.LEADER: {"Phong trào đang thực hiện", "Báo cáo kết quả in được"},
    Role.INSPECTOR: {"Nhật ký gần đây"},
    Role.ADMINISTRATOR: {"Đơn vị và người dùng"},
}


def screen_of(client, role, unit):
    client.force_login(UserFactory(grants=[(role, unit)]))
    return client.get(HOME)


def panel_of(client, role, unit):
    """What the first panel of the role shows."""
    return screen_of(client, role, unit).context["panels"][0][1]


@pytest.mark.parametrize("role", Role)
def test_home_shows_the_panels_of_the_role(client, role):
    page = screen_of(client, role, UnitFactory()).content.decode()

    every = {heading for headings in HEADINGS.values() for heading in headings}
    shown = {heading for heading in every if f">{heading}</h2>" in page}
    assert shown == HEADINGS[role]


@pytest.mark.parametrize("role", Role)
def test_home_with_nothing_to_do_says_what_is_next(client, role):
    page = screen_of(client, role, UnitFactory()).content.decode()

    assert "empty-state-hint" in page


def test_home_of_several_roles_shows_every_panel_once(client):
    unit = UnitFactory()
    client.force_login(UserFactory(grants=[(role, unit) for role in Role]))

    assert len(client.get(HOME).context["panels"]) == len(PANELS)


def test_clerk_sees_how_much_is_answered(client):
    movement = running_movement()

    (duty,) = panel_of(client, Role.CLERK, movement.unit).duties

    assert (duty.progress, duty.percent, duty.missing) == ("0/1 chỉ tiêu", 0, 1)


def test_clerk_sees_why_a_report_came_back(client):
    submission = submission_at(State.RETURNED)

    page = screen_of(client, Role.CLERK, submission.unit).content.decode()

    assert f" vì:</strong> {REASON}" in page


def test_clerk_is_told_that_a_period_closed(client):
    movement = running_movement()
    Period.objects.update(due_on=date(2026, 1, 2), closes_on=date(2026, 1, 3))

    page = screen_of(client, Role.CLERK, movement.unit).content.decode()

    assert "Kỳ đã khóa sổ ngày 03/01/2026" in page
    assert "Nhập 1 chỉ tiêu còn lại" not in page


def test_clerk_owes_nothing_in_a_closed_campaign(client):
    movement = running_movement()
    Campaign.objects.update(state=CampaignState.CLOSED)

    assert panel_of(client, Role.CLERK, movement.unit).duties == []


def test_next_period_is_none_of_a_unit_that_leaves_before(client):
    movement = running_movement()
    submission_at(State.SUBMITTED, movement)
    later = movement.later_period()
    movement.unit.participations.update(valid_to=later.opens_on - timedelta(days=1))

    assert panel_of(client, Role.CLERK, movement.unit).next_period is None


def test_complete_report_is_for_the_head_to_send(client):
    movement = running_movement()
    fill_in(movement.submission)

    labels = {
        role: "Kiểm tra và gửi" in screen_of(client, role, movement.unit).content.decode()
        for role in (Role.CLERK, Role.UNIT_HEAD)
    }

    assert labels == {Role.CLERK: False, Role.UNIT_HEAD: True}


def test_head_of_the_root_is_told_to_confirm_its_own_report(client):
    movement = running_movement()
    submission = submission_at(State.SUBMITTED, movement, unit=movement.root)

    panels = {
        role: panel_of(client, role, movement.root).to_confirm
        for role in (Role.CLERK, Role.UNIT_HEAD)
    }

    assert panels == {Role.CLERK: [], Role.UNIT_HEAD: [(submission, "info")]}


def test_head_below_the_root_has_nothing_to_confirm(client):
    submission = submission_at(State.SUBMITTED)

    assert panel_of(client, Role.UNIT_HEAD, submission.unit).to_confirm == []


def test_head_is_told_what_keeps_from_sending(client):
    movement = running_movement()

    (duty,) = panel_of(client, Role.UNIT_HEAD, movement.unit).duties

    assert duty.doubts == ["Chưa gửi được: 1 chỉ tiêu chưa có số liệu."]


def test_head_is_told_of_estimates(client):
    movement = running_movement()
    fill_in(movement.submission)
    movement.submission.current_revision.figures.update(is_estimate=True)

    (duty,) = panel_of(client, Role.UNIT_HEAD, movement.unit).duties

    assert duty.doubts == ["1 chỉ tiêu còn ghi “ước thực hiện”."]


@pytest.mark.parametrize("role", Role)
def test_home_says_that_the_unit_ended_and_who_succeeds_it(client, role):
    ended = UnitFactory(valid_to=timezone.localdate() - timedelta(days=1))
    heir = SuccessionFactory(predecessor=ended).successor

    page = screen_of(client, role, ended).content.decode()

    assert f"<strong>{ended} chỉ hoạt động đến hết ngày" in page
    assert f"Kế thừa: {heir}." in page


def test_clerk_with_nothing_owed_sees_which_period_comes_next(client):
    movement = running_movement()
    submission_at(State.SUBMITTED, movement)
    movement.later_period()

    panel = panel_of(client, Role.CLERK, movement.unit)

    assert (panel.duties, str(panel.next_period)) == ([], "Quý 2")


def test_reviewer_sees_what_waits_and_who_is_late(client):
    movement = running_movement()
    submission_at(State.SUBMITTED, movement)
    yesterday = timezone.localdate() - timedelta(days=1)
    movement.period.submissions.update(due_on=yesterday)

    panel = panel_of(client, Role.REVIEWER, movement.root)

    (row,) = panel.periods
    assert (panel.waiting, row.submitted, row.late, row.asked) == (1, 1, 4, 5)


@pytest.mark.parametrize(("query", "number"), [("state=submitted", 1), ("task=late", 4)])
def test_counts_lead_to_lists_of_as_many(client, query, number):
    movement = running_movement()
    submission_at(State.SUBMITTED, movement)
    movement.period.submissions.update(due_on=timezone.localdate() - timedelta(days=1))
    client.force_login(UserFactory(grants=[(Role.REVIEWER, movement.root)]))

    page = client.get(f"{reverse('results:list')}?period={movement.period.pk}&{query}")

    assert len(page.context["table"].rows) == number


def test_leader_sees_only_the_present_period_of_a_campaign(client):
    movement = running_movement()
    submission_at(State.ACCEPTED, movement)

    (row,) = panel_of(client, Role.LEADER, movement.root)

    assert (row.period, row.accepted, row.asked) == (movement.period.pk, 1, 5)


def test_leader_finds_the_report_that_can_be_printed(client, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    submission = submission_at(State.ACCEPTED)
    Issuer.objects.create(unit=submission.unit, name="UBND XÃ", abbreviation="UBND", place="Xã")
    report = request_report(submission, by=head_of(submission))
    document = printed(freeze_report(report.pk).document)

    page = screen_of(client, Role.LEADER, submission.unit).content.decode()

    assert reverse("documents:file", args=[document.pk]) in page


def test_officer_sees_what_a_draft_lacks(client):
    campaign = CampaignFactory()

    (work,) = panel_of(client, Role.CAMPAIGN_OFFICER, campaign.managing_unit)

    assert (work.campaign, work.forbidding) == (campaign, 4)


@pytest.mark.parametrize(("days", "said"), [(-1, True), (0, False)])
def test_officer_is_told_that_a_campaign_is_over(client, days, said):
    movement = running_movement()
    Campaign.objects.update(ends_on=timezone.localdate() + timedelta(days=days))

    page = screen_of(client, Role.CAMPAIGN_OFFICER, movement.root).content.decode()

    assert ("Đã hết thời gian thực hiện" in page) == said


@pytest.mark.parametrize(("days", "answer"), [(-1, 403), (0, 200)])
def test_officer_of_a_unit_that_ended_begins_no_campaign(client, days, answer):
    unit = UnitFactory(valid_to=timezone.localdate() + timedelta(days=days))
    address = reverse("campaigns:add")

    offered = address in screen_of(client, Role.CAMPAIGN_OFFICER, unit).content.decode()

    assert (client.get(address).status_code, offered) == (answer, answer == 200)


def test_officer_sees_quotas_that_do_not_add_up(client):
    movement = running_movement()
    given = {"campaign": movement.campaign, "indicator": movement.campaign.targets.get().indicator}
    QuotaFactory(**given, unit=movement.superior, value=10)
    QuotaFactory(**given, unit=movement.unit, value=4)
    QuotaFactory(**given, unit=movement.sibling, value=5)

    (work,) = panel_of(client, Role.CAMPAIGN_OFFICER, movement.root)

    assert work.campaign.uneven_quotas == 1


def test_officer_sees_no_warning_where_quotas_add_up(client):
    movement = running_movement()
    given = {"campaign": movement.campaign, "indicator": movement.campaign.targets.get().indicator}
    QuotaFactory(**given, unit=movement.superior, value=9)
    QuotaFactory(**given, unit=movement.unit, value=4)
    QuotaFactory(**given, unit=movement.sibling, value=5)

    (work,) = panel_of(client, Role.CAMPAIGN_OFFICER, movement.root)

    assert work.campaign.uneven_quotas == 0


def test_administrator_sees_units_without_people_and_grants_that_end(client):
    unit = UnitFactory()
    lonely = UnitFactory(administrative_parent=unit)
    ending = GrantFactory(unit=unit, valid_to=timezone.localdate() + timedelta(days=7))
    GrantFactory(unit=unit, user__must_change_password=True)

    panel = panel_of(client, Role.ADMINISTRATOR, unit)

    assert (panel.unmanned, panel.ending, panel.initial_passwords) == ([lonely], [ending], 1)


def test_administrator_is_led_to_those_who_did_not_change_the_password(client):
    unit = UnitFactory()
    told = GrantFactory(unit=unit, user__must_change_password=True).user
    GrantFactory(unit=unit, user__must_change_password=True, user__is_active=False)
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, unit)]))

    rows = client.get(f"{reverse('accounts:list')}?attention=unchanged").context["table"].rows

    assert [row.record for row in rows] == [told]
