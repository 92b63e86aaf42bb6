"""Many accounts at once: proposed for units, and made all together or not at all."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import rules
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.domain.grants import grant_facts
from accounts.domain.passwords import Slip, generate_password
from accounts.domain.refusals import UsernameTaken
from accounts.enums import Role
from accounts.hashers import RandomPasswordHasher
from accounts.models import Grant, User
from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from core.vietnamese.collation import fold
from units.models import Unit

MOST_ACCOUNTS = 500
HANDS = {Role.CLERK: "nhaplieu", Role.UNIT_HEAD: "thutruong"}
LONGEST_USERNAME = 50


@dataclass(frozen=True)
class NewAccount:
    """An account to be made, with its first role; `number` tells people which row it is."""

    number: int
    unit: Unit
    role: Role
    full_name: str
    username: str
    phone: str = ""

    @property
    def details(self) -> dict[str, str]:
        return {"full_name": self.full_name, "phone": self.phone}


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with a row, and in which of its fields."""

    number: int
    field: str
    message: str


class BatchRefused(NotPossible):
    code = "batch_refused"
    message = "Có dòng chưa đúng nên chưa lập tài khoản nào."

    def __init__(self, problems: Sequence[RowProblem], message: str | None = None):
        super().__init__(message)
        self.problems = problems


def units_kept_today(by: User):
    """The units of today where the administrator may make accounts."""
    return by.units_as([Role.ADMINISTRATOR]).in_force(timezone.localdate())


def keys_of_staffed_units() -> set[int]:
    """Where somebody holds a role, or will."""
    running = Grant.objects.not_ended(timezone.localdate())
    return set(running.values_list("unit", flat=True))


def propose_accounts(units: Iterable[Unit], roles: Iterable[Role]) -> list[NewAccount]:
    """One account for each unit and role; who it is for is written in by people."""
    roles = list(roles)
    taken = taken_usernames()
    wanted = [(unit, role) for unit in units for role in roles]
    return [
        NewAccount(
            number=number,
            unit=unit,
            role=role,
            full_name=f"{role.label}, {unit.short_name}"[:100],
            username=propose_username(unit, role, taken),
        )
        for number, (unit, role) in enumerate(wanted, start=1)
    ]


def taken_usernames() -> set[str]:
    return set(User.objects.values_list("username", flat=True))


def propose_username(unit: Unit, role: Role, taken: set[str]) -> str:
    """Give "nhaplieu.xabato" for UBND xã Ba Tơ, or the next that is free, and take it."""
    letters = "".join(filter(str.isalnum, fold(unit.short_name).removeprefix("ubnd ")))
    plain = letters.encode("ascii", "ignore").decode()
    stem = f"{HANDS.get(role, role.replace('_', ''))}.{plain}"[: LONGEST_USERNAME - 4]
    username, place = stem, 1
    while username in taken:
        place += 1
        username = f"{stem}.{place}"
    taken.add(username)
    return username


@sensitive_variables("passwords")
@transaction.atomic
def create_accounts(accounts: Sequence[NewAccount], *, by: User) -> list[Slip]:
    """Makes all accounts, each with one role from today on, and their initial passwords.

    Raises NotPermitted, BatchRefused.
    """
    grants = _grants_to_act(accounts, by)
    if problems := find_problems(accounts):
        raise BatchRefused(problems)
    passwords = [generate_password() for _ in accounts]
    people = _make_people(accounts, passwords)
    today = timezone.localdate()
    given = Grant.objects.bulk_create(
        Grant(user=person, role=each.role, unit=each.unit, valid_from=today)
        for person, each in zip(people, accounts, strict=True)
    )
    for person, each, grant in zip(people, accounts, given, strict=True):
        hand = {"by": by, "grant": grants[each.unit.pk], "unit_id": each.unit.pk}
        after = {"username": person.username} | each.details
        record("accounts.created", person, after=after, **hand)
        record("accounts.grant_given", person, after=grant_facts(grant), **hand)
    return [Slip(person, word) for person, word in zip(people, passwords, strict=True)]


def find_problems(accounts: Sequence[NewAccount]) -> list[RowProblem]:
    """Usernames that are taken, by the database or by another row, and units not there today."""
    today = timezone.localdate()
    names = [each.username for each in accounts]
    taken = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    problems, rows = [], {}
    for each in accounts:
        first = rows.setdefault(each.username, each.number)
        if each.username in taken:
            problems.append(RowProblem(each.number, "username", UsernameTaken.message))
        elif first != each.number:
            message = f"Tên đăng nhập trùng với dòng {first}."
            problems.append(RowProblem(each.number, "username", message))
        if not each.unit.is_in_force(today):
            message = f"“{each.unit}” không hoạt động hôm nay."
            problems.append(RowProblem(each.number, "", message))
    return problems


def _grants_to_act(accounts: Collection[NewAccount], by: User) -> dict[int, Grant]:
    """The right to each unit, by its key. Raises NotPermitted, BatchRefused."""
    if not rules.has_perm("accounts.add_person", by):
        raise NotPermitted
    if not 0 < len(accounts) <= MOST_ACCOUNTS:
        raise BatchRefused([], f"Mỗi lần lập từ 1 đến {MOST_ACCOUNTS} tài khoản.")
    grants = by.administering_grants({each.unit.pk for each in accounts})
    if any(each.unit.pk not in grants for each in accounts):
        raise NotPermitted
    return grants


@sensitive_variables("passwords")
def _make_people(accounts: Sequence[NewAccount], passwords: Sequence[str]) -> list[User]:
    hasher = RandomPasswordHasher()
    people = [
        User(
            username=each.username,
            password=make_password(password, hasher=hasher),
            must_change_password=True,
            **each.details,
        )
        for each, password in zip(accounts, passwords, strict=True)
    ]
    try:
        with transaction.atomic():
            return User.objects.bulk_create(people)
    except IntegrityError as error:  # somebody took a username a moment ago
        raise BatchRefused(find_problems(accounts)) from error
