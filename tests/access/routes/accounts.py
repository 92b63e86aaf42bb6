"""People, their grants and delegations."""

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from tests.access.routes.base import ADMINISTRATOR, HEADS, LIST, Route
from tests.factories import GrantFactory
from units.models import Unit


def person():
    return GrantFactory().user


def closed_account():
    return GrantFactory(user__is_active=False).user


def new_account(unit: Unit) -> dict:
    return {"full_name": "Lê Thị Bình", "username": "binh.le"} | new_grant(unit)


def new_grant(unit: Unit) -> dict:
    return {"role": Role.REVIEWER, "unit": unit.pk, "valid_from": "01/01/2026"}


def new_batch(unit: Unit) -> dict:
    return {"units": [unit.pk], "roles": [Role.CLERK, Role.UNIT_HEAD]}


def new_details(known: User) -> dict:
    return {"full_name": "Lê Thị Bình", "version": known.row_version}


def staffed_unit() -> Unit:
    return GrantFactory().unit


def new_delegation(unit: Unit) -> dict:
    """What the head of the unit posts to authorise its clerk."""
    source = unit.grants.filter(role__in=HEADS).first()
    today = timezone.localdate().isoformat()
    return {
        "source": source.pk if source else "",
        "person": unit.grants.filter(role=Role.CLERK).first().user_id,
        "valid_from": today,
        "valid_to": today,
        "paper": "Giấy ủy quyền số 12/GUQ-UBND",
    }


PERSON = {"make": person, "place": lambda known: known.grants.get().unit}

ROUTES = [
    Route("accounts:list", "get", ADMINISTRATOR, **LIST),
    Route("accounts:add", "get", ADMINISTRATOR, **LIST),
    Route("accounts:add", "post", ADMINISTRATOR, 302, data=new_account, **LIST),
    Route("accounts:batch", "get", ADMINISTRATOR, **LIST),
    Route("accounts:batch", "post", ADMINISTRATOR, 302, data=new_batch, **LIST),
    Route("accounts:batch_import", "get", ADMINISTRATOR, **LIST),
    Route("accounts:batch_import", "post", ADMINISTRATOR, 422, **LIST),
    Route("accounts:batch_form", "get", ADMINISTRATOR, **LIST),
    Route("accounts:batch_check", "get", ADMINISTRATOR, 302, **LIST),
    Route("accounts:batch_check", "post", ADMINISTRATOR, 302, **LIST),
    Route("accounts:slips", "get", ADMINISTRATOR, **LIST),
    Route("accounts:detail", "get", ADMINISTRATOR, **PERSON),
    Route("accounts:edit", "get", ADMINISTRATOR, **PERSON),
    Route("accounts:edit", "post", ADMINISTRATOR, 302, data=new_details, **PERSON),
    Route("accounts:reset_password", "post", ADMINISTRATOR, 302, **PERSON),
    Route("accounts:deactivate", "post", ADMINISTRATOR, 302, **PERSON),
    Route(
        "accounts:reactivate",
        "post",
        ADMINISTRATOR,
        302,
        **PERSON | {"make": closed_account},
    ),
    Route("accounts:give_grant", "get", ADMINISTRATOR, **PERSON),
    Route(
        "accounts:give_grant",
        "post",
        ADMINISTRATOR,
        302,
        data=lambda known: new_grant(known.grants.get().unit),
        **PERSON,
    ),
    Route(
        "accounts:end_grant",
        "get",
        ADMINISTRATOR,
        make=GrantFactory,
        place=lambda grant: grant.unit,
    ),
    Route(
        "accounts:end_grant",
        "post",
        ADMINISTRATOR,
        302,
        make=GrantFactory,
        place=lambda grant: grant.unit,
    ),
    Route("delegations:list", "get", HEADS, **LIST),
    Route("delegations:add", "get", HEADS, **LIST),
    Route(
        "delegations:add",
        "post",
        HEADS,
        302,
        make=staffed_unit,
        data=new_delegation,
        **LIST,
    ),
]
