"""Every field that people type into, and every class of text: kept as typed, or refused there."""

import time
from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.utils.html import escape

from core.access.middleware import FORM
from core.vietnamese.forms import NfcCharField, NumberField
from results.models import Reminder
from tests.payloads import BYTES, HUGE, TEXTS, as_documented
from tests.results.hostile.fields import (
    cells_of,
    errors_of,
    filled_forms,
    post,
    stored_texts,
    text_columns,
    texts_of,
)
from tests.results.hostile.rooms import (
    POSTING,
    Posting,
    ask_in_measures,
    fields_of,
    undone,
)

pytestmark = pytest.mark.django_db

WHOLE_PAGE = "<!doctype html>"
UNDERSTOOD = {"1.234,5", "0"}
LONGEST = 2  # seconds of processor time in which anything is answered
MARK = "MARK"


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def posting(client, monkeypatch):
    ask_in_measures(monkeypatch, "ratio", "statement")
    return lambda route: Posting(route, client)


def tried(posting: Posting, typed: dict) -> tuple:
    """The answer, the forms that were filled in, the texts stored after it, and what it cost."""
    data, started = posting.data() | typed, time.process_time()
    with filled_forms() as filled:
        response = post(posting.client, posting.address, data)
    seconds = time.process_time() - started
    return response, filled, stored_texts(), seconds


def wrongs_of_texts(posting: Posting, names: list[str], text: str) -> list[str]:
    """What is wrong with how the route takes the text in all of its fields."""
    response, filled, after, seconds = tried(posting, dict.fromkeys(names, text))
    wrong = [f"{seconds:.1f} s"] * (seconds > LONGEST)
    if response.status_code == 422:
        wrong += ["stored although refused"] * (posting.stored != after)
        return wrong + wrongs_of_refusal(response, errors_of(filled), names, text)
    if response.status_code != posting.route.status:
        return [*wrong, f"answered {response.status_code}"]
    return wrong + wrongs_of_keeping(names, as_documented(text), posting.stored, after)


def wrongs_of_refusal(response, errors: dict, names, text: str) -> list[str]:
    wrong = ["refused without a word"] * (not any(errors.get(name) for name in names))
    page = response.content.decode()
    if page.lower().startswith(WHOLE_PAGE):
        kept = page.count(shown(text))
        wrong += [f"kept {kept} of {len(names)}"] * (kept < len(names))
    return wrong


def shown(text: str) -> str:
    """The text as a field of a page holds it."""
    return escape(text)


def wrongs_of_keeping(names, expected: str, before, after) -> list[str]:
    others = set(after) - set(before) - {expected}
    wrong = [f"stored {ascii(one)[:60]}" for one in others]
    lost = len(names) - (after.count(expected) - before.count(expected))
    return wrong + [f"lost {lost}"] * (bool(expected) and lost > 0)


def wrongs_of_cells(posting: Posting, cells: dict, text: str) -> list[str]:
    """What is wrong with how the route takes the text in all cells of numbers and days."""
    response, filled, after, seconds = tried(posting, dict.fromkeys(cells, text))
    wrong = [f"{seconds:.1f} s"] * (seconds > LONGEST)
    wrong += [f"answered {response.status_code}"] * (response.status_code >= 500)
    wrong += ["stored"] * (posting.stored != after and text not in UNDERSTOOD)
    errors = errors_of(filled)
    for name, one in cells.items():
        is_read = isinstance(one.field, NumberField) and (not text.strip() or text in UNDERSTOOD)
        wrong += [f"{name} misread"] * (is_read and name in errors)
        wrong += [f"{name} guessed"] * (bool(text.strip()) and not is_read and name not in errors)
    return wrong


def wrongs_of_bytes(posting: Posting, names: list[str], content: bytes) -> list[str]:
    """`content` as it stands in the body of the request, quoted or bare."""
    data = {key: value for key, value in posting.data().items() if not hasattr(value, "read")}
    body = urlencode(data | dict.fromkeys(names, MARK), doseq=True).encode()
    with filled_forms() as filled:
        response = posting.client.post(posting.address, body.replace(MARK.encode(), content), FORM)
    wrong = [f"answered {response.status_code}"] * (response.status_code not in (400, 422))
    if response.status_code == 422:
        errors = errors_of(filled)
        wrong += [f"{name} guessed" for name in names if name not in errors]
    return wrong + ["stored"] * (stored_texts() != posting.stored)


def without_nothing(wrong: dict) -> dict:
    return {kind: said for kind, said in wrong.items() if said}


@pytest.mark.parametrize("route", POSTING, ids=str)
def test_text_is_kept_as_typed_or_refused_at_its_field(posting, route):
    posting = posting(route)
    names = texts_of(fields_of(posting))
    wrong = {
        kind: undone(wrongs_of_texts, posting, names, text) for kind, text in TEXTS.items() if names
    }

    assert without_nothing(wrong) == {}


@pytest.mark.parametrize("route", POSTING, ids=str)
def test_bytes_that_are_no_text_are_refused(posting, route):
    posting = posting(route)
    names = texts_of(fields_of(posting))
    bodies = {("bare", "no UTF-8"): BYTES["no UTF-8"]}
    bodies |= {("quoted", kind): quote_from_bytes(one).encode() for kind, one in BYTES.items()}
    wrong = {
        kind: undone(wrongs_of_bytes, posting, names, content)
        for kind, content in bodies.items()
        if names
    }

    assert without_nothing(wrong) == {}


def each_once(client, choose):
    """The routes with the fields that `choose` takes of theirs, each of a form once."""
    known = set()
    for posting in (Posting(route, client) for route in POSTING):
        posting.log_in()
        fields = fields_of(posting)
        new = {name: fields[name] for name in choose(fields) if fields[name] not in known}
        known |= set(new.values())
        yield posting, new


def test_huge_text_is_refused_at_its_field_in_time(client, monkeypatch):
    ask_in_measures(monkeypatch, "ratio", "statement")
    wrong = {
        (posting.address, name, kind): undone(wrongs_of_texts, posting, [name], text)
        for posting, fields in each_once(client, texts_of)
        for name in fields
        for kind, text in HUGE.items()
    }

    assert without_nothing(wrong) == {}


def test_number_or_day_is_never_guessed(client, monkeypatch):
    ask_in_measures(monkeypatch, "ratio", "percentage", "graded", "done")
    wrong = {
        (posting.address, kind): undone(wrongs_of_cells, posting, cells, text)
        for posting, cells in each_once(client, cells_of)
        for kind, text in TEXTS.items()
        if cells
    }

    assert without_nothing(wrong) == {}


def test_every_column_of_text_is_reached(posting):
    """A column that no field leads to is a text that was tried with nothing."""
    token, columns = "Lời ghi để tìm lại", set()
    for route in POSTING:
        columns |= undone(columns_reached, posting(route), token)

    assert {one for one in text_columns("results") if not is_ours(*one)} - columns == set()


def is_ours(model, column: str) -> bool:
    """Written by the program alone."""
    return column == "pgh_label" or (model, column) == (Reminder, "occasion")


def columns_reached(posting: Posting, token: str) -> set:
    names = texts_of(fields_of(posting))
    post(posting.client, posting.address, posting.data() | dict.fromkeys(names, token))
    return {
        (model, column)
        for model, column in text_columns("results")
        if model.objects.filter(**{column: token}).exists()
    }


def test_field_that_keeps_something_else_is_found(posting, monkeypatch):
    """Without this the proof of silent changes would prove nothing."""
    monkeypatch.setattr(NfcCharField, "to_python", lambda field, value: f"{value}".title())
    [route] = [route for route in POSTING if route.name == "results:calls"]
    posting = posting(route)

    assert wrongs_of_texts(posting, ["note"], "=sum") == ["stored '=Sum'", "lost 1"]
