"""Letters become pieces: words belong together, columns do not."""

import pytest

from documents.checker.glyphs import Glyph, lines_of
from documents.checker.paper import Font, Ink

TINOS = Font("Tinos", is_bold=False, is_italic=False, is_embedded=True)
BOLD = Font("Tinos", is_bold=True, is_italic=False, is_embedded=True)
WIDTH = 2  # mm, of every letter


def glyph(text, left, *, baseline=50.0, font=TINOS, size=12):
    return Glyph(
        text, left, left + WIDTH, baseline - 3, baseline + 1, baseline, size, font, Ink.BLACK
    )


def row(text, *, left=30.0, gap=0.0, **more):
    """Letters side by side; what follows a blank stands further off by the gap."""
    glyphs = []
    for letter in text:
        glyphs.append(glyph(letter, left, **more))
        left += WIDTH + (gap if letter == " " else 0)
    return glyphs


def texts(glyphs):
    return [[piece.text for piece in line.pieces] for line in lines_of(glyphs, page=1)]


def test_letters_are_read_from_left_to_right_and_from_top_to_bottom():
    below, above = row("ab", baseline=60), row("cd")
    assert texts([*below[::-1], *above[::-1]]) == [["cd"], ["ab"]]


def test_blanks_that_justify_a_line_do_not_part_it():
    assert texts(row("một hai", gap=8)) == [["một hai"]]


def test_blank_at_the_end_of_a_column_does_not_join_it_to_the_next():
    assert texts(row("một hai", gap=14)) == [["một", "hai"]]


def test_column_without_a_blank_is_parted_by_less():
    assert texts([*row("một"), *row("hai", left=41)]) == [["một", "hai"]]


def test_words_of_a_file_without_blanks_are_parted_by_their_distance():
    assert texts([*row("một"), *row("hai", left=37)]) == [["một hai"]]


def test_blanks_outside_the_text_do_not_widen_it():
    ((piece,),) = [line.pieces for line in lines_of(row("  ab  "), page=1)]
    assert (piece.left, piece.right) == (34, 38)


@pytest.mark.parametrize(("off", "lines"), [(0.3, 1), (0.6, 2)])
def test_nearly_the_same_baseline_is_one_line(off, lines):
    assert len(lines_of([*row("a"), *row("b", left=40, baseline=50 + off)], page=1)) == lines


def test_spans_keep_their_fonts():
    (line,) = lines_of([*row("ab", font=BOLD), *row("cd", left=34)], page=1)
    (piece,) = line.pieces
    assert [(span.text, span.font) for span in piece.spans] == [("ab", BOLD), ("cd", TINOS)]


def test_page_without_letters_has_no_lines():
    assert lines_of([], page=1) == ()


def test_page_of_blanks_has_no_lines():
    assert lines_of(row("   "), page=1) == ()
