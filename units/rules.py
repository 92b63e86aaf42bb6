"""Which person may see units: everyone with a grant, the units within the grant's reach."""

import rules


@rules.predicate
def holds_a_grant(user) -> bool:
    return bool(user.grants_today)


rules.add_perm("units.list_units", holds_a_grant)
rules.add_perm("units.view_unit", holds_a_grant)
