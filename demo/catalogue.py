"""The indicators that the campaigns ask for: the program's own, and a few of the demonstration."""

from campaigns.domain import shipped_catalogue
from demo.reading import read


def load_catalogue() -> None:
    shipped_catalogue.load_catalogue(shipped_catalogue.shipped_catalogue())
    shipped_catalogue.load_catalogue(read("catalogue"))
