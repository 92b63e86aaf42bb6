"""A machine that cannot print says so, with the line that mends it."""

import pytest

from documents import checks


@pytest.fixture
def found(settings, monkeypatch, tmp_path):
    def found(*, libraries=(), without_fonts=False):
        monkeypatch.setattr(checks, "missing_libraries", lambda: list(libraries))
        if without_fonts:
            settings.PRINT_FONTS_DIR = tmp_path
        return [error.id for error in checks.check_printing()]

    return found


def test_check_finds_nothing_here():
    assert checks.check_printing() == []


def test_check_names_a_missing_library(found):
    assert found(libraries=["libharfbuzz-subset.so.0"]) == ["documents.E001"]


def test_check_names_missing_fonts(found):
    assert found(without_fonts=True) == ["documents.E002"]


def test_check_gives_the_line_to_run(monkeypatch):
    monkeypatch.setattr(checks, "missing_libraries", lambda: ["libharfbuzz-subset.so.0"])
    (error,) = checks.check_printing()
    assert error.hint == (
        "Chạy với quyền quản trị: apt-get install --no-install-recommends "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


@pytest.mark.parametrize(("name", "codes"), [("", []), (".", []), ("khong-co", ["documents.E003"])])
def test_folder_of_trusted_roots_is_there_when_it_is_named(settings, tmp_path, name, codes):
    settings.SIGNING_ROOTS_DIR = str(tmp_path / name) if name else ""
    assert [error.id for error in checks.check_signing()] == codes
