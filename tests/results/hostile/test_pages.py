"""Whatever people wrote is shown as text: on every page that shows it, and in every workbook."""

import io
import zipfile
from collections import Counter
from html.parser import HTMLParser
from itertools import chain

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import resolve, reverse
from django.utils.html import escape
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from accounts.enums import Role
from core.excel.writing import LONGEST_CELL, LongText
from results.enums import SubmissionState as State
from results.models import Call, Submission
from tests.access.routes.base import HANDS
from tests.conftest import WITHOUT_TRIGGERS
from tests.crawling import addresses_of, read_patterns, words_of
from tests.factories import UserFactory
from tests.factories.days import LONG_AGO
from tests.payloads import MARKUP, NULL_PORT, WRITING, as_documented
from tests.results.hostile.rooms import ask_in_measures, say_everything
from tests.saying import sentences
from tests.workflows import reviewer_of, submission_at

pytestmark = pytest.mark.django_db

TOKEN = "Lời ghi để tìm lại"
SHORT, LONG = "Lời ngắn để tìm lại", "Lời dài để tìm lại"
BETWEEN = " ¶ "
SHORTEST = 200  # characters of the shortest column that people write into
PIECES = [as_documented(one) for one in WRITING.values()]
PIECES += [pattern.format(port=NULL_PORT) for pattern in MARKUP]
LEADING_OUT = {"href", "src", "action", "formaction", "hx-get", "hx-post", "style"}
TEXT = models.CharField | models.TextField | models.JSONField
ROOMS = ("results:", "audit:", "home")
SHOWING = {
    ("results:submission", True),
    ("results:enter", True),
    ("results:revision", True),
    ("results:calls", True),
    ("results:extend", True),
    ("results:call_list", True),
    ("results:call_list", False),
    ("results:workbook", False),
    ("audit:list", True),
    ("audit:list", False),
}


class Structure(HTMLParser):
    """The tags of a page with the names of their attributes, and where they lead."""

    def __init__(self, page: str):
        super().__init__()
        self.tags, self.ways = Counter(), set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.tags[tag, tuple(sorted(name for name, _ in attrs))] += 1
        self.ways |= {(name, value) for name, value in attrs if name in LEADING_OUT}


def bundles() -> list[list[str]]:
    """The texts, as many in each as the shortest column holds."""
    filled, length = [[]], 0
    for piece in PIECES:
        if length + len(piece) > SHORTEST:
            filled.append([])
            length = 0
        filled[-1].append(piece)
        length += len(piece) + len(BETWEEN)
    return filled


class Said:
    """Everything that the token was written into, so that it may say something else."""

    def __init__(self):
        self.places = [
            (model, field, key, value)
            for model in apps.get_models()
            if model._meta.managed and not model._meta.proxy
            for field in model._meta.concrete_fields
            if isinstance(field, TEXT) and holds_a_bundle(field)
            for key, value in model._base_manager.values_list("pk", field.name)
            if TOKEN in str(value)
        ]

    def become(self, short: str, long: str) -> None:
        """Columns of limited length take the first, all others the second."""
        for model, field, key, value in self.places:
            text = short if getattr(field, "max_length", None) else long
            row = model._base_manager.filter(pk=key)
            row.update(**{field.name: replaced(value, text)})


def holds_a_bundle(field) -> bool:
    """The number of a paper does not; what it holds is tried where it is typed."""
    return (getattr(field, "max_length", None) or SHORTEST) >= SHORTEST


def replaced(value, text: str):
    if isinstance(value, dict):
        return {name: replaced(one, text) for name, one in value.items()}
    if isinstance(value, list):
        return [replaced(one, text) for one in value]
    return value.replace(TOKEN, text) if isinstance(value, str) else value


class Reader:
    """A person with the pages and workbooks that show one of the two texts."""

    def __init__(self, user, addresses):
        self.client = Client()
        self.client.force_login(user)
        self.structures, self.of_short = {}, []
        for address in addresses:
            response = self.client.get(address)
            words = words_of(response)
            if LONG in words or SHORT in words:
                self.structures[address] = is_page(response) and Structure(words)
            if SHORT in words:
                self.of_short.append(address)
        self.client.get("/")  # reads what the last address left to say


def is_page(response) -> bool:
    return response.headers["Content-Type"].startswith("text/html")


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def said(client, monkeypatch):
    """Everything was written by everybody, and is past its days."""
    ask_in_measures(monkeypatch, "ratio", "statement")
    first, things = say_everything(monkeypatch, client, TOKEN)
    Submission.objects.update(due_on=LONG_AGO)
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_TRIGGERS)
    said = Said()
    said.become(SHORT, LONG)
    said.first, said.things = first, [one for one in things if isinstance(one, Submission)]
    return said


@pytest.fixture
def readers(said):
    """The unit's own hands, and all above them."""
    keys = [one.pk for one in said.things]
    addresses = [
        address
        for name, pattern in read_patterns().items()
        if name.startswith(ROOMS)
        for address in addresses_of(
            name, pattern, lambda model: keys if model is Submission else []
        )
    ]
    hands = [(role, said.first.unit) for role in HANDS]
    above = [(role, said.first.root) for role in set(Role) - HANDS]
    return [Reader(UserFactory(grants=grants), addresses) for grants in (hands, above)]


def test_text_is_shown_as_text_wherever_it_is_read(said, readers):
    first, *others = bundles()
    said.become(BETWEEN.join(first), BETWEEN.join(PIECES))
    wrong = [wrongs_of(reader, reader.structures, first) for reader in readers]
    for pieces in others:
        said.become(BETWEEN.join(pieces), LONG)
        wrong += [wrongs_of(reader, reader.of_short, pieces) for reader in readers]

    assert [one for one in wrong if one] == []


def test_text_is_read_in_pages_and_in_workbooks(readers):
    """Where nothing is shown, nothing was proved."""
    shown = {
        (resolve(address.partition("?")[0]).view_name, bool(structure))
        for reader in readers
        for address, structure in reader.structures.items()
    }

    assert shown >= SHOWING


def wrongs_of(reader: Reader, addresses, pieces) -> dict[str, list[str]]:
    wrong = {}
    for address in addresses:
        response = reader.client.get(address)
        if structure := reader.structures[address]:
            wrong[address] = wrongs_of_page(structure, response, pieces)
        else:
            wrong[address] = wrongs_of_files(b"".join(response), pieces)
    return {address: found for address, found in wrong.items() if found}


def wrongs_of_page(benign: Structure, response, pieces) -> list[str]:
    page = response.content.decode()
    structure = Structure(page)
    wrong = [f"tag {tag}" for tag in structure.tags - benign.tags]
    wrong += [f"leads to {way}" for way in structure.ways - benign.ways]
    return wrong + [f"lacks {piece}" for piece in pieces if escape(piece) not in page]


def wrongs_of_files(content: bytes, pieces) -> list[str]:
    """Of a workbook, or of every workbook in an archive."""
    try:
        return wrongs_of_workbook(content, pieces)
    except KeyError:  # no workbook
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = map(archive.read, archive.namelist())
            return list(chain.from_iterable(wrongs_of_workbook(one, []) for one in files))


def wrongs_of_workbook(content: bytes, pieces) -> list[str]:
    cells = chain.from_iterable(load_workbook(io.BytesIO(content)).active.iter_rows())
    wrong = [f"{cell.coordinate} is {cell.data_type}" for cell in cells if cell.data_type in "fe"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    read = "\n".join(str(cell) for row in sheet.to_python() for cell in row)
    return wrong + [f"lacks {piece}" for piece in pieces if piece not in read]


def test_list_with_a_text_that_fits_no_cell_is_not_cut(client):
    submission = submission_at(State.OPEN)
    Submission.objects.update(due_on=LONG_AGO)
    reviewer = reviewer_of(submission)
    Call.objects.create(submission=submission, called_by=reviewer, note="a" * (LONGEST_CELL + 1))
    client.force_login(reviewer)

    response = client.get(reverse("results:call_list"), {"export": "xlsx"})

    assert response.url == reverse("results:call_list")
    assert sentences(response) == [LongText.message]
