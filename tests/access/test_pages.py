"""Every page keeps to the content policy, and every fault is told in Vietnamese."""

from html.parser import HTMLParser

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from accounts.enums import Role
from core.access.middleware import FORM
from core.jobs.models import Job
from tests.access.routes import OWN, PUBLIC, ROUTES
from tests.factories import PASSWORD, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGES = [route for route in ROUTES if route.method == "get"]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


class InlineFinder(HTMLParser):
    """Collects what the content policy would refuse."""

    def __init__(self, page: str):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(self.get_starttag_text())
        for name, value in attrs:
            if name == "style" or name.startswith("on") or "javascript:" in (value or ""):
                self.found.append(self.get_starttag_text())


class TokenFinder(HTMLParser):
    """Collects the forms that post without the token that lets them."""

    def __init__(self, page: str):
        super().__init__()
        self.found, self._form = [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "form" and names.get("method") == "post":
            self._form = self.get_starttag_text()
        if names.get("name") == "csrfmiddlewaretoken":
            self._form = None

    def handle_endtag(self, tag):
        if tag == "form" and self._form:
            self.found.append(self._form)
            self._form = None


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def logged_in(client):
    client.force_login(UserFactory(grants=[(Role.LEADER, UnitFactory())]))
    return client


def policy_of(response) -> set[str]:
    return set(response.headers["Content-Security-Policy"].split("; "))


def page_of(response) -> str:
    """The page, or nothing for a file."""
    content = b"".join(response)  # reading to the end closes a file
    is_page = response.headers["Content-Type"].startswith("text/html")
    return content.decode() if is_page else ""


def check(response):
    page = page_of(response)
    assert policy_of(response) == POLICY
    assert InlineFinder(page).found == []
    assert TokenFinder(page).found == []


@pytest.mark.parametrize("route", PAGES, ids=str)
def test_page_keeps_to_the_content_policy(client, route):
    thing = route.make()
    role = min(route.roles)
    client.force_login(UserFactory(grants=[(role, route.place(thing))]))

    check(client.get(route.address(thing)))


@pytest.mark.parametrize("name", sorted(OWN | PUBLIC))
def test_own_page_keeps_to_the_content_policy(client, name):
    if name in OWN:
        client.force_login(UserFactory())

    check(client.get(reverse(name)))


def test_page_of_a_job_keeps_to_the_content_policy(client):
    person = UserFactory()
    job = Job.objects.create(kind="reports.build", key="1", requested_by_id=person.pk)
    client.force_login(person)

    check(client.get(job.get_absolute_url()))


def test_page_behind_the_password_keeps_to_the_content_policy(client):
    person = UserFactory()
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    response = client.get(reverse("mfa_activate_totp"))

    assert response.status_code == 200
    check(response)


def test_page_that_does_not_exist_says_so(logged_in):
    response = logged_in.get("/khong-co/")

    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()
    check(response)


def test_page_that_is_refused_says_so(logged_in):
    response = logged_in.get(reverse("audit:list"))

    assert response.status_code == 403
    assert "Bạn không có quyền thực hiện thao tác này" in response.content.decode()
    check(response)


def test_bad_request_says_so(logged_in):
    response = logged_in.get("/units/?search=%00")

    assert response.status_code == 400
    assert "Yêu cầu không hợp lệ" in response.content.decode()
    check(response)


def test_form_that_is_no_utf8_is_a_bad_request(logged_in):
    response = logged_in.post("/account/login/", b"login=\xff", FORM)

    assert response.status_code == 400
    assert "Yêu cầu không hợp lệ" in response.content.decode()


def test_change_without_the_token_of_the_page_says_so():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})

    assert response.status_code == 403
    assert "Phiên làm việc đã thay đổi" in response.content.decode()
    check(response)


def test_fault_of_the_server_says_so(logged_in, monkeypatch):
    logged_in.raise_request_exception = False
    monkeypatch.setattr("units.views.units.UnitList.title", property(lambda view: 1 / 0))

    response = logged_in.get(reverse("units:list"))

    assert response.status_code == 500
    assert "Máy chủ gặp lỗi" in response.content.decode()
    check(response)


def test_fault_is_told_without_database_and_person():
    page = defaults.server_error(RequestFactory().get("/")).content.decode()

    assert "Máy chủ gặp lỗi" in page
