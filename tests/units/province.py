"""A province with its two trees, and the person who keeps it."""

from dataclasses import dataclass, replace
from datetime import date

from accounts.enums import Role
from accounts.models import User
from tests.factories import UnitFactory, UserFactory
from units.domain.identity import Identity, NewUnit
from units.enums import UnitKind
from units.models import Unit

REASON = "Theo Nghị quyết về sắp xếp đơn vị hành chính."


@dataclass
class Province:
    """The People's Committee, the provincial command under it, a regional command under that;
    two communes under the first and the last, one commune command under the first commune.
    """

    top: Unit
    command: Unit
    region: Unit
    commune: Unit
    neighbour: Unit
    commune_command: Unit
    administrator: User


def make_province() -> Province:
    top = UnitFactory(short_name="UBND tỉnh Ninh Thuận", kind=UnitKind.PROVINCE, code="NT")
    command = UnitFactory(
        short_name="Bộ CHQS tỉnh", kind=UnitKind.PROVINCIAL_COMMAND, administrative_parent=top
    )
    region = UnitFactory(
        short_name="Ban CHPTKV 1", kind=UnitKind.REGIONAL_COMMAND, command_parent=command
    )
    commune = UnitFactory(
        short_name="UBND xã Ba Tơ", code="BT", administrative_parent=top, command_parent=region
    )
    neighbour = UnitFactory(
        short_name="UBND xã Ba Vì", code="BV", administrative_parent=top, command_parent=region
    )
    commune_command = UnitFactory(
        short_name="Ban CHQS xã Ba Tơ",
        kind=UnitKind.COMMUNE_COMMAND,
        administrative_parent=commune,
        command_parent=region,
    )
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, top)])
    return Province(top, command, region, commune, neighbour, commune_command, administrator)


def make_new(province: Province) -> NewUnit:
    """Another commune beside the two."""
    return NewUnit(
        code="NT-BD",
        kind=UnitKind.COMMUNE,
        official_name="Ủy ban nhân dân xã Ba Động",
        short_name="UBND xã Ba Động",
        valid_from=date(2025, 7, 1),
        administrative_parent=province.top,
        command_parent=province.region,
    )


def identity_of(unit: Unit, **changes) -> Identity:
    identity = Identity(
        code=unit.code,
        kind=unit.kind,
        official_name=unit.official_name,
        short_name=unit.short_name,
    )
    return replace(identity, **changes)
