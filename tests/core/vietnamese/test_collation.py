import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.collation import fold, person_sort_key, sort_key

# In the order PostgreSQL gives under COLLATE "vi-x-icu" (ICU 72).
LETTERS = list("aAăĂâÂbcdDđĐeêghiklmnoôơpqrstuưvxy")
TONES = ["Ba", "Bà", "Bả", "Bã", "Bá", "Bạ"]
SYLLABLES = ["ma", "Ma", "mà", "mả", "mã", "má", "mạ", "mai", "măng", "mắng", "mận", "mẫu", "me"]
WORDS = ["An", "An Bình", "An-Bình", "Anh", "Ánh", "Ân", "Ấn"]
FOREIGN = ["c", "ch", "ĉo", "d", "n", "ño", "o", "ö", "z", "中"]
SIGNS = ["_", "-", ",", ".", "(", "/", "%", "+", "0", "9", "a"]
TEXTS = st.text(alphabet="aâăbdđeêoơuưy àảãáạầẩẫấậÀĐ-.(1é", max_size=6)


@pytest.mark.parametrize("ordered", [LETTERS, TONES, SYLLABLES, WORDS, SIGNS, FOREIGN])
def test_sort_key_gives_the_vietnamese_order(ordered):
    shuffled = random.Random(4).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered


def test_sort_key_compares_letters_before_tones():
    assert sorted(["Bá Đ", "Ba E"], key=sort_key) == ["Bá Đ", "Ba E"]


def test_sort_key_compares_tones_before_case():
    assert sorted(["bà", "Ba"], key=sort_key) == ["Ba", "bà"]


@pytest.mark.parametrize("text", ["", "Hoà", "Đặng Thùy Trâm"])
def test_sort_key_is_the_same_for_decomposed_text(text):
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


@given(st.text(max_size=8))
def test_sort_key_takes_any_text(text):
    assert isinstance(sort_key(text), str)


@given(TEXTS, TEXTS)
def test_sort_key_tells_different_texts_apart(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)


def test_person_sort_key_files_people_by_given_then_family_then_middle_name():
    people = [
        "An",
        "Bùi Thị An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Trần Bá An",
        "Trần Thị Ánh",
        "Lê Ân",
        "Đỗ Thị Ấn",
        "Phạm Dũng",
        "Đặng Văn Đạt",
    ]
    shuffled = random.Random(4).sample(people, len(people))
    assert sorted(shuffled, key=person_sort_key) == people


@pytest.mark.parametrize("text", ["hoà", "hòa", "HOA", "  Hoá ", "hoa\u0300"])
def test_fold_lets_spellings_meet(text):
    assert fold(text) == "hoa"


def test_fold_reads_d_with_stroke_as_d_and_keeps_single_spaces():
    assert fold(" Đặng  Thùy\u00a0TRÂM ") == "dang thuy tram"
