"""Where the issuer is found, at the foot of page 1."""

from collections.abc import Sequence

from documents.checker.elements import Contacts
from documents.checker.paper import Line, Page, Rule
from documents.checker.words import CONTACTS

FOOT_BEGINS = 0.8  # of the page's height
WIDE = 0.7  # of its width
SMALL = 12  # points
ABOVE = 8  # mm: so near above the first line its rule stands


def read_contacts(page: Page, lines: Sequence[Line]) -> Contacts | None:
    """On page 1 what stands under a rule as wide as the text, on any page what begins so."""
    low = [line for line in lines if line.baseline > page.height * FOOT_BEGINS]
    low = [line for line in low if not page.is_in_table(line)]
    under = _under_a_wide_rule(page, low) if page.number == 1 else []
    found = under or _named(low)
    return Contacts(tuple(found), _rule_above(page, found[0])) if found else None


def _under_a_wide_rule(page: Page, low: Sequence[Line]) -> list[Line]:
    tops = [rule.top for rule in page.rules if rule.length > WIDE * page.width]
    tops = [top for top in tops if top > page.height * FOOT_BEGINS]
    under = [line for line in low if tops and line.baseline > min(tops)]
    if all(_is_small(line) for line in under) or CONTACTS.match(under[0].text):
        return under
    return []


def _named(low: Sequence[Line]) -> list[Line]:
    starts = [at for at, line in enumerate(low) if CONTACTS.match(line.text) and _is_small(line)]
    return list(low[starts[0] :]) if starts else []


def _is_small(line: Line) -> bool:
    return all(piece.size <= SMALL for piece in line.pieces)


def _rule_above(page: Page, line: Line) -> Rule | None:
    near = [rule for rule in page.rules if 0 < line.baseline - rule.top < ABOVE]
    return max(near, key=lambda rule: rule.top, default=None)
