"""Capital letters of names inside sentences."""


def lower_first(text: str) -> str:
    """A name in the middle of a sentence: "Quý I" as "quý I", but "UBND" as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
