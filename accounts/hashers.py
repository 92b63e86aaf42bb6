"""How initial passwords of many accounts at once are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class RandomPasswordHasher(Argon2PasswordHasher):
    """Light, for passwords that the program drew: 69 random bits are not guessed at any speed.

    Slowness protects passwords that people choose. The hash names its own parameters, so the usual
    hasher reads it, finds it too light, and replaces it at the first log-in.
    """

    time_cost = 1
    memory_cost = 8 * 1024  # KiB
    parallelism = 1
