"""What stands in an address is typed by people too: filters, pages, sorting, what to export."""

from urllib.parse import quote_from_bytes, urlencode

import pytest

from tests.access.routes.results import ROUTES
from tests.crawling import words_of
from tests.factories import UserFactory
from tests.payloads import BYTES, TEXTS
from tests.results.hostile.fields import filled_forms, typed_fields
from tests.results.hostile.test_pages import Structure, is_page

pytestmark = pytest.mark.django_db

GETTING = [route for route in ROUTES if route.method == "get"]
OF_LISTS = {"page", "per_page", "sort", "export"}
NUL = "%00"
ANSWERED = {False: {200, 302, 422}, True: {400}}
HARMLESS = ["khong-co", "1", "", "Ba\u200bTơ", "\0"]
LONGEST = 8_000  # characters of an address that a server takes


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def names_asked(client, address: str) -> list[set[str]]:
    """All at once, and alone each that is typed: beside another that is refused it is not used."""
    with filled_forms() as filled:
        words_of(client.get(f"{address}?page=1"))
    names = {form.add_prefix(name) for form in filled for name in form.fields}
    alone = [{name} for name in typed_fields(filled)]
    return [OF_LISTS | names, *alone] if filled else [OF_LISTS]


def queries(names: set[str]) -> dict[str, str]:
    asked = {
        kind: urlencode(dict.fromkeys(sorted(names), text))
        for kind, text in TEXTS.items()
        if len(text) < LONGEST and names != OF_LISTS
    }
    for kind, content in BYTES.items():
        asked[kind] = "&".join(f"{name}={quote_from_bytes(content)}" for name in sorted(names))
    return asked


def tags_of(response) -> set:
    words = words_of(response)  # reading to the end closes a file
    return set(Structure(words).tags) if is_page(response) else set()


# The reader of `sort` warns of a dot in it and finds nothing.
@pytest.mark.filterwarnings("ignore:Use '__' to separate path components:DeprecationWarning")
@pytest.mark.parametrize("route", GETTING, ids=str)
def test_address_with_anything_in_it_is_answered_as_text(client, route):
    thing = route.make()
    client.force_login(UserFactory(grants=[(min(route.roles), route.place(thing))]))
    address, wrong = route.address(thing), {}
    for names in names_asked(client, address):
        harmless = [f"{address}?{urlencode(dict.fromkeys(names, text))}" for text in HARMLESS]
        known = set().union(*(tags_of(client.get(one)) for one in harmless))
        for kind, query in queries(names).items():
            response = client.get(f"{address}?{query}")
            strange = tags_of(response) - known
            if response.status_code not in ANSWERED[NUL in query] or strange:
                wrong[kind] = (response.status_code, strange)

    assert wrong == {}
