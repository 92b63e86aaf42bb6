"""Copies: what an excerpt keeps, and how a copy is printed."""

import pytest

from documents.domain.blocks import Align, Annex, Column, GroupRow, HeadCell, Row, Table, paragraph
from documents.domain.excerpts import RowPlace, excerpt_of, rows_naming
from documents.enums import DocumentKind
from tests.documents.samples import sample
from tests.factories import DocumentFactory
from tests.refusals import refused_by

COLLECTIVES, PERSONS = GroupRow("A. Tập thể"), GroupRow("B. Cá nhân")
ROWS = (
    COLLECTIVES,
    Row(("01", "Xã Ba Vì")),
    Row(("02", "Xã Ba Vinh")),
    PERSONS,
    Row(("01", "Nguyễn Thị Thùy Dương, xã Ba Tơ")),
    Row(("02", "Phạm Ngọc Thạch, xã Ba Tô")),
)


def award_table(rows=ROWS, anchor="bang"):
    columns = (Column(15, Align.CENTER), Column(140))
    return Table(anchor, columns, ((HeadCell("TT"), HeadCell("Tên")),), rows)


def award_list(*blocks, anchor="danh-sach"):
    return Annex(anchor, "Danh sách", blocks or (award_table(),), is_list=True)


@pytest.mark.parametrize(
    ("names", "places"),
    [
        (["Xã Ba Vì"], [1]),
        (["XÃ BA TÔ"], [5]),
        (["xã Ba Tơ", "xã Ba Vinh"], [2, 4]),
        (["xã Ba V"], []),
        (["A. Tập thể"], []),
    ],
)
def test_rows_are_found_by_whole_names(names, places):
    found = rows_naming([paragraph("doan", "Xã Ba Vì"), award_table()], names)
    assert list(found) == [RowPlace("bang", place) for place in places]


@pytest.mark.parametrize(
    ("places", "kept"),
    [
        ([1], [COLLECTIVES, ROWS[1]]),
        ([4, 5], [PERSONS, ROWS[4], ROWS[5]]),
        ([2, 4], [COLLECTIVES, ROWS[2], PERSONS, ROWS[4]]),
    ],
)
def test_excerpt_keeps_rows_with_their_number_and_their_group(places, kept):
    chosen = [RowPlace("bang", place) for place in places]
    (annex,) = excerpt_of([award_list()], chosen)
    assert annex.blocks == (award_table(tuple(kept)),)


def test_excerpt_leaves_out_what_was_not_chosen():
    other = award_list(award_table(anchor="bang-hai"), anchor="danh-sach-hai")
    (annex,) = excerpt_of([award_list(), other], [RowPlace("bang-hai", 1)])
    assert annex.anchor == "danh-sach-hai"


def test_excerpt_of_nothing_has_no_annex():
    assert excerpt_of([award_list()], []) == ()


def test_copy_shows_the_document_and_its_own_marks_at_the_end(print_pages):
    pages, _ = print_pages(sample(DocumentKind.EXCERPT))
    first, last = pages[0], pages[-1]
    assert first.find("Số:").text == "Số: 1250/QĐ-UBND"
    assert last.find("Số:").text.endswith("/TrS-BCH")
    assert (last.find("TRÍCH SAO").size, last.find("TRÍCH SAO").font) == (14, "Tinos-Bold")


@pytest.mark.django_db
def test_copy_is_of_a_document():
    with refused_by("copy_is_of_a_document"):
        DocumentFactory(kind=DocumentKind.TRUE_COPY)


@pytest.mark.django_db
def test_what_is_no_copy_is_of_no_document():
    other = DocumentFactory()
    with refused_by("copy_is_of_a_document"):
        DocumentFactory(issuer=other.issuer, copied_from=other)
