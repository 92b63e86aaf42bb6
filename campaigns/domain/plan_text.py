"""The text of a plan between its head and its foot, which its official document prints itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice

from campaigns.domain.tied_text import body_of
from campaigns.models import Campaign
from documents.domain.blocks import Block, Centred, DashList, Paragraph, one_line
from documents.domain.grammar import block_of, line_of, opens
from documents.enums import DocumentKind

_HEADING = DocumentKind.PLAN.label.upper()
_HEAD_LINES = 10  # the kind of a pasted document stands within its first lines
_RECIPIENTS = "Nơi nhận:"


@dataclass(frozen=True)
class PlanText:
    title: str
    blocks: Sequence[Block]


def text_of_plan(campaign: Campaign) -> PlanText:
    """The whole text without what stands above the title and below the text.

    A text that does not say "KẾ HOẠCH" has no head: its title is made of the campaign's name. The
    foot is the recipients, offices in capitals and one name; whatever else follows them is kept.
    """
    blocks = body_of(campaign).blocks
    lines = [line_of(block) for block in islice(blocks, _HEAD_LINES)]
    if _HEADING in lines[:-1]:
        start = lines.index(_HEADING) + 1
        title, blocks = lines[start], blocks[start + 1 :]
    else:
        title = f"Phát động {campaign.name[:1].lower()}{campaign.name[1:]}"
    return PlanText(one_line(title), tuple(_with_bases(_without_foot(blocks))))


def _without_foot(blocks: Sequence[Block]) -> Sequence[Block]:
    lines = [line_of(block) for block in blocks]
    if _RECIPIENTS not in lines:
        return blocks
    place = lines.index(_RECIPIENTS)
    below = dropwhile(lambda block: isinstance(block, DashList), blocks[place + 1 :])
    rest = list(dropwhile(lambda block: isinstance(block, Centred), below))
    if rest and isinstance(rest[0], Paragraph):
        rest = rest[1:]
    return [*blocks[:place], *rest]


def _with_bases(blocks: Sequence[Block]) -> Iterator[Block]:
    """In a pasted document the title stood above the bases, so that they were none yet."""
    is_opening = True
    for block in blocks:
        if is_opening and isinstance(block, Paragraph):
            block = block_of(block.anchor, line_of(block), is_opening=True)
        is_opening = is_opening and opens(block)
        yield block
