"""Who reads notices: whoever has a right anywhere today. Each person has the own ones only."""

import rules


@rules.predicate
def has_a_place(user) -> bool:
    return bool(user.grants_today)


@rules.predicate
def is_told(user, notice) -> bool:
    return notice.user_id == user.pk


rules.add_perm("notices.list_notices", has_a_place)
rules.add_perm("notices.read_notice", has_a_place & is_told)
