"""Which person may see and keep people, and read the trail; units and core know no roles."""

import rules
from django.utils import timezone

from accounts.enums import DELEGATED_ROLES, FIGURE_READERS, Role
from core.audit.rules import READ_TRAIL
from core.notices.rules import KEEP_OUTBOX


def holds_any(*roles: Role) -> rules.Predicate:
    return rules.predicate(lambda user: user.holds(*roles), name=f"holds {', '.join(roles)}")


is_administrator = holds_any(Role.ADMINISTRATOR)
reads_figures = holds_any(*FIGURE_READERS)
is_head = holds_any(*DELEGATED_ROLES)


@rules.predicate
def administers_unit(user, unit) -> bool:
    return user.administering_grant(unit) is not None


@rules.predicate
def organises_clusters_of(user, unit) -> bool:
    return user.organising_grant(unit) is not None


@rules.predicate
def organises_cluster(user, cluster) -> bool:
    return organises_clusters_of(user, cluster.organiser)


@rules.predicate
def administers_person(user, person) -> bool:
    return person.grants.filter(unit__in=user.reach_as([Role.ADMINISTRATOR])).exists()


@rules.predicate
def outranks_person(user, person) -> bool:
    """Whether all that the person holds, or will hold, lies within reach.

    Who keeps an account can enter by it; a commune's administrator must not come by the rights
    that somebody of the commune has at the province.
    """
    held = person.grants.not_ended(timezone.localdate())
    return not held.exclude(unit__in=user.reach_as([Role.ADMINISTRATOR])).exists()


@rules.predicate
def is_somebody_else(user, person) -> bool:
    return user.pk != person.pk


@rules.predicate
def administers_grant(user, grant) -> bool:
    return administers_unit(user, grant.unit)


@rules.predicate
def gave_in_delegation(user, grant) -> bool:
    return grant.delegated_from is not None and grant.delegated_from.user_id == user.pk


keeps_person = is_administrator & administers_person & outranks_person

rules.add_perm("units.add_unit", is_administrator)
rules.add_perm("units.change_unit", administers_unit)
rules.add_perm("units.add_cluster", holds_any(Role.CAMPAIGN_OFFICER))
rules.add_perm("units.organise_clusters_of", organises_clusters_of)
rules.add_perm("units.change_cluster", organises_cluster)
rules.add_perm("accounts.list_people", is_administrator)
rules.add_perm("accounts.view_person", is_administrator & administers_person)
rules.add_perm("accounts.add_person", is_administrator)
rules.add_perm("accounts.change_person", keeps_person)
rules.add_perm("accounts.keep_account", keeps_person & is_somebody_else)
rules.add_perm("accounts.give_grant_to", is_administrator & administers_person)
rules.add_perm("accounts.give_grant_at", is_administrator & administers_unit)
rules.add_perm("accounts.end_grant", is_administrator & administers_grant | gave_in_delegation)
rules.add_perm("accounts.delegate", is_head)
rules.add_perm(READ_TRAIL, holds_any(Role.INSPECTOR))
rules.add_perm(KEEP_OUTBOX, is_administrator)
