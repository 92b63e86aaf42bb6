"""Blocks that cannot be built wrong, and their way into JSON and back."""

import json

import pytest

from documents.domain.blocks import (
    Align,
    Annex,
    BlockError,
    BlockProblem,
    Column,
    DashList,
    GroupRow,
    HeadCell,
    Heading,
    HeadingLevel,
    Paragraph,
    Row,
    Run,
    Table,
    check_fit,
    one_line,
    paragraph,
)
from documents.domain.encoding import annexes_from_json, blocks_from_json, to_json

TABLE = Table(
    "bang",
    (Column(10, Align.CENTER), Column(40), Column(20, Align.RIGHT)),
    (
        (HeadCell("TT", rowspan=2), HeadCell("Đơn vị", colspan=2)),
        (HeadCell("Tên"), HeadCell("Kết quả")),
    ),
    (GroupRow("Huyện Ba Tơ"), Row(("1", "Xã Ba Cung", "98,6%")), Row(("", "Cộng", ""), bold=True)),
)
BODY = (
    Heading("muc-1", HeadingLevel.SECTION, "I. KẾT QUẢ"),
    Paragraph("doan", (Run("Chủ đề: "), Run("“Quyết thắng”", bold=True, italic=True))),
    DashList("ds", ("Xã Ba Cung.", "Xã Ba Dinh.")),
    TABLE,
)


def stored(value):
    """As it comes back from a JSON column."""
    return json.loads(json.dumps(value))


def refused(build, *arguments):
    with pytest.raises(BlockError) as caught:
        build(*arguments)
    return caught.value.code


def test_blocks_come_back_from_json_as_they_were():
    assert blocks_from_json(stored(to_json(BODY))) == BODY


def test_annexes_come_back_from_json_as_they_were():
    annexes = (Annex("phu-luc", "Danh sách", BODY, number="I", landscape=True),)
    assert annexes_from_json(stored(to_json(annexes))) == annexes


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, BlockProblem.SHAPE),
        (["I. KẾT QUẢ"], BlockProblem.SHAPE),
        ([{"anchor": "a"}], BlockProblem.UNKNOWN_KIND),
        ([{"kind": "script", "anchor": "a"}], BlockProblem.UNKNOWN_KIND),
        ([{"kind": ["heading"], "anchor": "a"}], BlockProblem.UNKNOWN_KIND),
        ([{"kind": "row", "cells": [], "bold": False}], BlockProblem.UNKNOWN_KIND),
        ([{"kind": "dash_list", "anchor": "a"}], BlockProblem.SHAPE),
        ([{"kind": "dash_list", "anchor": "a", "items": [], "style": ""}], BlockProblem.SHAPE),
        ([{"kind": "dash_list", "anchor": "a", "items": [1]}], BlockProblem.SHAPE),
        ([{"kind": "heading", "anchor": "a", "level": 7, "text": ""}], BlockProblem.SHAPE),
        ([{"kind": "dash_list", "anchor": "a", "items": ["e\u0302"]}], BlockProblem.NOT_NFC),
        ([{"kind": "dash_list", "anchor": "a b", "items": []}], BlockProblem.ANCHOR),
    ],
)
def test_body_that_is_none_is_refused(data, code):
    assert refused(blocks_from_json, data) == code


@pytest.mark.parametrize("width", ["10mm", True, None])
def test_width_that_is_no_number_is_refused(width):
    (data,) = stored(to_json([TABLE]))
    data["columns"][0]["width"] = width
    assert refused(blocks_from_json, [data]) == BlockProblem.SHAPE


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\u200b", "\u202e", "\n", "\t", "\u2028"])
def test_text_with_unseen_characters_is_refused(sign):
    assert refused(Run, f"Ba{sign}Tơ") == BlockProblem.CONTROL_CHARACTERS


def test_row_with_too_few_cells_is_refused():
    arguments = ("bang", TABLE.columns, TABLE.head, (Row(("1", "Xã Ba Cung")),))
    assert refused(Table, *arguments) == BlockProblem.TABLE


@pytest.mark.parametrize(
    "head",
    [
        ((HeadCell("TT"), HeadCell("Đơn vị")),),
        ((HeadCell("TT", colspan=4),),),
        ((HeadCell("TT", colspan=3, rowspan=2),),),
        ((HeadCell("TT", rowspan=2), HeadCell("Đơn vị", colspan=2)), (HeadCell("Tên"),)),
    ],
)
def test_head_that_does_not_cover_the_columns_is_refused(head):
    assert refused(Table, "bang", TABLE.columns, head, ()) == BlockProblem.TABLE


@pytest.mark.parametrize(("landscape", "width"), [(False, 156), (True, 253)])
def test_table_wider_than_its_annex_is_refused(landscape, width):
    table = Table("bang", (Column(width),), ((HeadCell("Đơn vị"),),), ())
    code = refused(Annex, "phu-luc", "Danh sách", (table,), "", landscape)
    assert code == BlockProblem.TABLE


def test_table_as_wide_as_the_page_fits():
    table = Table("bang", (Column(155),), ((HeadCell("Đơn vị"),),), ())
    assert check_fit([table], 155) is None


@pytest.mark.parametrize("width", [0, -5])
def test_column_without_width_is_refused(width):
    assert refused(Column, width) == BlockProblem.TABLE


def test_paragraph_is_one_line_whatever_was_typed():
    assert paragraph("a", " Xã \n\tBa  Tơ ") == Paragraph("a", (Run("Xã Ba Tơ"),))


def test_one_line_takes_every_line_break():
    assert one_line("a\u2028b\x85c\r\nd") == "a b c d"
