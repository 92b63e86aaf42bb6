"""This year's campaign of Quảng Ngãi, loaded on a day on which a year is not a year."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count

from accounts.models import User
from campaigns.domain.readiness import findings_of
from campaigns.models import Campaign, Period, Quota
from core.audit.models import Entry
from core.audit.trail import seal_finished
from demo.reading import read
from demo.this_year import PLACE
from results.enums import SubmissionState, Timeliness
from results.models import Revision, Submission
from tests.demo.conftest import NOW
from tests.documents.words import in_pdf
from units.domain.communes import communes_of
from units.domain.membership import leads_on, members_on
from units.domain.trees import tree_of
from units.enums import LeadPlace
from units.models import Cluster, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

TODAY = NOW.date()
PROVINCE = 51


def campaign() -> Campaign:
    return Campaign.objects.get(issuing_unit__code="QN")


def periods() -> tuple[Period, Period]:
    """The one that is open, and the one before it."""
    opened = campaign().periods.exclude(opened_at=None).order_by("-ordinal")
    return opened[0], opened[1]


def submissions_in(period: Period) -> list[Submission]:
    return list(period.submissions.with_context())


def test_plan_leaves_the_check_before_launch_nothing_to_say():
    assert findings_of(campaign()) == []


def test_plan_says_that_it_is_invented():
    assert "minh họa" in campaign().plan_reference
    assert not campaign().targets.exclude(source__startswith="Kế hoạch minh họa").exists()


def test_sentences_stand_in_their_areas():
    targets = campaign().targets.select_related("area")
    assert [one.code for one in targets if one.sentence not in one.area.text] == []


def test_communes_are_the_96_of_the_catalogue_and_stand_under_the_province():
    province = Unit.objects.get(code="QN")
    communes = communes_of(province, PROVINCE)
    units = Unit.objects.filter(code__in=[each.unit_code for each in communes])
    assert [unit.administrative_parent for unit in units] == [province] * 96


def test_communes_of_ba_to_are_among_them_once():
    names = Unit.objects.filter(kind="commune", valid_to=None).values_list("short_name", flat=True)
    assert len(names) == len(set(names))
    assert {"UBND xã Ba Tơ", "UBND xã Ba Tô", "UBND xã Đặng Thùy Trâm"} <= set(names)


def test_command_tree_goes_from_the_province_to_every_commune():
    [top] = tree_of(Unit.objects.in_force(TODAY).exclude(code__startswith="NT"), "command_parent")
    regions = [region.unit.short_name for region in top.children]
    assert regions == ["Ban CHPTKV 1", "Ban CHPTKV 2", "Ban CHPTKV 3", "Ban CHPTKV 4 - Măng Đen"]
    assert [len(region.children) for region in top.children] == [24, 24, 24, 24]
    communes = {
        command.unit.administrative_parent_id
        for region in top.children
        for command in region.children
    }
    assert len(communes) == 96


def test_regional_command_of_mang_den_has_mang_den():
    command = Unit.objects.get(short_name="Ban CHQS xã Măng Đen")
    assert command.command_parent.short_name == "Ban CHPTKV 4 - Măng Đen"


def test_clusters_share_the_communes_as_the_regional_commands_do():
    clusters = Cluster.objects.filter(organiser__code="QN").order_by("name")
    assert [len(members_on(cluster, TODAY)) for cluster in clusters] == [24, 24, 24, 24]
    mang_den = Unit.objects.get(short_name="UBND xã Măng Đen")
    assert mang_den in members_on(clusters[3], TODAY)


def test_clusters_are_led_by_two_of_their_members():
    for cluster in Cluster.objects.filter(organiser__code="QN"):
        leads = leads_on(cluster, TODAY)
        assert list(leads) == [LeadPlace.HEAD, LeadPlace.FIRST_DEPUTY]
        assert set(leads.values()) <= set(members_on(cluster, TODAY))


def test_every_commune_reports_to_the_province_in_every_opened_period():
    opened = campaign().periods.exclude(opened_at=None)
    owed = opened.annotate(owed=Count("submissions")).values_list("owed", flat=True)
    assert set(owed) == {97}
    reporting = campaign().participations.exclude(superior=None)
    assert set(reporting.values_list("superior__code", "unit__kind")) == {("QN", "commune")}


def test_quarter_that_is_open_is_due_soon():
    now, _ = periods()
    assert now.opens_on < TODAY < now.due_on <= TODAY + timedelta(days=11)


def test_quarter_that_is_open_is_at_every_stage():
    now, _ = periods()
    owed = submissions_in(now)
    assert {one.state for one in owed} == set(SubmissionState) - {SubmissionState.REOPENED}
    waiting = [one for one in owed if one.timeliness == Timeliness.NOT_DUE]
    assert 30 < len(waiting) < 80


def test_quarter_before_is_late_and_still_entered():
    _, before = periods()
    found = [submission.timeliness for submission in submissions_in(before)]
    assert (found.count(Timeliness.OVERDUE), found.count(Timeliness.SENT_LATE)) == (4, 6)
    assert not before.is_closed


def test_nothing_was_done_after_the_day_of_loading():
    for name in ("submitted_at", "accepted_at", "returned_at"):
        assert not Revision.objects.filter(**{f"{name}__gt": NOW}).exists()


def test_island_without_a_connection_was_entered_for_from_its_paper():
    now, _ = periods()
    sent = now.submissions.get(unit__code="XA-21548").current_revision
    paper = sent.paper
    words = " ".join(in_pdf(paper.scan.path))
    assert (sent.submitted_by.username, paper.stand_in.begun_by.username) == (
        "nhaplieu.quangngai",
        "nhaplieu.quangngai",
    )
    assert "không phải báo cáo của một cơ quan nào" in words


def test_quotas_add_up_to_the_province():
    quotas = Quota.objects.current().filter(campaign=campaign())
    below = sum(quota.value for quota in quotas.exclude(unit__code="QN"))
    assert (quotas.count(), below) == (97, quotas.get(unit__code="QN").value)


@pytest.mark.parametrize(
    ("note", "state", "timeliness"),
    [
        ("đang nhập, sắp đến hạn", "open", Timeliness.NOT_DUE),
        ("còn nợ quý trước", "open", Timeliness.OVERDUE),
        ("bị trả lại để bổ sung", "returned", Timeliness.ON_TIME),
    ],
)
def test_introduced_accounts_are_what_they_are_said_to_be(note, state, timeliness):
    shown = read(f"{PLACE}/units")["introduced"]
    [code] = [code for code, said in shown.items() if said == note]
    owed = Submission.objects.with_context().filter(unit__code=code, campaign=campaign())
    assert (state, timeliness) in {(one.state, one.timeliness) for one in owed}


def test_every_commune_has_a_clerk_and_a_head():
    hands = User.objects.filter(grants__unit__kind="commune", grants__unit__valid_to=None)
    held = hands.values_list("grants__unit", "grants__role")
    assert len(set(held)) == 2 * 96


def test_trail_is_whole():
    while seal_finished():
        pass
    output = StringIO()
    call_command("verify_integrity", stdout=output)
    assert Entry.objects.filter(seal=None).count() == 0
    assert output.getvalue().count("không có sai lệch") == 4
