"""Accounts from the rows of a workbook: understood whole, or what is wrong with which row."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.domain.batches import NewAccount, propose_username, taken_usernames
from accounts.enums import Role
from accounts.models import User
from core.excel.reading import SheetRow
from core.vietnamese.collation import fold
from units.domain.importing import Problem
from units.models import Unit

COLUMNS = {
    "unit": "Mã đơn vị",
    "full_name": "Họ và tên",
    "role": "Vai trò",
    "username": "Tên đăng nhập",
    "phone": "Điện thoại",
}
HEADS = list(COLUMNS.values())
ROLES = {fold(role.label): role for role in Role}


@dataclass(frozen=True)
class ReadAccounts:
    """What the rows say; while there are problems none of it is used."""

    accounts: list[NewAccount]
    problems: list[Problem]


def read_accounts(rows: Sequence[SheetRow], *, by: User) -> ReadAccounts:
    """The accounts of the rows, a username proposed where none is given.

    What is written in a cell is measured when it is confirmed; unit and role must be known here.
    """
    codes = {row.cells[COLUMNS["unit"]] for row in rows}
    kept = by.units_as([Role.ADMINISTRATOR]).filter(code__in=codes)
    units = {unit.code: unit for unit in kept}
    taken = taken_usernames() | {row.cells[COLUMNS["username"]].lower() for row in rows}
    accounts, problems = [], []
    for row in rows:
        wrong = _problems_of(row, units)
        problems += wrong
        accounts += [] if wrong else [_account(row, units, taken)]
    return ReadAccounts(accounts, problems)


def _problems_of(row: SheetRow, units: dict[str, Unit]) -> list[Problem]:
    code, role = row.cells[COLUMNS["unit"]], row.cells[COLUMNS["role"]]
    problems = []
    if code not in units:
        message = f"Không có đơn vị mã “{code}” trong số đơn vị bạn quản trị."
        problems.append(Problem(row.number, COLUMNS["unit"], message))
    if fold(role) not in ROLES:
        problems.append(Problem(row.number, COLUMNS["role"], f"Không có vai trò “{role}”."))
    return problems


def _account(row: SheetRow, units: dict[str, Unit], taken: set[str]) -> NewAccount:
    cells = {name: row.cells[head] for name, head in COLUMNS.items()}
    unit, role = units[cells["unit"]], ROLES[fold(cells["role"])]
    username = cells["username"].lower() or propose_username(unit, role, taken)
    return NewAccount(row.number, unit, role, cells["full_name"], username, cells["phone"])
