"""The written data: their spelling, and the arithmetic that fills them up."""

import unicodedata
from datetime import date

import pytest

from accounts.enums import Role
from campaigns.domain.shipped_catalogue import shipped_catalogue
from demo.courses import COURSES
from demo.figures import PATTERNS, Circumstances, ordinary_figure
from demo.loader import told
from demo.people import introduced_people, people_of
from demo.reading import DATA, PLACES, read
from demo.units import unit_rows

TODAY = date(2026, 11, 22)
FILES = sorted([*DATA.rglob("*.toml"), *DATA.rglob("*.txt")])
HUYEN = Circumstances(
    unit="NT-PRTC",
    size=540,
    quota=118,
    ordinal=2,
    starts_on=date(2023, 1, 1),
    data_to=date(2023, 6, 14),
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(DATA)))
def test_text_is_composed(file):
    assert unicodedata.is_normalized("NFC", file.read_text(encoding="utf-8"))


def test_pick_is_the_same_on_every_machine():
    assert [HUYEN.pick(1, 100, name) for name in ("một", "hai", "ba")] == [35, 6, 41]


@pytest.mark.parametrize("indicator", ["HL2", "CT1"])
def test_ordinary_examination_passes_with_more_than_three_quarters_good(indicator):
    grades = ordinary_figure(indicator, HUYEN)["columns"]
    share = 100 * (grades["g1"] + grades["g2"]) // sum(grades.values())
    assert (grades["g4"], 77 < share < 90) == (0, True)


@pytest.mark.parametrize("place", PLACES)
def test_script_names_only_what_there_is(place):
    plan, year = told(place, TODAY)
    units = {row["unit"] for row in [*year["participants"], *year.get("heirs", [])]}
    periods = range(1, len(plan["periods"]) + 1)
    rows = [*year["courses"], *year["figures"], *year["narratives"]]
    assert [row for row in rows if row["unit"] not in units or row["period"] not in periods] == []
    assert {row["course"] for row in year["courses"]} <= COURSES.keys()


@pytest.mark.parametrize("place", PLACES)
def test_participants_are_units_with_accounts(place):
    with_accounts = {row["code"] for row in unit_rows(place) if "login" in row}
    _, year = told(place, TODAY)
    assert {row["unit"] for row in year["participants"]} <= with_accounts


def test_catalogue_is_used_up():
    asked = {row["indicator"] for place in PLACES for row in read(f"{place}/campaign")["targets"]}
    own = {row["code"] for row in read("catalogue")["indicators"]}
    shipped = {row["code"] for row in shipped_catalogue()["indicators"]}
    assert (own - asked, own & shipped, asked - own - shipped) == (set(), set(), set())
    assert asked - PATTERNS.keys() == {"XA1", "XA2", "DB3", "DT2"}  # told by the superior itself


@pytest.mark.parametrize("place", PLACES)
def test_every_role_is_introduced(place):
    assert {person.role for person in introduced_people(place)} == set(Role)


@pytest.mark.parametrize("place", PLACES)
def test_introduced_units_have_accounts(place):
    with_accounts = {row["code"] for row in unit_rows(place) if "login" in row}
    assert read(f"{place}/units")["introduced"].keys() <= with_accounts


@pytest.mark.parametrize("place", PLACES)
def test_nobody_passes_for_a_real_person(place):
    assert [p.username for p in people_of(place) if "(minh họa)" not in p.full_name] == []


def test_usernames_are_unique():
    usernames = [person.username for place in PLACES for person in people_of(place)]
    assert len(usernames) == len(set(usernames))
