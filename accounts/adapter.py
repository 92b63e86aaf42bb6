"""How allauth and django-axes are told that accounts here are made by an administrator."""

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.domain.people import change_own_password
from accounts.domain.refusals import PasswordOvertaken
from core.vietnamese.nfc import to_nfc

SAME_PASSWORD = "Mật khẩu mới phải khác mật khẩu đang dùng."  # noqa: S105


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_authenticate(self, request, **credentials) -> None:
        """Wrong passwords are counted by django-axes; allauth counts wrong one-time codes."""

    def clean_password(self, password, user=None) -> str:
        """An initial password is known to an administrator; keeping it would change nothing."""
        if user and user.check_password(password):
            raise ValidationError(SAME_PASSWORD)
        return super().clean_password(password, user)

    def set_password(self, user, password) -> None:
        try:
            change_own_password(user, password)
        except PasswordOvertaken as refusal:
            raise PermissionDenied(refusal.message) from refusal

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("home")


def client_address(request) -> str | None:
    """From where a request comes: behind proxies, as the last of those says that are trusted.

    None through a socket of this machine without one.
    """
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None


def attempted_username(request, credentials: dict | None) -> str:
    """Under which name django-axes counts: one account is one name, however it was typed."""
    typed = (credentials or {}).get("username") or ""
    return to_nfc(typed).strip().lower()
