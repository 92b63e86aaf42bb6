"""Which person may see people, keep units, and read the trail; units and core know no roles."""

import rules

from accounts.enums import FIGURE_READERS, Role
from core.audit.rules import READ_TRAIL


def holds_any(*roles: Role) -> rules.Predicate:
    return rules.predicate(lambda user: user.holds(*roles), name=f"holds {', '.join(roles)}")


is_administrator = holds_any(Role.ADMINISTRATOR)
reads_figures = holds_any(*FIGURE_READERS)


@rules.predicate
def administers_unit(user, unit) -> bool:
    return user.administering_grant(unit) is not None


@rules.predicate
def administers_person(user, person) -> bool:
    return person.grants.filter(unit__in=user.units_as([Role.ADMINISTRATOR])).exists()


rules.add_perm("units.add_unit", is_administrator)
rules.add_perm("units.change_unit", administers_unit)
rules.add_perm("accounts.list_people", is_administrator)
rules.add_perm("accounts.list_people_of_unit", is_administrator & administers_unit)
rules.add_perm("accounts.view_person", is_administrator & administers_person)
rules.add_perm(READ_TRAIL, holds_any(Role.INSPECTOR))
