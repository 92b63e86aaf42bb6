"""How often verification codes were guessed."""

from django.db import models


class GuessCount(models.Model):
    """The wrong codes typed from one address within some minutes; without an address, from all.

    It stands in the database and not in the cache, which forgets rows when it is full: many
    addresses at once would buy a guesser new tries.
    """

    client = models.CharField("địa chỉ", max_length=45, blank=True)
    since = models.DateTimeField("từ lúc")
    guesses = models.PositiveIntegerField("số lần thử")

    class Meta:
        verbose_name = "số lần thử mã"
        constraints = [
            models.UniqueConstraint(fields=["client", "since"], name="one_guess_count_of_a_time"),
        ]

    def __str__(self):
        return f"{self.client or '*'} {self.since:%H:%M}: {self.guesses}"
