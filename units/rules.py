"""Which person may see units: everyone with a grant, the units within the grant's reach.

Who keeps units is a matter of roles and stands in the room of accounts.
"""

import rules


@rules.predicate
def holds_a_grant(user) -> bool:
    return bool(user.grants_today)


@rules.predicate
def keeps_unit_of(user, office) -> bool:
    return rules.has_perm("units.change_unit", user, office.unit)


rules.add_perm("units.list_units", holds_a_grant)
rules.add_perm("units.view_unit", holds_a_grant)
rules.add_perm("units.list_clusters", holds_a_grant)
rules.add_perm("units.view_cluster", holds_a_grant)
rules.add_perm("units.change_office", keeps_unit_of)
