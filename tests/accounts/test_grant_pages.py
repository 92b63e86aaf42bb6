"""The pages of grants and of delegations in writing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.refusals import NotDelegable
from accounts.enums import Role
from accounts.models import Grant
from tests.accounts.acting import act, errors_of, said
from tests.factories import GrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(client, commune):
    head = UserFactory(full_name="Trần Văn Bình", grants=[(Role.UNIT_HEAD, commune)])
    client.force_login(head)
    return head


def new_grant(unit, **other) -> dict:
    return {"role": Role.REVIEWER, "unit": unit.pk, "valid_from": "01/01/2026"} | other


def test_give_grant_from_the_page(client, administrator, clerk, commune):
    response = act(client, "give_grant", clerk, **new_grant(commune, valid_to="31/12/2099"))

    expected = "Đã giao: Kiểm tra, xác nhận, Xã Ba Tơ từ ngày 01/01/2026 đến hết ngày 31/12/2099."
    assert (response.status_code, said(response)) == (200, [expected])


def test_give_grant_that_overlaps_is_told_at_its_field(client, administrator, clerk, commune):
    response = act(client, "give_grant", clerk, **new_grant(commune, role=Role.CLERK))

    held = "Nguyễn Thị Thảo đã giữ vai trò “Nhập liệu” tại Xã Ba Tơ từ ngày 01/01/2020."
    assert response.context["form"].errors == {"valid_from": [held]}


def test_own_role_with_figures_is_told_at_its_field(client, administrator, province):
    response = act(client, "give_grant", administrator, **new_grant(province))

    assert errors_of(response) == (422, ["role"])


def test_end_grant_from_the_page(client, administrator, clerk):
    act(client, "end_grant", clerk.grants.get(), last_day="")

    assert clerk.grants.get().valid_to == timezone.localdate() - timedelta(days=1)


@pytest.mark.parametrize("typed", ["01/01/2021", "31/02/2099", "mai"])
def test_end_grant_on_an_impossible_day_is_told_at_its_field(client, administrator, clerk, typed):
    response = act(client, "end_grant", clerk.grants.get(), last_day=typed)

    assert errors_of(response) == (422, ["last_day"])


def test_end_of_the_last_administration_says_why_not(client, administrator):
    response = act(client, "end_grant", administrator.grants.get(), last_day="")

    refused = (
        "Đây là người quản trị cuối cùng của Tỉnh Quảng Ngãi."
        " Hãy giao quyền quản trị cho người khác trước."
    )
    assert said(response) == [refused]


def test_person_page_offers_to_end_what_is_not_ended(client, administrator, commune):
    person = UserFactory(grants=[(Role.CLERK, commune)])
    running = person.grants.get()
    GrantFactory(user=person, unit=commune, role=Role.REVIEWER, valid_to=date(2021, 1, 1))
    GrantFactory(user=person)

    grants = client.get(person.get_absolute_url()).context["grants"]

    assert [grant for grant, may_end in grants if may_end] == [running]


def authorisation(head, delegate, **other) -> dict:
    days = {"valid_from": f"{timezone.localdate():%d/%m/%Y}", "valid_to": "31/12/2099"}
    paper = {"paper": "Giấy ủy quyền số 12/GUQ-UBND"}
    return {"source": head.grants.get().pk, "person": delegate.pk} | days | paper | other


def test_delegate_from_the_page(client, head, clerk):
    client.post(reverse("delegations:add"), authorisation(head, clerk))

    page = client.get(reverse("delegations:list"))

    assert [grant.user for grant in page.context["delegations"]] == [clerk]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source": ""}, "source"),
        ({"source": "9" * 30}, "source"),
        ({"person": ""}, "person"),
        ({"valid_from": "01/01/2021"}, "valid_from"),
        ({"valid_to": ""}, "valid_to"),
        ({"valid_to": "01/01/2021"}, "valid_to"),
        ({"paper": " "}, "paper"),
        ({"paper": "x" * 101}, "paper"),
    ],
    ids=str,
)
def test_delegate_with_bad_input_is_told_at_its_field(client, head, clerk, change, field):
    response = client.post(reverse("delegations:add"), authorisation(head, clerk, **change))

    assert errors_of(response) == (422, [field])


def test_right_or_person_of_somebody_else_is_not_offered(client, head, clerk):
    strange = GrantFactory(role=Role.UNIT_HEAD)
    typed = authorisation(head, strange.user, source=strange.pk)

    assert errors_of(client.post(reverse("delegations:add"), typed)) == (422, ["source", "person"])


def test_right_at_a_unit_that_has_ended_is_refused_at_its_field(client, head, clerk, commune):
    commune.valid_to = timezone.localdate() - timedelta(days=1)
    commune.save()

    response = client.post(reverse("delegations:add"), authorisation(head, clerk))

    assert response.context["form"].errors == {"source": [NotDelegable.message]}


def test_delegation_is_ended_from_the_page_and_leads_back(client, head, clerk):
    client.post(reverse("delegations:add"), authorisation(head, clerk))
    grant = Grant.objects.get(delegated_from__isnull=False)

    response = act(client, "end_grant", grant, last_day="")

    assert response.redirect_chain == [(reverse("delegations:list"), 302)]
    assert clerk.holds(Role.UNIT_HEAD) is False


def test_who_was_authorised_is_told_not_to_authorise_another(client, head, clerk):
    client.post(reverse("delegations:add"), authorisation(head, clerk))
    client.force_login(clerk)

    page = client.get(reverse("delegations:list")).content.decode()

    assert "không ủy quyền lại" in page
    assert reverse("delegations:add") not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_delegations_ask_the_database_as_often_for_many_rows(
    client, head, commune, django_assert_num_queries, rows
):
    own = head.grants.get()
    for _ in range(rows):
        GrantFactory(
            role=own.role,
            unit=commune,
            delegated_from=own,
            paper="Giấy ủy quyền số 12",
            valid_to=date(2099, 1, 1),
        )

    with django_assert_num_queries(5):
        client.get(reverse("delegations:list"))
