"""Which units the forms offer."""

from django.db.models import Q
from django.utils import timezone

from units.models import Unit


def offered_to(user):
    """The units within reach that have not ended, those still to come included."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=timezone.localdate())
    return Unit.objects.visible_to(user).filter(lasting)
