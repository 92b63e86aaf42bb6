"""The place of a target's sentence in the plan: found, or asked for."""

from collections.abc import Iterator, Sequence

from campaigns.domain.editing.sections import Problem
from campaigns.domain.tied_text import anchors_of
from documents.domain.blocks import Block


def place_of(blocks: Sequence[Block], sentence: str, anchor: str) -> str:
    """The chosen anchor; when none was chosen, that of the one block that says the sentence."""
    places = anchors_of(blocks, sentence)
    return places[0] if not anchor and len(places) == 1 else anchor


def place_problems(blocks: Sequence[Block], sentence: str, anchor: str) -> Iterator[Problem]:
    """A sentence without a block comes from another source; a chosen block must say it."""
    numbers = {block.anchor: number for number, block in enumerate(blocks, start=1)}
    places = anchors_of(blocks, sentence)
    said_in = ", ".join(str(numbers[place]) for place in places)
    if not anchor and places:
        message = f"Câu này có ở các đoạn {said_in}: hãy chọn một đoạn."
        yield Problem(0, "anchor", message)
    elif anchor and anchor not in numbers:
        yield Problem(0, "anchor", "Toàn văn kế hoạch không còn đoạn này.")
    elif anchor and anchor not in places:
        where = f"câu có ở đoạn {said_in}" if places else "câu không có trong toàn văn"
        message = f"Đoạn {numbers[anchor]} không có nguyên văn câu này; {where}."
        yield Problem(0, "sentence", message)
