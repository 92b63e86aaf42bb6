"""What the browser posts for the acts on units; making it writes nothing."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Role
from accounts.models import Grant, User
from core.access.seen import fingerprint
from core.excel.writing import workbook_bytes
from tests.factories import ClusterMembershipFactory, GrantFactory, UnitFactory
from units.domain.clusters import cluster_facts
from units.domain.effects import effect_of_dissolution, effect_of_move
from units.domain.importing import HEADS
from units.enums import UnitKind
from units.models import Cluster, Office, Unit

SIGNER = {"title": "CHỦ TỊCH", "holder": "Trần Văn Bình", "valid_from": "01/07/2025"}
QUANG_NGAI = 51
WHY = {"reason": "Theo nghị quyết."}


def subordinate() -> Unit:
    """A unit beside another, under a third in both trees, which has an administrator."""
    above = GrantFactory(role=Role.ADMINISTRATOR).unit
    UnitFactory(administrative_parent=above)
    return UnitFactory(administrative_parent=above, command_parent=above)


def province() -> Unit:
    return UnitFactory(kind=UnitKind.PROVINCE)


def administrator_above(unit: Unit) -> User:
    grants = Grant.objects.filter(role=Role.ADMINISTRATOR, unit=unit.administrative_parent)
    return grants.earliest("pk").user


def new_unit(above: Unit) -> dict:
    identity = {"code": "DV-MOI", "kind": "commune", "short_name": "UBND xã Mới"}
    identity |= {"official_name": "Ủy ban nhân dân xã Mới", "valid_from": "01/07/2025"}
    return identity | {"administrative_parent": above.pk}


def corrected(unit: Unit) -> dict:
    identity = {"code": unit.code, "kind": unit.kind, "official_name": unit.official_name}
    return identity | {"short_name": "UBND xã Đúng", "seen": unit.row_version} | WHY


def renamed(unit: Unit) -> dict:
    names = {"official_name": "Ủy ban nhân dân xã Mới", "short_name": "UBND xã Mới"}
    return names | {"from_day": "01/07/2025", "seen": unit.row_version} | WHY


def moved(unit: Unit) -> dict:
    """Out of the tree of command."""
    parents = {"administrative_parent": unit.administrative_parent, "command_parent": None}
    effect = effect_of_move(unit, parents, by=administrator_above(unit))
    chosen = {"administrative_parent": unit.administrative_parent_id, "command_parent": ""}
    return chosen | {"agreed": effect.digest} | WHY


def dissolved(unit: Unit) -> dict:
    """Succeeded by the unit beside it."""
    successor = unit.administrative_parent.administrative_children.exclude(pk=unit.pk).get()
    effect = effect_of_dissolution(
        [unit], last_day=date(2025, 6, 30), successors=[successor], by=administrator_above(unit)
    )
    chosen = {"last_day": "30/06/2025", "successors": successor.pk}
    return chosen | {"agreed": effect.digest} | WHY


def merged(unit: Unit) -> dict:
    return dissolved(unit) | {"units": unit.pk}


def office_ended(office: Office) -> dict:
    return {"last_day": "30/06/2025"}


def office_corrected(office: Office) -> dict:
    return SIGNER | {"seen": office.unit.row_version} | WHY


def workbook(above: Unit) -> dict:
    """One row, of which much is missing: an upload is kept and its faults are shown."""
    rows = [HEADS, ["DV-MOI", *[""] * (len(HEADS) - 1)]]
    return {"file": SimpleUploadedFile("don-vi.xlsx", workbook_bytes(rows))}


def cluster() -> Cluster:
    """One member, and a unit beside it that could be another."""
    made = ClusterMembershipFactory().cluster
    UnitFactory(administrative_parent=made.organiser)
    return made


def new_cluster(organiser: Unit) -> dict:
    known = {"name": "Cụm thi đua miền núi", "kind": "cluster", "valid_from": "01/01/2026"}
    return known | {"organiser": organiser.pk}


def seen(known: Cluster) -> dict:
    return {"seen": fingerprint(cluster_facts(known))}


def cluster_corrected(known: Cluster) -> dict:
    return new_cluster(known.organiser) | {"valid_from": "01/01/2020"} | seen(known) | WHY


def members_set(known: Cluster) -> dict:
    """The member gives way to the unit beside it."""
    other = known.organiser.administrative_children.filter(memberships=None).get()
    return {"units": [other.pk], "from_day": "01/01/2026"} | seen(known)


def leads_set(known: Cluster) -> dict:
    head = known.memberships.earliest("pk").unit_id
    return {"head": head, "from_day": "01/01/2026"} | seen(known)


def cluster_ended(known: Cluster) -> dict:
    return {"last_day": "31/12/2026"} | seen(known) | WHY
