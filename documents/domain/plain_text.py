"""A text as people paste it, and the blocks it becomes: one line, one block.

What a page break cut in two is not joined here: where a sentence goes on is the officer's to say.
Blank lines are dropped and white space is collapsed; every other sign stays as it was typed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.vietnamese.nfc import to_nfc
from documents.domain.blocks import Block, one_line
from documents.domain.grammar import block_of, line_of, opens

NEARLY_THE_SAME = 0.6  # share of the words that two lines have in common, in the same order

Step = tuple[str, int, int, int, int]  # an opcode of difflib: what was done, from where to where


@dataclass(frozen=True)
class Body:
    """The blocks of a text; `last_number` is the highest that an anchor ever had."""

    blocks: tuple[Block, ...] = ()
    last_number: int = 0


def lines_of(text: str) -> list[str]:
    """The lines that say something, composed (NFC), with single spaces."""
    return [line for typed in to_nfc(text).splitlines() if (line := one_line(typed))]


def text_of(body: Body) -> str:
    """The body as a text that can be corrected and pasted again."""
    return "\n".join(map(line_of, body.blocks))


def rewrite(body: Body, text: str) -> Body:
    """The body that the text makes. Lines that stayed, moved or were corrected keep their anchor.

    A new line gets a number that no anchor ever had. Raises BlockError for control characters.
    """
    lines = lines_of(text)
    same = matched_lines([line_of(block) for block in body.blocks], lines)
    last, blocks, is_opening = body.last_number, [], True
    for place, line in enumerate(lines):
        if place in same:
            anchor = body.blocks[same[place]].anchor
        else:
            last += 1
            anchor = f"doan-{last}"
        blocks.append(block_of(anchor, line, is_opening=is_opening))
        is_opening = is_opening and opens(blocks[-1])
    return Body(tuple(blocks), last)


def matched_lines(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Which line of `before` each line of `after` is, by their places; new lines are left out."""
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    same = dict(_unmoved(steps))
    same |= _moved(_left(before, same.values()), _left(after, same))
    same |= _corrected_in_place(steps, _left(before, same.values()), _left(after, same))
    same |= _corrected(_left(before, same.values()), _left(after, same))
    return same


def _left(lines: Sequence[str], taken: Iterable[int]) -> dict[int, str]:
    taken = set(taken)
    return {place: line for place, line in enumerate(lines) if place not in taken}


def _unmoved(steps: Sequence[Step]) -> Iterator[tuple[int, int]]:
    for tag, old, old_end, new, new_end in steps:
        if tag == "equal":
            yield from zip(range(new, new_end), range(old, old_end), strict=True)


def _moved(before: Mapping[int, str], after: Mapping[int, str]) -> dict[int, int]:
    places = defaultdict(list)
    for place, line in reversed(before.items()):
        places[line].append(place)
    return {place: places[line].pop() for place, line in after.items() if places[line]}


def _corrected_in_place(
    steps: Sequence[Step], before: Mapping[int, str], after: Mapping[int, str]
) -> dict[int, int]:
    """The lines that were corrected between neighbours that stayed."""
    pairs = {}
    for tag, old, old_end, new, new_end in steps:
        if tag == "replace" and new_end - new == old_end - old:
            pairs |= dict(zip(range(new, new_end), range(old, old_end), strict=True))
    return {
        new: old
        for new, old in pairs.items()
        if new in after and old in before and _likeness(before[old], after[new]) >= NEARLY_THE_SAME
    }


def _likeness(line: str, other: str) -> float:
    """The share of their words that both have in the same order, from 0 to 1."""
    return SequenceMatcher(None, line.split(), other.split()).ratio()


def _corrected(before: Mapping[int, str], after: Mapping[int, str]) -> dict[int, int]:
    """The lines whose words are mostly those of a line before, the likest first.

    All words are compared at once: pair by pair a long text would take minutes.
    """
    likest = sorted(_likenesses(before, after).items(), key=lambda pair: (-pair[1], pair[0]))
    pairs, taken = {}, set()
    for (old, new), likeness in likest:
        if likeness >= NEARLY_THE_SAME and new not in pairs and old not in taken:
            pairs[new] = old
            taken.add(old)
    return pairs


def _likenesses(
    before: Mapping[int, str], after: Mapping[int, str]
) -> dict[tuple[int, int], float]:
    """For two lines, by their places, how much of their words both have in the same order."""
    old = [(word, place) for place, line in before.items() for word in line.split()]
    new = [(word, place) for place, line in after.items() for word in line.split()]
    matcher = SequenceMatcher(None, [word for word, _ in old], [word for word, _ in new])
    counts: Counter = Counter()
    for left, right, size in matcher.get_matching_blocks():
        counts.update((old[left + step][1], new[right + step][1]) for step in range(size))
    return {
        (one, other): 2 * count / (len(before[one].split()) + len(after[other].split()))
        for (one, other), count in counts.items()
    }
