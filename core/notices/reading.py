"""What a person has read."""

from django.db.models import F
from django.db.models.functions import Greatest, Now

from core.notices.models import NEWEST_FIRST, Notice

READ_NOW = Greatest(Now(), F("created_at"))  # the clocks of two machines may differ
NEWEST = 5  # what one can take in at a glance; the rest stands in the list


def mark_read(notice: Notice) -> None:
    """When it was read for the first time counts."""
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=READ_NOW)


def mark_all_read(*, by, until: int) -> int:
    """Marks what the person has up to a notice; what came later was not on the page. How many."""
    seen = Notice.objects.visible_to(by).unread().filter(pk__lte=until)
    return seen.update(read_at=READ_NOW)


def newest_unread(user) -> list[Notice]:
    """For the first screen. No query when there are none, else one."""
    if not user.unread_notices:
        return []
    return list(Notice.objects.visible_to(user).unread().order_by(*NEWEST_FIRST)[:NEWEST])


def unread_number(user_id) -> int:
    return Notice.objects.unread().filter(user_id=user_id).count()
