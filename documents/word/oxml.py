"""The few elements of WordprocessingML that documents are made of.

Words of people go into text nodes only: attributes take numbers and names from this program.
python-docx builds the file around them; cell by cell it would take seconds for a long table.
"""

from collections.abc import Sequence
from functools import cache

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from core.vietnamese.nfc import to_nfc
from documents.domain.blocks import Run

TWIPS_OF_A_POINT = 20
TWIPS_OF_A_MILLIMETRE = 1440 / 25.4

TEXT = qn("w:t")  # the node that words go into
_PRESERVED = {qn("xml:space"): "preserve"}


def element(tag: str, *children, **attributes: int | str):
    """A w: element with w: attributes, which are never a person's words."""
    made = OxmlElement(f"w:{tag}", {_name(name): str(attributes[name]) for name in attributes})
    made.extend(children)
    return made


def points(number: float) -> int:
    """As twips, the unit of most attributes."""
    return round(number * TWIPS_OF_A_POINT)


def millimetres(number: float) -> int:
    return round(number * TWIPS_OF_A_MILLIMETRE)


def paragraph(look, *runs: Run, keep: bool = False, right: float = 0):
    """`keep` holds it on one page with what follows, beyond what its look does.

    It ends `right` millimetres before the room that it stands in.
    """
    properties = element("pPr", element("pStyle", val=look.style_id))
    if keep:
        properties.append(element("keepNext"))
    if right:
        properties.append(element("ind", right=millimetres(right)))
    return element("p", properties, *map(_run, runs))


def text(look, words: str, **more):
    """A paragraph in the style of its look. Raises BlockError for control characters.

    Composed anew, because some letters come apart when they are put in capitals.
    """
    return paragraph(look, Run(to_nfc(words)), **more)


def lines(look, several: Sequence[str]):
    """One paragraph of several lines. Raises BlockError for control characters."""
    made = text(look, several[0])
    for line in several[1:]:
        made.extend([element("r", element("br")), _run(Run(line))])
    return made


def gap(look, height: float):
    """An empty paragraph so many points high: where tables have no space around them."""
    spacing = element("spacing", line=points(height), lineRule="exact")
    return element("p", element("pPr", element("pStyle", val=look.style_id), spacing))


def rule(look, length: float, room: float):
    """A centred line, its length and the room around it in millimetres."""
    side = millimetres((room - length) / 2)
    return element(
        "p",
        element(
            "pPr",
            element("pStyle", val=look.style_id),
            element("pBdr", element("top", val="single", sz=6, space=0, color="000000")),
            element("spacing", line=points(1), lineRule="exact"),
            element("ind", left=side, right=side),
        ),
    )


def table(widths: Sequence[float], *rows, centred: bool = False, borders=None, across=0, down=0):
    """A table of fixed columns, in millimetres.

    Its cells keep clear of their words by `across` millimetres at the sides, `down` points above
    and below; without saying so every program would have its own room.
    """
    parts = (
        element("tblW", w=millimetres(sum(widths)), type="dxa"),
        element("jc", val="center") if centred else None,
        borders,
        element("tblLayout", type="fixed"),
        _clear_of(millimetres(across), points(down)),
    )
    properties = element("tblPr", *(part for part in parts if part is not None))
    grid = element("tblGrid", *(element("gridCol", w=millimetres(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def _clear_of(across: int, down: int):
    sides = (("top", down), ("left", across), ("bottom", down), ("right", across))
    return element("tblCellMar", *(element(side, w=room, type="dxa") for side, room in sides))


def row(*cells, repeated: bool = False, height: float = 0):
    """A row that no page break cuts; `repeated` rows head the table on every page.

    It is as high as its words need, or exactly so many millimetres.
    """
    properties = element("trPr", element("cantSplit"))
    if height:
        properties.append(element("trHeight", val=millimetres(height), hRule="exact"))
    if repeated:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def cell(width: float, *content, span: int = 1, merge: str = "", middle: bool = False):
    """`merge` is "restart" where a cell reaches down, "continue" where it is reached."""
    properties = element("tcPr", element("tcW", w=millimetres(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if merge:
        properties.append(element("vMerge", val=merge))
    if middle:
        properties.append(element("vAlign", val="center"))
    return element("tc", properties, *content)


def page_number(look):
    """The field that Word fills with the number of the page."""
    return element(
        "p",
        element("pPr", element("pStyle", val=look.style_id)),
        element("fldSimple", element("r", element("t")), instr="PAGE"),
    )


def _run(run: Run):
    words = element("t")
    words.text = run.text
    words.attrib.update(_PRESERVED)
    marks = [element(mark) for mark, is_on in (("b", run.bold), ("i", run.italic)) if is_on]
    return element("r", *([element("rPr", *marks)] if marks else []), words)


@cache
def _name(attribute: str) -> str:
    return qn(f"w:{attribute}")
