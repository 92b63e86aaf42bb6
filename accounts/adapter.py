"""How allauth and django-axes are told that accounts here are made by an administrator."""

from allauth.account.adapter import DefaultAccountAdapter

from core.vietnamese.nfc import to_nfc


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_authenticate(self, request, **credentials) -> None:
        """Wrong passwords are counted by django-axes; allauth counts wrong one-time codes."""


def attempted_username(request, credentials: dict | None) -> str:
    """Under which name django-axes counts: one account is one name, however it was typed."""
    typed = (credentials or {}).get("username") or ""
    return to_nfc(typed).strip().lower()
