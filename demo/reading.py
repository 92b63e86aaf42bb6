"""The demonstration's data as they stand in demo/data."""

import tomllib
from pathlib import Path

DATA = Path(__file__).parent / "data"
PLACES = ("ninh_thuan", "ba_to")


def read(name: str) -> dict:
    """Reads a file such as "ba_to/campaign"."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def read_text(name: str) -> str:
    """Reads a text such as "ba_to/plan.txt"."""
    return (DATA / name).read_text(encoding="utf-8")
