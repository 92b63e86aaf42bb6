"""Slips: shown once, to whom made them, and never kept in clear."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from tests.accounts.acting import act, said
from tests.factories import GrantFactory, UserFactory

pytestmark = pytest.mark.django_db
SLIPS = "/people/slips/"
TYPED = {
    "full_name": "Lê Thị Bình",
    "username": "binh.le",
    "phone": "0255 3822 100",
    "email": "binh@example.vn",
    "role": Role.CLERK,
    "valid_from": "01/01/2026",
    "valid_to": "",
}


def test_add_leads_to_the_slip_that_opens_the_account(client, administrator, commune):
    response = client.post(reverse("accounts:add"), TYPED | {"unit": commune.pk})
    [slip] = client.get(response.url).context["slips"]

    person = User.objects.get(username="binh.le")
    assert (response.url, slip.person) == (SLIPS, person)
    assert person.check_password(slip.password) is True


def test_slip_tells_what_one_needs_to_begin(client, administrator, commune):
    client.post(reverse("accounts:add"), TYPED | {"unit": commune.pk})
    response = client.get(SLIPS)

    page = response.content.decode()
    [slip] = response.context["slips"]
    needed = ["Lê Thị Bình", "Nhập liệu, Xã Ba Tơ", "http://testserver/", "binh.le", slip.password]
    assert [words for words in needed if words not in page] == []


def test_slip_is_shown_once(client, administrator, clerk):
    first = act(client, "reset_password", clerk)
    again = client.get(SLIPS)

    assert (len(first.context["slips"]), again.context["slips"]) == (1, [])
    assert "Không còn phiếu nào để hiện." in again.content.decode()


def test_slip_is_kept_by_no_browser(client, administrator, clerk):
    assert act(client, "reset_password", clerk).headers["Cache-Control"] == "no-store"


def test_slip_is_not_kept_in_clear_on_its_way(client, administrator, clerk):
    client.post(reverse("accounts:reset_password", args=[clerk.pk]))
    kept = str(Session.objects.get().get_decoded())

    [slip] = client.get(SLIPS).context["slips"]

    assert slip.password not in kept


def test_slip_that_nobody_fetched_is_gone_after_ten_minutes(client, administrator, clerk):
    client.post(reverse("accounts:reset_password", args=[clerk.pk]))

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert client.get(SLIPS).context["slips"] == []


def test_slip_of_another_administrator_is_not_shown(client, administrator, clerk, province):
    client.post(reverse("accounts:reset_password", args=[clerk.pk]))
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, province)]))

    assert client.get(SLIPS).context["slips"] == []


def test_two_slips_that_wait_are_shown_together(client, administrator, clerk, commune):
    other = GrantFactory(unit=commune).user
    for person in (clerk, other):
        client.post(reverse("accounts:reset_password", args=[person.pk]))

    assert {slip.person for slip in client.get(SLIPS).context["slips"]} == {clerk, other}


def test_password_is_not_in_the_address_or_the_messages(client, administrator, clerk):
    response = act(client, "reset_password", clerk)

    [slip] = response.context["slips"]
    assert (response.redirect_chain, said(response)) == ([(SLIPS, 302)], [])
    assert slip.password not in str(response.headers)
