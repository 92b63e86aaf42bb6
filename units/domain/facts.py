"""Units as the audit trail tells of them: names and codes, which outlive the rows."""

from collections.abc import Iterable

from units.models import Office, Unit


def named(unit: Unit | None) -> str:
    return f"{unit.short_name} ({unit.code})" if unit else ""


def all_named(units: Iterable[Unit]) -> str:
    return ", ".join(named(unit) for unit in units)


def identity_facts(unit: Unit) -> dict:
    return {
        "unit_code": unit.code,
        "unit_kind": unit.get_kind_display(),
        "official_name": unit.official_name,
        "short_name": unit.short_name,
    }


def name_facts(unit: Unit) -> dict:
    return {
        "official_name": unit.official_name,
        "short_name": unit.short_name,
        "named_since": unit.named_since.isoformat(),
    }


def place_facts(unit: Unit) -> dict:
    return {
        "administrative_parent": named(unit.administrative_parent),
        "command_parent": named(unit.command_parent),
    }


def unit_facts(unit: Unit) -> dict:
    dates = {"valid_from": unit.valid_from.isoformat()}
    return identity_facts(unit) | place_facts(unit) | dates


def office_facts(office: Office) -> dict:
    return {
        "office_title": office.title,
        "authority_line": office.authority_line,
        "rank": office.rank,
        "holder": office.holder,
        "valid_from": office.valid_from.isoformat(),
        "valid_to": office.valid_to.isoformat() if office.valid_to else "",
        "signs_alongside": str(office.signs_alongside),
    }


def changed(before: dict, after: dict) -> tuple[dict, dict]:
    """Both without what is the same in them."""
    names = [name for name, value in after.items() if before.get(name) != value]
    return {name: before[name] for name in names}, {name: after[name] for name in names}
