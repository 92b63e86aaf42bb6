"""Copies are recognised however they are laid out; what merely looks alike is not."""

import pytest

from core.erasure.needles import SHORTEST, Needles
from core.erasure.wording import ERASED

SECRET = "Kho K17 dự trữ 4.200 khẩu"


@pytest.mark.parametrize(
    "value",
    [
        SECRET,
        f"Như trên: {SECRET}.",
        "Kho  K17\ndự trữ\t4.200 khẩu",
        ["khác", {"runs": [{"text": f"- {SECRET};"}]}],
    ],
)
def test_copy_is_found(value):
    assert Needles([SECRET]).are_in(value)


@pytest.mark.parametrize("value", ["Kho K18 dự trữ 4.200 khẩu", "", None, 17, ["K17"], {}])
def test_something_else_is_not_found(value):
    assert not Needles([SECRET]).are_in(value)


def test_each_line_is_looked_for_alone():
    assert Needles([f"Mở đầu thường lệ\n{SECRET}"]).are_in(f"Trích: {SECRET}")


def test_short_text_is_not_looked_for():
    assert Needles(["x" * (SHORTEST - 1)]).pieces == set()


def test_the_mark_is_not_looked_for():
    assert Needles([ERASED, f"Trước {ERASED} sau"]).pieces == set()


def test_only_texts_that_hold_it_are_taken():
    body = [{"text": f"a {SECRET}", "n": 1}, {"text": "b"}]
    assert Needles([SECRET]).taken_from(body) == [{"text": ERASED, "n": 1}, {"text": "b"}]


def test_word_to_search_by_needs_no_escaping():
    assert Needles(['Số "bốnnghìnhaitrăm\\khẩu"']).words == {"bốnnghìnhaitrăm"}
