"""Two people on one entry page are told about each other; the page says every while who it is."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from results.models import Presence, Submission

LASTS = timedelta(minutes=1)  # an open page says so three times in it
FORGOTTEN = timedelta(days=1)


@transaction.atomic
def note_presence(submission: Submission, *, by) -> list[User]:
    """Notes that the person has the page open, and gives who else has, the latest first."""
    now = timezone.now()
    Presence.objects.update_or_create(submission=submission, user=by, defaults={"seen_at": now})
    submission.presences.filter(seen_at__lt=now - FORGOTTEN).delete()
    others = submission.presences.filter(seen_at__gte=now - LASTS).exclude(user=by)
    return [each.user for each in others.select_related("user").order_by("-seen_at", "pk")]
