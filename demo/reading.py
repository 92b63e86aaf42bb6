"""The demonstration's data as they stand in demo/data."""

import tomllib
from pathlib import Path

DATA = Path(__file__).parent / "data"
PLACES = ("quang_ngai", "ba_to", "ninh_thuan")  # units before those that stand under them


def read(name: str, **words: object) -> dict:
    """Reads a file such as "ba_to/campaign", the words put in where it says {word}."""
    text = (DATA / f"{name}.toml").read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", str(value))
    return tomllib.loads(text)


def read_text(name: str) -> str:
    """Reads a text such as "ba_to/plan.txt"."""
    return (DATA / name).read_text(encoding="utf-8")
