"""The frame of every page in a real browser: content policy, accessibility, phones, clicks."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "Mot-mat-khau-dai-9"
OWN_PAGES = ["account_change_password", "mfa_index", "account_reauthenticate", "account_logout"]


@pytest.fixture
def user():
    return User.objects.create_user(
        username="thao", password=PASSWORD, full_name="Nguyễn Thị Phương Thảo"
    )


@pytest.fixture
def own_page(page, user, base_url):
    """A page of the browser in which the user has logged in."""
    client = Client()
    client.force_login(user, backend="accounts.backends.AuthenticationBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}]
    )
    return page


def complaints_on(page, address):
    """What the browser's console says while the page loads: refused content above all."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address, wait_until="networkidle")
    return [text for text in complaints if not text.startswith("[DOM]")]


def violations_on(page, address):
    page.goto(address)
    return [violation["id"] for violation in Axe().run(page).response["violations"]]


def test_log_in_page_is_accessible(page):
    assert violations_on(page, reverse("account_login")) == []


def test_log_in_page_keeps_to_the_content_policy(page):
    assert complaints_on(page, reverse("account_login")) == []


@pytest.mark.parametrize("route", OWN_PAGES)
def test_own_page_is_accessible(own_page, route):
    assert violations_on(own_page, reverse(route)) == []


@pytest.mark.parametrize("route", OWN_PAGES)
def test_own_page_keeps_to_the_content_policy(own_page, route):
    assert complaints_on(own_page, reverse(route)) == []


@pytest.mark.parametrize("route", OWN_PAGES)
def test_own_page_fits_a_phone(own_page, route):
    own_page.set_viewport_size({"width": 390, "height": 800})
    own_page.goto(reverse(route))
    assert own_page.evaluate("document.documentElement.scrollWidth") == 390


def test_icons_are_drawn_from_the_sprite(own_page):
    own_page.goto(reverse("mfa_index"))
    drawn = own_page.locator("main .state .ico use").evaluate("use => use.getBBox().width > 0")
    assert drawn is True


def test_first_tab_stop_leads_to_the_content(own_page):
    own_page.goto(reverse("mfa_index"))
    own_page.keyboard.press("Tab")
    own_page.keyboard.press("Enter")
    assert own_page.evaluate("document.activeElement.id") == "content"


def test_escape_closes_the_menu_and_returns_to_its_button(own_page):
    own_page.goto(reverse("mfa_index"))
    own_page.locator("header summary").click()
    own_page.keyboard.press("Escape")
    state = own_page.locator("header details").evaluate(
        "menu => [menu.open, document.activeElement === menu.querySelector('summary')]"
    )
    assert state == [False, True]


def test_second_click_sends_nothing_while_the_first_is_under_way(page):
    sent = []
    page.goto(reverse("account_login"))
    page.fill("[name=login]", "thao")
    page.fill("[name=password]", "sai")
    page.route("**", lambda route: sent.append(route))
    place = page.locator("main button").bounding_box()
    for _ in range(2):
        page.mouse.click(place["x"] + 5, place["y"] + 5)
        page.wait_for_timeout(300)
    assert len(sent) == 1


def test_form_can_be_sent_again_after_coming_back(page):
    page.goto(reverse("account_login"))
    page.fill("[name=login]", "thao")
    page.fill("[name=password]", "sai")
    page.evaluate(
        """() => {
          const form = document.querySelector("main form");
          form.target = "elsewhere";
          form.requestSubmit(form.querySelector("button"));
        }"""
    )
    page.locator("main button:disabled").wait_for()
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.locator("main button").is_enabled()


def test_log_out_without_scripts(own_page, browser, base_url):
    cookies = own_page.context.cookies()
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    context.add_cookies(cookies)
    plain = context.new_page()
    plain.goto(reverse("mfa_index"))
    plain.locator("header summary").click()
    plain.get_by_role("button", name="Đăng xuất").click()
    address = plain.url
    context.close()
    assert address == base_url + reverse("account_login")
