"""Which units the forms offer."""

from django.utils import timezone

from units.models import Unit


def offered_to(user):
    """The units within reach that have not ended, those still to come included."""
    return Unit.objects.visible_to(user).lasting(timezone.localdate())
