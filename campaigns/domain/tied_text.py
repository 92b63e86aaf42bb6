"""Targets tied to their sentences: where a sentence stands, and what is tied to nothing yet."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from campaigns.models import Campaign, PlanBody, Target
from core.vietnamese.nfc import to_nfc
from documents.domain.blocks import Block, one_line
from documents.domain.encoding import blocks_from_json
from documents.domain.grammar import DASH, line_of
from documents.domain.plain_text import Body

# What a target looks like: a share, a number of targets, something that must not happen.
_SIGN = re.compile(
    r"\d+(?:[.,]\d+)?\s?%|\d+ chỉ tiêu|chỉ tiêu\D{0,20}\d|không để|không vi phạm", re.IGNORECASE
)
_SENTENCE = re.compile(r"\S.*?(?:[.;!?][”’\"')]*(?=\s|$)|$)")


@dataclass(frozen=True)
class Piece:
    """A stretch of a line that belongs to the same targets; `ended` are those it completes."""

    text: str
    targets: Sequence[Target]
    ended: Sequence[Target]


@dataclass(frozen=True)
class TiedLine:
    """A block of the plan beside the targets tied to it, and its sentences that look untied."""

    block: Block
    pieces: Sequence[Piece]
    targets: Sequence[Target]
    doubts: Sequence[str]


@dataclass(frozen=True)
class Span:
    """Where a target's sentence stands in a line; `end` is the first place behind it."""

    start: int
    end: int
    target: Target


def body_of(campaign: Campaign) -> Body:
    """The text of the plan; a campaign whose text was never written has an empty one."""
    stored: PlanBody | None = getattr(campaign, "body", None)
    return Body(blocks_from_json(stored.blocks), stored.last_number) if stored else Body()


def anchors_of(blocks: Iterable[Block], sentence: str) -> list[str]:
    """The blocks that hold the sentence word for word, spelling (NFC) and white space aside."""
    wanted = one_line(to_nfc(sentence))
    return [block.anchor for block in blocks if wanted and wanted in line_of(block)]


def tied_lines(blocks: Iterable[Block], targets: Iterable[Target]) -> list[TiedLine]:
    """The plan's text line by line with what was made of it."""
    by_anchor: dict[str, list[Target]] = {}
    for target in targets:
        by_anchor.setdefault(target.anchor, []).append(target)
    return [_tied_line(block, by_anchor.get(block.anchor, [])) for block in blocks]


def untied_sentence(campaign: Campaign, anchor: str, number: int) -> str:
    """One sentence of a block that looks like a target and is tied to none, counted from 0.

    Without its last sign, as a target would say it; empty where there is none.
    """
    lines = tied_lines(body_of(campaign).blocks, campaign.targets.all())
    found = [sentence for line in lines if line.block.anchor == anchor for sentence in line.doubts]
    return found[number].rstrip(".;") if number < len(found) else ""


def untied_sentences(campaign: Campaign, targets: Iterable[Target]) -> list[str]:
    """Sentences of the plan that look like a target and are tied to none."""
    lines = tied_lines(body_of(campaign).blocks, targets)
    return [sentence for line in lines for sentence in line.doubts]


def _tied_line(block: Block, targets: Sequence[Target]) -> TiedLine:
    line = line_of(block)
    spans = [span for target in targets for span in _spans(line, target)]
    return TiedLine(block, list(_pieces(line, spans)), targets, list(_doubts(line, spans)))


def _spans(line: str, target: Target) -> Iterator[Span]:
    """Wherever the line says it: a plan may repeat itself."""
    for found in re.finditer(re.escape(one_line(target.sentence)), line):
        yield Span(found.start(), found.end(), target)


def _pieces(line: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """The line cut wherever a sentence begins or ends, because sentences may overlap."""
    cuts = {0, len(line)} | {cut for span in spans for cut in (span.start, span.end)}
    for start, end in pairwise(sorted(cuts)):
        targets = [span.target for span in spans if span.start <= start < span.end]
        ended = [span.target for span in spans if span.end == end]
        yield Piece(line[start:end], targets, ended)


def _doubts(line: str, spans: Sequence[Span]) -> Iterator[str]:
    for sentence in _SENTENCE.finditer(line):
        signs = _SIGN.finditer(line, sentence.start(), sentence.end())
        if any(not _is_tied(sign.start(), spans) for sign in signs):
            yield sentence.group().removeprefix(DASH)


def _is_tied(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)
