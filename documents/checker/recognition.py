"""From a measured paper to the elements of an official document."""

from collections.abc import Sequence

from documents.checker.annexes import begins_an_annex, read_annex
from documents.checker.body import edges_of, read_body
from documents.checker.contacts import read_contacts
from documents.checker.copies import is_of_the_copy, read_copy
from documents.checker.elements import (
    AnnexPart,
    Body,
    Contacts,
    Foot,
    Head,
    Sheet,
    Title,
)
from documents.checker.foot import is_above, read_foot
from documents.checker.head import read_head, read_title
from documents.checker.marks import take_marks
from documents.checker.paper import Line, Page, Paper, Piece

HEAD_ENDS = 0.5  # of the page's height
TOP, BOTTOM = 20, 20  # mm: the narrowest margins, in which page numbers stand


def recognise(paper: Paper) -> Sheet:
    paper, marks = take_marks(paper)
    numbers, copy = _page_numbers(paper), read_copy(paper)
    content = {
        page.number: [line for line in _content(page, numbers) if not is_of_the_copy(line, copy)]
        for page in paper.pages
    }
    main, *rest = _parts(paper, content)
    contacts = _take_contacts(main, content)
    head, title, body, foot = _read_main(main, [content[page.number] for page in main])
    return Sheet(
        paper=paper,
        marks=marks,
        contacts=contacts,
        main=tuple(main),
        head=head,
        title=title,
        body=body,
        foot=foot,
        annexes=tuple(_annex(part, content) for part in rest),
        copy=copy,
        page_numbers=numbers,
    )


def _read_main(pages: Sequence[Page], content: list[list[Line]]) -> tuple[Head, Title, Body, Foot]:
    """Each part is read from what the parts before it have left."""
    first, by_number = pages[0], {page.number: page for page in pages}
    top = [line for line in content[0] if line.baseline < first.height * HEAD_ENDS]
    head = read_head(first, top)
    below = _below(head.bottom, content)
    edges = edges_of(_outside_tables(below, by_number))
    centre = _centre(*edges, first)
    title = read_title([line for line in below if line.page == first.number], edges[0])
    text = _below(max(head.bottom, title.bottom), content)
    foot = read_foot(_outside_tables(text, by_number), first.width, centre)
    body = read_body([line for line in text if is_above(line, foot)], by_number, edges, centre)
    return head, title, body, foot


def _below(baseline: float, content: list[list[Line]]) -> list[Line]:
    """What stands under a line of the first page, and all further pages."""
    first, *others = content
    lines = [line for line in first if line.baseline > baseline]
    return [*lines, *(line for page in others for line in page)]


def _page_numbers(paper: Paper) -> dict[int, Piece]:
    """The figure that stands alone in the top margin of a page, or in the bottom one."""
    found = {}
    for page in paper.pages:
        for line in page.lines:
            is_in_margin = line.baseline < TOP or line.baseline > page.height - BOTTOM
            if is_in_margin and line.text.strip(" -").isdecimal():
                found.setdefault(page.number, line.pieces[0])
    return found


def _content(page: Page, numbers: dict[int, Piece]) -> list[Line]:
    number = numbers.get(page.number)
    return [line for line in page.lines if number not in line.pieces]


def _take_contacts(main: Sequence[Page], content: dict[int, list[Line]]) -> tuple[Contacts, ...]:
    """Out of the content, for nothing else reads it."""
    taken = []
    for page in main:
        if found := read_contacts(page, content[page.number]):
            content[page.number] = [
                line for line in content[page.number] if line not in found.lines
            ]
            taken.append(found)
    return tuple(taken)


def _parts(paper: Paper, content: dict[int, list[Line]]) -> list[list[Page]]:
    parts: list[list[Page]] = [[]]
    for page in paper.pages:
        if parts[0] and begins_an_annex(content[page.number]):
            parts.append([])
        parts[-1].append(page)
    return parts


def _annex(pages: Sequence[Page], content: dict[int, list[Line]]) -> AnnexPart:
    first = pages[0]
    lines = _outside_tables(content[first.number], {first.number: first})
    return read_annex(pages, lines)


def _outside_tables(lines: Sequence[Line], pages: dict[int, Page]) -> list[Line]:
    return [line for line in lines if not pages[line.page].is_in_table(line)]


def _centre(left: float | None, right: float | None, page: Page) -> float:
    if left is None or right is None:
        return page.text_middle
    return (left + right) / 2
