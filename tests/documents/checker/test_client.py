"""A check runs in a process of its own: what a file does there reaches nobody."""

import io
import os
import resource

import pytest

from documents.checker import client
from documents.checker.client import check_pdf
from documents.checker.errors import Busy, Encrypted, TooComplex, TooLarge
from tests.documents.checker.hostile import encrypted, page_of


@pytest.fixture(scope="module")
def printed(specimen, print_html):
    return print_html(specimen("annexed"))


def memory():
    """Of this process now, in KB."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() // 1024


def test_report_comes_back_as_it_was_written(printed, report_of):
    with printed.open("rb") as file:
        assert check_pdf(file) == report_of(printed)


def test_refusal_comes_back_by_its_kind(printed):
    with pytest.raises(Encrypted):
        check_pdf(io.BytesIO(encrypted(printed.read_bytes(), password="x")))


def test_page_that_unpacks_beyond_the_limit_is_refused_and_the_next_file_is_read(printed):
    before = memory()
    with pytest.raises(TooComplex):
        check_pdf(io.BytesIO(page_of(b" " * 400_000_000)))
    assert memory() - before < 50_000
    with printed.open("rb") as file:
        assert check_pdf(file).pages == 4


def test_page_that_takes_too_long_is_refused(caplog):
    with pytest.raises(TooComplex):
        check_pdf(io.BytesIO(page_of(b"1 1 m 2 2 l S " * 1_000_000)))
    assert "ended badly" in caplog.text  # by the child's own limit, and not by our patience


def test_child_that_never_answers_is_ended(printed, monkeypatch):
    monkeypatch.setattr(client, "WALL_SECONDS", 0.01)
    with printed.open("rb") as file, pytest.raises(TooComplex):
        check_pdf(file)


def test_file_beyond_the_limit_is_not_even_read(monkeypatch):
    monkeypatch.setattr(client, "_ask", None)
    with pytest.raises(TooLarge):
        check_pdf(io.BytesIO(b"%PDF-1.7" + bytes(client.MOST_BYTES)))


def test_second_check_waits_for_its_turn_and_not_for_ever(printed, monkeypatch):
    monkeypatch.setattr(client, "PATIENCE_SECONDS", 0.01)
    with client._turn, printed.open("rb") as file, pytest.raises(Busy):
        check_pdf(file)


def test_turn_is_given_back_after_a_refusal(printed):
    with pytest.raises(Encrypted):
        check_pdf(io.BytesIO(encrypted(printed.read_bytes(), password="x")))
    assert not client._turn.locked()


def test_child_is_told_no_secrets(monkeypatch, printed):
    told = []
    monkeypatch.setattr(client.subprocess, "run", lambda *_, **options: told.append(options))
    monkeypatch.setitem(os.environ, "SECRET_KEY", "x")
    with printed.open("rb") as file, pytest.raises(AttributeError):
        check_pdf(file)
    assert told[0]["env"] == {}
