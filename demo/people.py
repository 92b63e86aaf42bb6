"""The accounts: no real people, one password for all, a clerk and a head for every unit."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from accounts.enums import Role
from accounts.models import Grant, User
from demo.reading import read
from demo.units import unit_rows
from units.models import Unit

PASSWORD = "Quyet-Thang-79"  # shown to everybody; the demonstration is absent in service

HANDS = (Role.CLERK, Role.UNIT_HEAD)  # those who enter and send for a unit
Cast = dict[tuple[Role, str], User]  # by role and code of the unit


@dataclass(frozen=True)
class Person:
    username: str
    full_name: str
    role: Role
    unit: str
    granted_from: date


def people_of(place: str) -> list[Person]:
    """The offices of the place's managing unit, then clerk and head of every unit that reports."""
    data = read(f"{place}/units")
    since = data["granted_from"]
    offices = [
        Person(row["username"], row["full_name"], Role(row["role"]), row["unit"], since)
        for row in data["people"]
    ]
    reporting = [row for row in unit_rows(place) if "login" in row]
    return offices + [person for row in reporting for person in _hands(row, since)]


def introduced_people(place: str) -> list[Person]:
    """Those worth naming: every office, and clerk and head of a few units."""
    shown = read(f"{place}/units")["introduced"]
    return [one for one in people_of(place) if one.role not in HANDS or one.unit in shown]


def load_people(place: str, units: dict[str, Unit]) -> Cast:
    """Makes the accounts that are missing and gives who holds which role at which unit."""
    people = people_of(place)
    users = _users(people)
    held = set(Grant.objects.filter(user__in=users.values()).values_list("user_id", "role"))
    Grant.objects.bulk_create(
        Grant(
            user=users[person.username],
            role=person.role,
            unit=units[person.unit],
            valid_from=person.granted_from,
        )
        for person in people
        if (users[person.username].pk, person.role) not in held
    )
    return {(person.role, person.unit): users[person.username] for person in people}


def _users(people: list[Person]) -> dict[str, User]:
    password = make_password(PASSWORD)  # once: hashing is slow by design, and the word is public
    User.objects.bulk_create(
        (
            User(username=person.username, full_name=person.full_name, password=password)
            for person in people
        ),
        ignore_conflicts=True,
    )
    return User.objects.in_bulk([person.username for person in people], field_name="username")


def _hands(row: dict, since: date) -> list[Person]:
    """Those who enter and send for a unit, from the day the unit exists."""
    login, name = row["login"], row["short_name"]
    clerk = (f"nhaplieu.{login}", f"Cán bộ nhập liệu {name} (minh họa)", Role.CLERK)
    head = (f"thutruong.{login}", f"Thủ trưởng {name} (minh họa)", Role.UNIT_HEAD)
    since = max(since, row["records_from"])
    return [Person(*hand, row["code"], since) for hand in (clerk, head)]
