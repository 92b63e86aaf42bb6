"""Initial passwords: strong, and typed without a mistake from a printed slip."""

import secrets
from dataclasses import dataclass, field

from accounts.models import User

# No vowels, w, d or z, which Vietnamese keyboards turn into other letters; of the signs that look
# alike (0 o, 1 i l, 2 z, 5 s, 6 b, 9 g q) at most one.
SIGNS = "bcfhjkmnprstvx234789"
GROUPS, GROUP_LENGTH = 4, 4  # 69 bits


@dataclass(frozen=True)
class Slip:
    """A person and the password that was just made, to be shown once; it is kept nowhere."""

    person: User
    password: str = field(repr=False)


def generate_password() -> str:
    """Give a new password, for example "kx7m-9hpr-t4vb-n3cj"."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
