"""The communes of a province as units of the demonstration, and their military commands.

They come from the catalogue from which the program makes communes, with the same codes and names.
"""

import math
from collections import Counter

from core.vietnamese.collation import fold
from units.domain.communes import SINCE, commune_identities
from units.domain.identity import Identity
from units.enums import UnitKind

COMMITTEE = "Ủy ban nhân dân "
TERRITORIES = ("xã ", "phường ", "đặc khu ")


def commune_rows(province: int, under: str) -> list[dict]:
    """The communes in the order of their codes, as a place's file would write committees down."""
    identities = sorted(commune_identities(province), key=lambda identity: identity.code)
    logins = _logins(identities)
    return [
        {
            "code": identity.code,
            "kind": UnitKind.COMMUNE,
            "territory": _territory(identity),
            "place": _place(_territory(identity)),
            "login": logins[identity.code],
            "under": under,
            "records_from": SINCE,
        }
        for identity in identities
    ]


def command_rows(communes: list[dict], regional_commands: list[str]) -> list[dict]:
    """A military command for every commune; regional commands have equal shares of them."""
    share = math.ceil(len(communes) / len(regional_commands))
    return [
        {
            "code": f"{commune['code']}-BCHQS",
            "kind": UnitKind.COMMUNE_COMMAND,
            "official_name": f"Ban Chỉ huy Quân sự {commune['territory']}",
            "short_name": f"Ban CHQS {commune['territory']}",
            "under": commune["code"],
            "commanded_by": regional_commands[place // share],
            "records_from": SINCE,
        }
        for place, commune in enumerate(communes)
    ]


def _territory(identity: Identity) -> str:
    return identity.official_name.removeprefix(COMMITTEE)


def _place(territory: str) -> str:
    return next(territory[len(kind) :] for kind in TERRITORIES if territory.startswith(kind))


def _logins(identities: list[Identity]) -> dict[str, str]:
    """By code; names that meet once their marks are gone bear the number of the code as well."""
    bare = {each.code: fold(_territory(each)).replace(" ", "") for each in identities}
    uses = Counter(bare.values())
    return {
        code: name if uses[name] == 1 else f"{name}.{code.removeprefix('XA-')}"
        for code, name in bare.items()
    }
