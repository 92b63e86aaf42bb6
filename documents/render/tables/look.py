"""How WeasyPrint draws a table, measured on a sample of it; the style sheet stays the only source.

All lengths are in CSS pixels, 96 to the inch.
"""

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

SAMPLE = """<html lang="vi"><table class="figures"><colgroup><col style="width: 20mm"></colgroup>
<thead><tr><th>A</th></tr></thead>
<tbody><tr><td>A</td></tr><tr class="total"><td>A</td></tr></tbody></table></html>"""


@dataclass(frozen=True)
class Look:
    """Distances inside a cell from its edges, which are the middles of its rules."""

    head: Any  # styles as WeasyPrint computed them
    plain: Any
    bold: Any
    left: float
    right: float
    top: float
    bottom: float
    line: float  # from line to line
    baseline: float  # from the top of a line
    rule: float  # thickness

    def height_of(self, lines: int) -> float:
        """To a thousandth, as the skeleton reserves it: edges of neighbours must meet."""
        return round(self.top + lines * self.line + self.bottom, 3)


def look_of(sample) -> Look:
    """Reads the look from SAMPLE, laid out."""
    found = list(sample.pages[0]._page_box.descendants())
    head, plain, bold = (box for box in found if isinstance(box, boxes.TableCellBox))
    line = next(box for box in plain.descendants() if isinstance(box, boxes.LineBox))
    text = next(box for box in plain.descendants() if isinstance(box, boxes.TextBox))
    return Look(
        head=head.style,
        plain=plain.style,
        bold=bold.style,
        left=plain.border_left_width + plain.padding_left,
        right=plain.border_right_width + plain.padding_right,
        top=plain.border_top_width + plain.padding_top,
        bottom=plain.border_bottom_width + plain.padding_bottom,
        line=line.height,
        baseline=text.position_y + text.baseline - line.position_y,
        rule=2 * plain.border_left_width,
    )
