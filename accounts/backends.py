"""Who sends a request, read from the session's key."""

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from core.notices.models import Notice


class AuthenticationBackend(AllauthBackend):
    """Reads with the account what every page shows of it: how much it was told and has not read."""

    def get_user(self, user_id) -> User | None:
        unread = Notice.objects.unread().filter(user_id=OuterRef("pk")).order_by()
        number = unread.values("user_id").annotate(number=Count("pk")).values("number")
        people = User.objects.annotate(unread_notices=Coalesce(Subquery(number), 0))
        person = people.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
