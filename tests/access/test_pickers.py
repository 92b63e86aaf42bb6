"""What has ended is not offered to choose; where it may be meant, it stands last and says so."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.forms import DelegationForm, GrantForm
from campaigns.domain.editing.participants import candidates_of
from campaigns.forms.about import CampaignForm
from campaigns.forms.copying import CopyForm
from tests.factories import (
    CampaignFactory,
    ClusterFactory,
    GrantFactory,
    OfficeFactory,
    QuotaFactory,
    SuccessionFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import running_movement
from units.choices import lasting_first
from units.models import Unit

pytestmark = pytest.mark.django_db

LAST_DAY = date(2025, 6, 30)


@pytest.fixture
def province():
    return UnitFactory(short_name="UBND tỉnh")


@pytest.fixture
def ended(province):
    """Before all others by its name."""
    return UnitFactory(short_name="An Cũ", administrative_parent=province, valid_to=LAST_DAY)


@pytest.fixture
def commune(province):
    return UnitFactory(short_name="Xã Ba Tơ", administrative_parent=province)


def labels(field) -> list[str]:
    return [str(label) for key, label in field.choices if key]


def test_rows_still_to_come_stand_among_those_that_last(province, ended):
    UnitFactory(short_name="Đến Sau", valid_from=date(2099, 1, 1))

    assert [str(unit) for unit in lasting_first(Unit.objects.all())] == [
        "Đến Sau",
        "UBND tỉnh",
        "An Cũ",
    ]


def test_grant_is_given_at_an_ended_unit_only_knowingly(province, ended, commune):
    form = GrantForm(administrator=UserFactory(grants=[(Role.ADMINISTRATOR, province)]))

    assert labels(form.fields["unit"]) == [
        "UBND tỉnh",
        "Xã Ba Tơ",
        "An Cũ (đến hết ngày 30/06/2025)",
    ]


@pytest.mark.parametrize(
    ("page", "role", "name"),
    [
        ("accounts:list", Role.ADMINISTRATOR, "unit"),
        ("campaigns:quota_history", Role.LEADER, "unit"),
        ("results:list", Role.LEADER, "cluster"),
    ],
)
def test_lists_are_narrowed_to_what_ended_last(client, province, page, role, name):
    old = UnitFactory(short_name="Cũ", administrative_parent=province, valid_to=LAST_DAY)
    for unit in (old, province):
        QuotaFactory(unit=unit, campaign__managing_unit=province)
    ClusterFactory(organiser=province, name="Cũ", valid_to=LAST_DAY)
    ClusterFactory(organiser=province, name="UBND tỉnh")
    client.force_login(UserFactory(grants=[(role, province)]))

    form = client.get(reverse(page)).context["filter"].form

    assert labels(form.fields[name]) == ["UBND tỉnh", "Cũ (đến hết ngày 30/06/2025)"]


def test_right_is_handed_only_to_who_still_holds_a_role(commune):
    head = UserFactory(grants=[(Role.UNIT_HEAD, commune)])
    here, gone = GrantFactory(unit=commune).user, GrantFactory(unit=commune, valid_to=LAST_DAY).user

    offered = DelegationForm(head=head).fields["person"].queryset

    assert (list(offered), gone in offered) == ([here], False)


def test_campaign_is_not_managed_or_signed_by_what_ended(province, ended):
    OfficeFactory(unit=province, holder="Người Cũ", valid_to=LAST_DAY)
    OfficeFactory(unit=province, holder="Người Mới", valid_from=date(2025, 7, 1))
    grants = [(Role.CAMPAIGN_OFFICER, unit) for unit in (province, ended)]

    form = CampaignForm(by=UserFactory(grants=grants))

    offered = {name: labels(form.fields[name]) for name in ("managing_unit", "issuing_unit")}
    assert offered == {"managing_unit": ["UBND tỉnh"], "issuing_unit": ["UBND tỉnh"]}
    assert labels(form.fields["signatory"]) == ["Chủ tịch Người Mới"]


def test_campaign_keeps_the_unit_that_it_names(province, ended):
    officer = UserFactory(grants=[(Role.CAMPAIGN_OFFICER, province)])
    campaign = CampaignFactory(managing_unit=province, issuing_unit=ended)

    form = CampaignForm(by=officer, instance=campaign)

    assert labels(form.fields["issuing_unit"]) == [
        "UBND tỉnh",
        "An Cũ (đến hết ngày 30/06/2025)",
    ]


def test_next_campaign_is_not_managed_by_what_ended(province, ended):
    SuccessionFactory(predecessor=ended, successor=province)
    officer = UserFactory(grants=[(Role.CAMPAIGN_OFFICER, province)])

    form = CopyForm(CampaignFactory(managing_unit=ended), by=officer)

    assert labels(form.fields["managing_unit"]) == ["UBND tỉnh"]
    assert form["managing_unit"].value() == province.pk


def test_unit_that_ended_joins_no_campaign_that_is_running():
    campaign = running_movement().campaign
    gone = UnitFactory(administrative_parent=campaign.managing_unit, valid_to=date(2026, 6, 30))

    assert gone not in candidates_of(campaign)


def test_unit_that_ended_within_the_year_may_be_planned_for():
    campaign = CampaignFactory()
    gone = UnitFactory(administrative_parent=campaign.managing_unit, valid_to=date(2026, 6, 30))

    assert gone in candidates_of(campaign)
