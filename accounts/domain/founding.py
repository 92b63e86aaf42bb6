"""The one act that no administrator can do: making the first of them, at the first unit."""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.domain.grants import grant_facts
from accounts.domain.passwords import Slip, generate_password
from accounts.enums import Role
from accounts.models import Grant, User
from core.access.refusals import NotPossible
from core.audit.trail import record
from units.domain.facts import unit_facts
from units.domain.identity import Identity
from units.models import Unit


class AlreadyFounded(NotPossible):
    code = "already_founded"
    message = "Chương trình đã có người quản trị; người đó lập các tài khoản khác."


@sensitive_variables("password")
@transaction.atomic
def found_administration(root: Identity, username: str, full_name: str, *, since: date) -> Slip:
    """Makes a unit without superiors, in force since a day, and its administrator.

    An act of the program itself, on the trail as such. Raises AlreadyFounded while anybody
    administers anything.
    """
    today = timezone.localdate()
    in_force = Grant.objects.in_force(today).filter(role=Role.ADMINISTRATOR)
    if in_force.filter(user__is_active=True).exists():
        raise AlreadyFounded
    unit = Unit.objects.create(**root.columns, named_since=since, valid_from=since)
    record("units.created", unit, by=None, unit_id=unit.pk, after=unit_facts(unit))
    password = generate_password()
    person = User.objects.create(
        username=User.normalize_username(username).lower(),
        full_name=full_name,
        password=make_password(password),
        must_change_password=True,
    )
    record("accounts.created", person, by=None, unit_id=unit.pk, after={"full_name": full_name})
    grant = Grant.objects.create(user=person, role=Role.ADMINISTRATOR, unit=unit, valid_from=today)
    record("accounts.grant_given", person, by=None, unit_id=unit.pk, after=grant_facts(grant))
    return Slip(person, password)
