"""Every screen of the results with something on it, and with a refusal: readable by all."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from accounts.enums import Role
from results.models import Submission
from script.pictures.picture import sent_empty
from tests.access.routes import DOWNLOADS, PARTS
from tests.access.routes.base import HANDS
from tests.browser.steps import SERIOUS, log_in
from tests.crawling import addresses_of, read_patterns
from tests.factories import UserFactory
from tests.results.hostile.rooms import ask_in_measures, say_everything

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Đơn vị đã tổ chức quán triệt đến toàn thể cán bộ, chiến sĩ dân quân tự vệ và nhân dân."
MEASURES = ("ratio", "graded", "grade", "done", "statement", "percentage")
SCREENS = 16  # there were more when this was written: where nothing is walked, nothing is proved
EMPTY_FORM = "main form.form-page[method=post]"


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def screens_of(user, keys: list[int]) -> list[str]:
    """The first of each kind that is a page to this person."""
    client, found = Client(), {}
    client.force_login(user)
    for name, pattern in read_patterns().items():
        if not name.startswith("results:") or name in DOWNLOADS | PARTS:
            continue
        for address in addresses_of(name, pattern, lambda model: keys):
            if name not in found and is_page(client.get(address)):
                found[name] = address
    return list(found.values())


def is_page(response) -> bool:
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


def wrongs_of(page, width: int) -> list[str]:
    found = Axe().run(page).response["violations"]
    wrong = [one["id"] for one in found if one["impact"] in SERIOUS]
    shown = page.evaluate("document.documentElement.scrollWidth")
    return wrong + [f"{shown} px"] * (shown > width)


@pytest.mark.parametrize("width", [1366, 390])
def test_screen_of_figures_is_accessible(page, client, monkeypatch, width):
    ask_in_measures(monkeypatch, *MEASURES)
    movement, things = say_everything(monkeypatch, client, WORDS)
    keys = [one.pk for one in things if isinstance(one, Submission)]
    hands = [(role, movement.unit) for role in HANDS]
    above = [(role, movement.root) for role in set(Role) - HANDS]
    page.set_viewport_size({"width": width, "height": 800})
    wrong = {}
    for grants in (hands, above):
        user = UserFactory(grants=grants)
        log_in(page, user)
        for address in screens_of(user, keys):
            page.goto(address)
            wrong[user.pk, address] = wrongs_of(page, width)
            if page.locator(EMPTY_FORM).count():
                sent_empty(page)
                wrong[user.pk, address, "sent empty"] = wrongs_of(page, width)

    assert {screen: found for screen, found in wrong.items() if found} == {}
    assert len(wrong) >= SCREENS
