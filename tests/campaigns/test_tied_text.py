"""The plan's text beside its targets: what is marked, and what looks like a target and is none."""

import pytest

from campaigns.domain.tied_text import tied_lines
from campaigns.models import Target
from documents.domain.plain_text import Body, rewrite


def target(code: str, sentence: str, anchor: str = "doan-1") -> Target:
    return Target(code=code, sentence=sentence, anchor=anchor)


def beside(text: str, *targets: Target):
    return tied_lines(rewrite(Body(), text).blocks, targets)


def marked(line) -> list[tuple[str, list[str]]]:
    return [(piece.text, [row.code for row in piece.targets]) for piece in line.pieces]


def doubts(text: str, *targets: Target) -> list[str]:
    return [sentence for line in beside(text, *targets) for sentence in line.doubts]


def test_a_tied_sentence_is_marked_where_it_stands():
    (line,) = beside("Bốn là, tuyển quân đạt 100%; giữ kỷ luật.", target("T6", "đạt 100%"))

    assert marked(line) == [
        ("Bốn là, tuyển quân ", []),
        ("đạt 100%", ["T6"]),
        ("; giữ kỷ luật.", []),
    ]


def test_a_sentence_that_is_said_twice_is_marked_twice():
    (line,) = beside("đạt 100%, đạt 100%", target("T6", "đạt 100%"))

    assert marked(line) == [("đạt 100%", ["T6"]), (", ", []), ("đạt 100%", ["T6"])]


def test_sentences_that_overlap_are_cut_where_they_do():
    (line,) = beside("một hai ba bốn", target("T1", "một hai ba"), target("T2", "hai ba bốn"))

    assert marked(line) == [("một ", ["T1"]), ("hai ba", ["T1", "T2"]), (" bốn", ["T2"])]
    assert [[row.code for row in piece.ended] for piece in line.pieces] == [[], ["T1"], ["T2"]]


def test_a_sentence_within_another_is_cut_out_of_it():
    (line,) = beside("một hai ba", target("T1", "một hai ba"), target("T2", "hai"))

    assert marked(line) == [("một ", ["T1"]), ("hai", ["T1", "T2"]), (" ba", ["T1"])]


def test_two_targets_of_one_sentence_mark_it_once():
    (line,) = beside("đạt 100%", target("T1", "đạt 100%"), target("T2", "đạt 100%"))

    assert marked(line) == [("đạt 100%", ["T1", "T2"])]


def test_a_target_is_beside_its_own_block_only():
    first, second = beside("đạt 100%\nđạt 100%", target("T1", "đạt 100%", "doan-2"))

    assert ([*first.targets], [row.code for row in second.targets]) == ([], ["T1"])
    assert marked(first) == [("đạt 100%", [])]


def test_the_dash_of_a_line_is_a_part_of_it():
    (line,) = beside("- đạt 100%", target("T1", "đạt 100%"))

    assert marked(line) == [("- ", []), ("đạt 100%", ["T1"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tuyển quân đạt 100% chỉ tiêu.",
        "Quân số đạt 97,5 % trở lên.",
        "Không để xảy ra cháy nổ.",
        "Đơn vị không vi phạm kỷ luật.",
        "Hoàn thành 12 chỉ tiêu được giao.",
        "Hoàn thành các chỉ tiêu sau: 5 buổi.",
    ],
)
def test_a_sentence_that_looks_like_a_target_is_doubtful(sentence):
    assert doubts(f"Một là, quán triệt nghị quyết. {sentence} Hết.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Phấn đấu đạt và vượt các chỉ tiêu nghị quyết của Đảng bộ huyện năm 2025.",
        "Xác định các nội dung, chỉ tiêu, biện pháp.",
        "Kỷ niệm 80 năm Ngày thành lập.",
    ],
)
def test_a_sentence_without_a_sign_of_a_target_is_not_doubtful(sentence):
    assert doubts(sentence) == []


def test_a_sentence_that_is_tied_is_not_doubtful():
    assert doubts("Tuyển quân đạt 100%.", target("T6", "Tuyển quân đạt 100%")) == []


def test_a_sentence_of_which_a_part_is_tied_is_doubtful_for_the_rest():
    text = "Xây dựng 100% xã vững mạnh và 70% xã vững mạnh toàn diện."

    assert doubts(text, target("T7a", "100% xã vững mạnh")) == [text]


def test_a_clause_ends_at_a_semicolon():
    assert doubts("Giữ kỷ luật; quân số đạt 95%; hết.") == ["quân số đạt 95%;"]


def test_a_number_with_a_dot_does_not_end_a_sentence():
    assert doubts("Quân số 1.250 người đạt 95%.") == ["Quân số 1.250 người đạt 95%."]
