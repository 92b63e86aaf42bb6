"""The units, who signs for them, and the heads of their documents."""

from demo.communes import command_rows, commune_rows
from demo.reading import read
from documents.models import Issuer
from units.models import Office, Unit

SIGNER = "(Họ và tên người ký)"  # nobody is invented where the sources name nobody


def load_units(place: str) -> dict[str, Unit]:
    """Makes the units that are missing and gives all there are by their code."""
    rows = unit_rows(place)
    units = Unit.objects.in_bulk(field_name="code")
    for row in rows:
        if row["code"] not in units:
            units[row["code"]] = _make(row, units)
    return units


def unit_rows(place: str) -> list[dict]:
    """The units as they are written down, superiors first, with all that goes without saying."""
    data = read(f"{place}/units")
    days = {"records_from": data["records_from"], "records_to": data.get("records_to")}
    committees = [_committee(row) for row in data["committees"]]
    return [days | row for row in [*committees, *data["agencies"], *_below(data)]]


def _below(data: dict) -> list[dict]:
    """The communes of a place that is a province of today, and their military commands."""
    if "communes" not in data:
        return []
    communes = commune_rows(**data["communes"])
    commands = command_rows(communes, data["regional_commands"])
    return [*map(_committee, communes), *commands]


def _committee(row: dict) -> dict:
    """People's Committees are named alike, so only the territory is written down.

    They sign together (TM.) and have no superior in the head (Decree 30/2020/NĐ-CP, Annex I).
    """
    territory = row["territory"]
    return {
        "official_name": f"Ủy ban nhân dân {territory}",
        "short_name": f"UBND {territory}",
        "superior_line": "",
        "issuer": f"ỦY BAN NHÂN DÂN\n{territory.upper()}",
        "abbreviation": "UBND",
        "signs_as": "CHỦ TỊCH",
        "authority_line": "TM. ỦY BAN NHÂN DÂN",
        **row,
    }


def _make(row: dict, units: dict[str, Unit]) -> Unit:
    unit = Unit.objects.create(
        code=row["code"],
        kind=row["kind"],
        official_name=row["official_name"],
        short_name=row["short_name"],
        named_since=row["records_from"],
        administrative_parent=units.get(row.get("under")),
        command_parent=units.get(row.get("commanded_by")),
        valid_from=row["records_from"],
        valid_to=row["records_to"],
    )
    if "issuer" in row:
        _make_signing(unit, row)
    return unit


def _make_signing(unit: Unit, row: dict) -> None:
    """Makes the head of the unit's papers and the office that signs them."""
    Issuer.objects.create(
        unit=unit,
        superior_line=row["superior_line"],
        name=row["issuer"],
        abbreviation=row["abbreviation"],
        place=row["place"],
    )
    Office.objects.create(
        unit=unit,
        title=row["signs_as"],
        authority_line=row.get("authority_line", ""),
        holder=row.get("signer", SIGNER),
        valid_from=row["records_from"],
        valid_to=row["records_to"],
    )
