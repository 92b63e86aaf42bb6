"""Getting in: wrong passwords, lock-outs, the second factor, and what does not exist."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.enums import Role
from tests.factories import PASSWORD, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

LIMIT = 10
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def person():
    return UserFactory(username="thao", grants=[(Role.CLERK, UnitFactory())])


@pytest.fixture
def guarded(person):
    """The person with an authenticator app."""
    TOTP.activate(person, SECRET)
    return person


def unused_codes(person) -> list[str]:
    codes = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES)
    return codes.wrap().get_unused_codes()


def log_in(client, username="thao", password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": username, "password": password}, **extra)


def fail(client, times=LIMIT, username="thao", **extra):
    for _ in range(times):
        response = log_in(client, username, "sai-mat-khau", **extra)
    return response


def is_inside(client) -> bool:
    return "_auth_user_id" in client.session


def confirm_identity(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_now(secret: str = SECRET) -> str:
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counter))


def test_log_in_leads_home(client, person):
    response = log_in(client)

    assert (response.status_code, response.url) == (302, reverse("home"))


def test_log_in_leads_back_to_where_one_came_from(client, person):
    asked = reverse("units:list")
    response = client.get(asked)
    assert response.url == f"{reverse('account_login')}?next={asked}"

    response = client.post(response.url, {"login": "thao", "password": PASSWORD, "next": asked})

    assert response.url == asked


def test_log_in_never_leads_elsewhere(client, person):
    data = {"login": "thao", "password": PASSWORD, "next": "https://example.org/"}

    assert client.post(reverse("account_login"), data).url == reverse("home")


def test_log_in_with_a_wrong_password_keeps_the_name(client, person):
    response = fail(client, times=1)

    form = response.context["form"]
    assert form["login"].value() == "thao"
    assert form.non_field_errors() == ["Tên đăng nhập hoặc mật khẩu không đúng."]


def test_log_in_of_an_inactive_account_is_refused(client, person):
    person.is_active = False
    person.save()

    response = log_in(client)

    assert (response.url, is_inside(client)) == (reverse("account_inactive"), False)


@pytest.mark.parametrize("username", ["thao\0", "x" * 500, "'; --"])
def test_log_in_with_a_strange_name_is_answered(client, username):
    assert log_in(client, username).status_code == 200


def test_ten_wrong_passwords_lock_the_right_one_out(client, person):
    fail(client)

    response = log_in(client)

    assert (response.status_code, is_inside(client)) == (429, False)
    assert "Tạm khóa đăng nhập" in response.content.decode()


def test_nine_wrong_passwords_do_not(client, person):
    fail(client, LIMIT - 1)

    log_in(client)

    assert is_inside(client) is True


def test_lock_counts_one_name_however_it_is_typed(client, person):
    fail(client, LIMIT - 1)
    fail(client, 1, username=" THAO ")

    log_in(client)

    assert is_inside(client) is False


def test_lock_is_for_one_name(client, person):
    UserFactory(username="binh")
    fail(client)

    log_in(client, "binh")

    assert is_inside(client) is True


def test_lock_is_for_one_address(client, person):
    fail(client, REMOTE_ADDR="10.0.0.1")

    log_in(client, REMOTE_ADDR="10.0.0.2")

    assert is_inside(client) is True


def test_lock_opens_after_a_while(client, person):
    fail(client)

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        log_in(client)

    assert is_inside(client) is True


def test_second_factor_is_asked_for(client, guarded):
    response = log_in(client)

    assert (response.url, is_inside(client)) == (reverse("mfa_authenticate"), False)


def test_second_factor_lets_in(client, guarded):
    log_in(client)

    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert is_inside(client) is True


def test_guessing_the_second_factor_is_stopped(client, guarded):
    log_in(client)
    for _ in range(LIMIT):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    response = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert is_inside(client) is False
    assert list(response.context["form"].errors) == ["code"]


def test_setting_up_the_second_factor_asks_for_the_password_again(client, person):
    log_in(client)
    setting_up = reverse("mfa_activate_totp")

    response = client.get(setting_up)

    assert response.url == f"{reverse('account_reauthenticate')}?{urlencode({'next': setting_up})}"


def test_second_factor_is_set_up_with_recovery_codes(client, person):
    log_in(client)
    confirm_identity(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    response = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})

    assert response.url == reverse("mfa_view_recovery_codes")
    assert len(client.get(response.url).context["unused_codes"]) == 10


def test_recovery_code_lets_in_once(client, guarded):
    log_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    confirm_identity(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    code, *others = unused_codes(guarded)
    client.logout()
    log_in(client)

    client.post(reverse("mfa_authenticate"), {"code": code})

    assert (is_inside(client), unused_codes(guarded)) == (True, others)


def test_password_is_changed(client, person):
    log_in(client)
    new = "Chin-con-trau-vang-7"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    person.refresh_from_db()
    assert person.check_password(new) is True


def test_weak_password_is_refused_at_the_field(client, person):
    log_in(client)

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"},
    )

    assert list(response.context["form"].errors) == ["password1"]


def test_guessing_the_password_of_an_open_session_is_stopped(client, person):
    log_in(client)
    guess = {"oldpassword": "sai-mat-khau", "password1": "x", "password2": "x"}
    for _ in range(5):
        client.post(reverse("account_change_password"), guess)

    response = client.post(reverse("account_change_password"), guess)

    assert response.status_code == 429
    assert "Quá nhiều yêu cầu" in response.content.decode()


def test_log_out_ends_the_session(client, person):
    log_in(client)

    response = client.post(reverse("account_logout"))

    assert (response.url, is_inside(client)) == (reverse("account_login"), False)


def test_log_out_asks_before_it_acts(client, person):
    log_in(client)

    client.get(reverse("account_logout"))

    assert is_inside(client) is True


def test_session_ends_with_the_browser_and_is_hidden_from_scripts(client, person):
    cookie = log_in(client).cookies["sessionid"]

    assert (cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")


def test_expired_session_sends_the_whole_page_to_the_log_in(client):
    response = client.get(reverse("units:list"), headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == reverse("account_login")


@pytest.mark.parametrize(
    "route",
    ["account_signup", "account_reset_password", "account_email", "account_set_password"],
)
def test_route_without_use_does_not_exist(route):
    with pytest.raises(NoReverseMatch):
        reverse(route)


@pytest.mark.parametrize("address", ["/account/signup/", "/accounts/signup/", "/admin/"])
def test_address_without_use_does_not_exist(client, person, address):
    client.force_login(person)

    assert client.get(address).status_code == 404
