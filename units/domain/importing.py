"""Units from the rows of a workbook: all of them, or none and what is wrong with which row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.access.refusals import NotPermitted
from core.audit.trail import record
from core.excel.reading import SheetRow
from core.vietnamese.collation import fold
from core.vietnamese.dates import EARLIEST, LATEST, OUT_OF_TIME
from units.domain.facts import unit_facts
from units.domain.identity import Identity
from units.domain.policies import kept_among
from units.domain.refusals import CodeTaken, UnitRefusal
from units.domain.trees import TREES
from units.domain.turns import take_turn
from units.enums import UnitKind
from units.models import Unit

COLUMNS = {
    "code": "Mã đơn vị",
    "kind": "Loại đơn vị",
    "official_name": "Tên đầy đủ",
    "short_name": "Tên gọn",
    "administrative_parent": "Mã cấp trên hành chính",
    "command_parent": "Mã cấp trên chỉ huy",
    "valid_from": "Thành lập từ ngày",
}
HEADS = list(COLUMNS.values())
KINDS = {fold(kind.label): kind for kind in UnitKind}


@dataclass(frozen=True)
class Problem:
    """What is wrong in a cell, by the row's number in the sheet and the column's head."""

    row: int
    head: str
    message: str


class RowsRefused(UnitRefusal):
    code = "rows_refused"
    message = "Tệp có dòng chưa đúng nên chưa ghi đơn vị nào."

    def __init__(self, problems: list[Problem]):
        super().__init__()
        self.problems = problems


@dataclass(frozen=True)
class Line:
    """A row that was understood; superiors by tree, each by its code."""

    number: int
    identity: Identity
    valid_from: date
    parents: dict[str, str]


@dataclass(frozen=True)
class ImportPlan:
    """What the rows would make; nothing is made while there are problems."""

    lines: list[Line]
    known: dict[str, Unit]
    problems: list[Problem]


@transaction.atomic
def import_units(rows: Sequence[SheetRow], *, by) -> list[Unit]:
    """Makes the units of all rows. Raises NotPermitted, RowsRefused."""
    if not rules.has_perm("units.add_unit", by):
        raise NotPermitted
    take_turn()
    plan = plan_import(rows, by=by)
    if plan.problems:
        raise RowsRefused(plan.problems)
    return make_units(plan.lines, plan.known, by=by)


def make_units(lines: Sequence[Line], known: dict[str, Unit], *, by) -> list[Unit]:
    """Makes the units of checked lines, and tells the trail of each."""
    units = _make(lines, known)
    grants = by.administering_grants(unit.pk for unit in units)
    for unit in units:
        grant = grants.get(unit.pk)
        record("units.created", unit, by=by, grant=grant, unit_id=unit.pk, after=unit_facts(unit))
    return units


def plan_import(rows: Sequence[SheetRow], *, by) -> ImportPlan:
    """Reads the rows and checks each by itself, against the others and against what there is."""
    lines, problems = [], []
    for row in rows:
        line, wrong = _read(row)
        lines += [line] if line else []
        problems += wrong
    named = {code for line in lines for code in line.parents.values()}
    named |= {line.identity.code for line in lines}
    known = Unit.objects.in_bulk(list(named), field_name="code")
    for check in (_codes, _superiors, _circles):
        problems += check(lines, known, by)
    return ImportPlan(lines, known, sorted(problems, key=lambda problem: problem.row))


def _read(row: SheetRow) -> tuple[Line | None, list[Problem]]:
    values, problems = {}, []
    for name, head in COLUMNS.items():
        try:
            values[name] = READERS[name](row.cells[head])
        except ValidationError as error:
            problems += [Problem(row.number, head, message) for message in error.messages]
    if problems:
        return None, problems
    parents = {tree: values.pop(tree) for tree in TREES}
    valid_from = values.pop("valid_from")
    return Line(row.number, Identity(**values), valid_from, parents), []


def _text(name: str) -> Callable[[str], str]:
    return lambda text: Unit._meta.get_field(name).clean(text, None)


def _code_or_none(text: str) -> str:
    return READERS["code"](text) if text else ""


def _kind(text: str) -> UnitKind:
    try:
        return KINDS[fold(text)]
    except KeyError:
        raise ValidationError(f"Không có loại đơn vị “{text}”.") from None


def _day(text: str) -> date:
    try:
        day = datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        raise ValidationError(f"“{text}” không phải là ngày/tháng/năm.") from None
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(OUT_OF_TIME)
    return day


READERS: dict[str, Callable] = {
    "code": _text("code"),
    "kind": _kind,
    "official_name": _text("official_name"),
    "short_name": _text("short_name"),
    "administrative_parent": _code_or_none,
    "command_parent": _code_or_none,
    "valid_from": _day,
}


def _codes(lines: Iterable[Line], known: dict[str, Unit], by) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for line in lines:
        code = line.identity.code
        if code in known:
            yield Problem(line.number, COLUMNS["code"], CodeTaken.message)
        elif code in seen:
            yield Problem(line.number, COLUMNS["code"], f"Mã trùng với dòng {seen[code]}.")
        seen.setdefault(code, line.number)


def _superiors(lines: Sequence[Line], known: dict[str, Unit], by) -> Iterator[Problem]:
    first_days = {line.identity.code: line.valid_from for line in lines}
    kept_ids = kept_among((unit.pk for unit in known.values()), by=by)
    kept = {code for code, unit in known.items() if unit.pk in kept_ids}
    for line in lines:
        if not any(line.parents.values()):
            yield Problem(line.number, COLUMNS[TREES[0]], "Hãy ghi ít nhất một cấp trên.")
        for tree, code in line.parents.items():
            day = max(line.valid_from, timezone.localdate())
            if code in first_days:
                is_there = first_days[code] <= day
            else:
                is_there = code in kept and known[code].is_in_force(day)
            if code and not is_there:
                message = f"Đơn vị “{code}” không có trong tệp và không phải đơn vị đang hoạt động"
                yield Problem(line.number, COLUMNS[tree], f"{message} mà bạn quản trị.")


def _circles(lines: Sequence[Line], known: dict[str, Unit], by) -> Iterator[Problem]:
    for tree in TREES:
        above = {line.identity.code: line.parents[tree] for line in lines}
        for line in lines:
            if line.identity.code in _way_up(line.identity.code, above):
                yield Problem(line.number, COLUMNS[tree], "Các dòng đứng vòng tròn dưới nhau.")


def _way_up(code: str, above: dict[str, str]) -> list[str]:
    """The superiors within the file, until the way leaves it or comes round."""
    way: list[str] = []
    step = above[code]
    while step in above and step not in way:
        way.append(step)
        step = above[step]
    return way


def _make(lines: Sequence[Line], known: dict[str, Unit]) -> list[Unit]:
    """First all units under what is there already, then those that stand under one another."""
    units = Unit.objects.bulk_create(_unit(line, known) for line in lines)
    made = {unit.code: unit for unit in units}
    turned = []
    for unit, line in zip(units, lines, strict=True):
        above = {tree: made[code] for tree, code in line.parents.items() if code in made}
        for tree, parent in above.items():
            setattr(unit, tree, parent)
        turned += [unit] if above else []
    Unit.objects.bulk_update(turned, TREES)
    return units


def _unit(line: Line, known: dict[str, Unit]) -> Unit:
    parents = {tree: known.get(code) for tree, code in line.parents.items()}
    return Unit(
        **line.identity.columns,
        **parents,
        named_since=line.valid_from,
        valid_from=line.valid_from,
    )
