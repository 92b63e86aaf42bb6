"""Text into blocks: nothing is lost, and anchors stay with their lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.vietnamese.nfc import to_nfc
from documents.domain.blocks import DashList, Heading, HeadingLevel, Paragraph
from documents.domain.encoding import blocks_from_json, to_json
from documents.domain.grammar import line_of
from documents.domain.plain_text import (
    Body,
    lines_of,
    matched_lines,
    rewrite,
    text_of,
)

FIRST = "Một là, quán triệt nghị quyết của Đảng bộ huyện về quốc phòng."
SECOND = "Hai là, kiểm tra nhận thức chính trị có 100% đạt yêu cầu."
THIRD = "Ba là, 100% cấp ủy hoàn thành tốt nhiệm vụ."
PLAN = "\n".join([FIRST, SECOND, THIRD])

words = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn"], exclude_characters="͏ᅟᅠㅤﾠ"))
texts = st.lists(st.one_of(words, st.sampled_from(["I. MỤC ĐÍCH", "1. Yêu cầu", "- ý", FIRST])))
typed = texts.map("\n".join)
unhurried = settings(deadline=None)  # a loaded machine is no fault of the text


def written(text: str) -> Body:
    return rewrite(Body(), text)


def anchors(body: Body) -> list[str]:
    return [block.anchor for block in body.blocks]


@unhurried
@given(typed)
def test_rewrite_loses_no_word(text):
    assert text_of(written(text)).split() == to_nfc(text).split()


@unhurried
@given(typed, typed)
def test_rewrite_gives_every_block_an_anchor_of_its_own(text, correction):
    body = rewrite(written(text), correction)

    assert len(set(anchors(body))) == len(body.blocks)


@unhurried
@given(typed, typed)
def test_rewrite_again_changes_nothing(text, correction):
    body = rewrite(written(text), correction)

    assert (rewrite(body, correction), rewrite(body, text_of(body))) == (body, body)


@unhurried
@given(typed, typed)
def test_rewrite_gives_new_lines_numbers_that_were_never_used(text, correction):
    body = written(text)
    emptied = rewrite(body, "")

    later = rewrite(emptied, correction)

    assert set(anchors(body)).isdisjoint(anchors(later))


@unhurried
@given(typed)
def test_blocks_come_back_from_json_as_they_were(text):
    body = written(text)

    assert blocks_from_json(to_json(body.blocks)) == body.blocks


@pytest.mark.parametrize(
    ("line", "kind", "level"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", Heading, HeadingLevel.SECTION),
        ("III.TỔ CHỨC THỰC HIỆN", Heading, HeadingLevel.SECTION),
        ("I. Mục đích", Paragraph, None),
        ("1. Mục đích", Heading, HeadingLevel.CLAUSE),
        ("2. Yêu cầu:", Heading, HeadingLevel.CLAUSE),
        ("1. Các phòng, ban xác định nội dung thi đua phù hợp.", Paragraph, None),
        (f"3. {'Giao Ban Chỉ huy Quân sự huyện ' * 5}chủ trì", Paragraph, None),
        ("- Thường trực Huyện ủy;", DashList, None),
        ("+ Dân quân thường trực", Paragraph, None),
        ("– Thường trực HĐND;", Paragraph, None),
        ("-", Paragraph, None),
        ("“4 tại chỗ” ‘chiến đấu’ — 2023 – 2030 - hết", Paragraph, None),
    ],
)
def test_rewrite_knows_what_a_line_is(line, kind, level):
    (block,) = written(line).blocks

    assert (type(block), getattr(block, "level", None), line_of(block)) == (kind, level, line)


def test_lines_of_drops_blank_lines_and_collapses_white_space():
    assert lines_of("  Một\u00a0 là,\t\r\n\n \u2028Hai là  ") == ["Một là,", "Hai là"]


def test_rewrite_keeps_the_anchor_of_a_corrected_line():
    body = rewrite(written(PLAN), PLAN.replace("100% đạt yêu cầu", "98% đạt yêu cầu"))

    assert anchors(body) == ["doan-1", "doan-2", "doan-3"]


def test_rewrite_keeps_the_anchor_of_a_line_that_moved():
    body = rewrite(written(PLAN), "\n".join([THIRD, FIRST, SECOND]))

    assert anchors(body) == ["doan-3", "doan-1", "doan-2"]


@unhurried
@given(
    st.lists(st.sampled_from("abcdefgh"), unique=True).flatmap(
        lambda signs: st.tuples(st.just(signs), st.permutations(signs))
    )
)
def test_rewrite_gives_every_line_that_is_still_said_its_own_anchor(orders):
    """Also where neighbours are so much alike that one could pass for a correction of the other."""
    before, after = ([f"Xã {sign} đạt vững mạnh toàn diện" for sign in signs] for signs in orders)
    body = written("\n".join(before))
    known = dict(zip(before, anchors(body), strict=True))

    assert anchors(rewrite(body, "\n".join(after))) == [known[line] for line in after]


def test_rewrite_gives_a_line_between_others_a_new_anchor():
    body = rewrite(written(PLAN), "\n".join([FIRST, "Năm là, hậu cần, kỹ thuật.", SECOND, THIRD]))

    assert anchors(body) == ["doan-1", "doan-4", "doan-2", "doan-3"]


def test_rewrite_gives_another_sentence_in_the_same_place_a_new_anchor():
    body = rewrite(written(PLAN), "\n".join([FIRST, "Tuyển quân đủ số được giao.", THIRD]))

    assert anchors(body) == ["doan-1", "doan-4", "doan-3"]


def test_rewrite_joining_two_lines_keeps_the_anchor_of_the_longer():
    body = rewrite(written(f"{FIRST}\n{THIRD}"), f"{FIRST} {THIRD}")

    assert anchors(body) == ["doan-1"]


def test_rewrite_keeps_the_anchors_of_lines_that_are_alike():
    body = rewrite(written("- ý\n- ý\n- ý"), "- ý\n- ý")

    assert anchors(body) == ["doan-1", "doan-2"]


def test_rewrite_takes_a_plan_of_two_hundred_blocks_and_a_long_paragraph():
    lines = [f"{number}) {FIRST}" for number in range(200)]
    long = "nhiệm vụ “quốc phòng” – an ninh " * 1000
    body = written("\n".join([*lines, long]))

    corrected = rewrite(body, text_of(body).replace("quán triệt", "học tập"))

    assert (len(corrected.blocks), anchors(corrected)) == (201, anchors(body))


def test_matched_lines_pairs_each_line_once():
    before = ["một hai ba bốn năm", "một hai ba bốn sáu"]

    assert matched_lines(before, ["một hai ba bốn bảy"]) == {0: 0}
