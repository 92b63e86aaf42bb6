"""An initial password opens one page: the one that replaces it."""

import pytest
from django.urls import reverse

from accounts.models import User
from tests.access.routes import OWN, ROUTES
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

CHANGE = "/account/password/"
NEW = "Chin-con-trau-vang-7"
OPEN_BEFORE = {"account_change_password", "account_logout"}


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def newcomer(client):
    newcomer = UserFactory(username="thao", must_change_password=True)
    client.force_login(newcomer)
    return newcomer


def change(client, new=NEW, again=None):
    return client.post(
        CHANGE, {"oldpassword": PASSWORD, "password1": new, "password2": again or new}
    )


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_every_route_leads_to_the_change(client, route):
    thing = route.make()
    holder = UserFactory(grants=[(min(route.roles), route.place(thing))], must_change_password=True)
    client.force_login(holder)

    response = getattr(client, route.method)(route.address(thing), route.data(thing))

    assert (response.status_code, response.url) == (302, CHANGE)


@pytest.mark.parametrize("name", sorted(OWN - OPEN_BEFORE))
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_own_page_leads_to_the_change(client, newcomer, name, method):
    response = getattr(client, method)(reverse(name))

    assert (response.status_code, response.url) == (302, CHANGE)


def test_change_is_done_by_a_forced_act_of_nothing_else(client, newcomer):
    """A posted form is not carried out on the way."""
    client.post(reverse("mfa_generate_recovery_codes"))

    assert newcomer.authenticator_set.count() == 0


def test_fragment_sends_the_whole_page_to_the_change(client, newcomer):
    response = client.get(reverse("home"), headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == CHANGE


def test_log_in_leads_to_the_change(client):
    UserFactory(username="thao", must_change_password=True)

    response = client.post(
        reverse("account_login"), {"login": "thao", "password": PASSWORD}, follow=True
    )

    assert response.redirect_chain[-1] == (CHANGE, 302)


def test_change_page_shows_no_way_elsewhere(client, newcomer):
    page = client.get(CHANGE).content.decode()

    assert ("Đổi mật khẩu ban đầu" in page, 'class="app-nav"' in page) == (True, False)


def test_log_out_stays_open(client, newcomer):
    assert client.post(reverse("account_logout")).url == reverse("account_login")


def test_change_opens_the_program(client, newcomer):
    response = change(client)

    assert response.url == reverse("home")
    assert client.get(response.url).status_code == 200


def test_change_to_the_initial_password_is_refused_at_the_field(client, newcomer):
    response = change(client, PASSWORD)

    errors = response.context["form"].errors
    assert errors == {"password1": ["Mật khẩu mới phải khác mật khẩu đang dùng."]}
    assert User.objects.get(pk=newcomer.pk).must_change_password is True


@pytest.mark.parametrize(("new", "again"), [("12345", "12345"), (NEW, "khac-di-mot-chut")])
def test_change_that_fails_opens_nothing(client, newcomer, new, again):
    change(client, new, again)

    assert client.get(reverse("home")).url == CHANGE


def test_own_password_is_changed_on_the_page_with_navigation(client):
    client.force_login(UserFactory())

    assert 'class="app-nav"' in client.get(CHANGE).content.decode()


def test_password_that_was_reset_meanwhile_is_not_overwritten(client, newcomer, monkeypatch):
    """The administrator gave another one after this page had proved the old."""
    clean = "accounts.adapter.AccountAdapter.clean_password"

    def reset_meanwhile(adapter, password, user=None):
        other = User.objects.get(pk=newcomer.pk)
        other.set_password("mat-khau-moi-cap")
        other.save()
        return password

    monkeypatch.setattr(clean, reset_meanwhile)

    response = change(client)

    newcomer.refresh_from_db()
    assert (response.status_code, newcomer.check_password("mat-khau-moi-cap")) == (403, True)
