"""The communes of a province since two-tier local government began, from the published catalogue.

The catalogue is the package vietnam-provinces: 34 provinces, 3,321 communes, with the codes of the
General Statistics Office.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from vietnam_provinces import Province, ProvinceCode, Ward

from core.vietnamese.collation import sort_key
from units.domain.identity import Identity
from units.domain.importing import Line, make_units
from units.domain.refusals import NoProvince, NothingChanged
from units.domain.turns import locked
from units.enums import UnitKind
from units.models import Unit

SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class Commune:
    """A commune of the catalogue, and the code of the unit that it is already."""

    identity: Identity
    unit_code: str | None


def province_names() -> dict[int, str]:
    """The provinces of the catalogue by their code, in Vietnamese order of their own names."""
    names = {int(each.code): each.name for each in Province.iter_all()}
    return dict(sorted(names.items(), key=lambda item: sort_key(_own_name(item[1]))))


def province_of(unit: Unit) -> int | None:
    """The province that the unit is, by its name."""
    for code, name in province_names().items():
        if unit.official_name.casefold().endswith(f" {_own_name(name)}".casefold()):
            return code
    return None


def commune_identities(province: int) -> list[Identity]:
    """What the communes of a province are called, in the order of the catalogue."""
    return [_identity(ward) for ward in Ward.iter_by_province(ProvinceCode(province))]


def communes_of(unit: Unit, province: int) -> list[Commune]:
    """The communes of a province; one is there when a unit has its code, or its name under this."""
    identities = sorted(commune_identities(province), key=lambda each: sort_key(each.short_name))
    codes, by_name = _present(unit, [each.code for each in identities])
    return [
        Commune(each, each.code if each.code in codes else by_name.get(each.short_name.casefold()))
        for each in identities
    ]


@transaction.atomic
def create_communes(unit: Unit, province: int, *, by) -> list[Unit]:
    """Makes the communes that are not there yet, under the unit.

    Raises NotPermitted, NoProvince, NothingChanged.
    """
    unit = locked(unit, by=by)
    check_province(unit)
    missing = [each.identity for each in communes_of(unit, province) if not each.unit_code]
    if not missing:
        raise NothingChanged("Các xã của tỉnh đã có đủ.", field="province")
    parents = {"administrative_parent": unit.code, "command_parent": ""}
    lines = [Line(row, identity, SINCE, parents) for row, identity in enumerate(missing, start=1)]
    return make_units(lines, {unit.code: unit}, by=by)


def check_province(unit: Unit) -> None:
    if unit.kind != UnitKind.PROVINCE or not unit.is_in_force(timezone.localdate()):
        raise NoProvince


def _identity(ward: Ward) -> Identity:
    """People's Committees are named after their territory; its kind is written small."""
    territory = f"{ward.name[0].lower()}{ward.name[1:]}"
    return Identity(
        code=f"XA-{int(ward.code):05d}",
        kind=UnitKind.COMMUNE,
        official_name=f"Ủy ban nhân dân {territory}",
        short_name=f"UBND {territory}",
    )


def _present(unit: Unit, codes: list[str]) -> tuple[set[str], dict[str, str]]:
    """Which of the codes are units, and the codes of today's under the unit by their names."""
    below = Q(administrative_parent=unit, valid_to=None)
    units = Unit.objects.filter(Q(code__in=codes) | below)
    rows = list(units.values_list("code", "short_name", "valid_to"))
    by_name = {name.casefold(): code for code, name, valid_to in rows if not valid_to}
    return {code for code, _, _ in rows}, by_name


def _own_name(province: str) -> str:
    return province.removeprefix("Thành phố ")
