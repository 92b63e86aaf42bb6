import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.nfc import has_control_characters, to_nfc

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)


@given(st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " "))
def test_to_nfc_composes_what_was_typed_decomposed(text):
    assert to_nfc(unicodedata.normalize("NFD", text)) == text


@given(st.text(alphabet="aêẹ가\u0f71\u0f72\u0f73\u0301\u0302\u0323\u031b\u0344\u1161"))
def test_to_nfc_gives_the_normal_form_of_marks_in_any_order(text):
    assert to_nfc(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("marks", ["\u0301" * 200_000 + "\u0323" * 200_000, "\u0f75" * 200_000])
def test_to_nfc_takes_time_by_length_only(marks):
    started = time.process_time()
    to_nfc(f"a{marks}")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x08",
        "\x1f",
        "\x7f",
        "\x85",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u034f",
        "\u3164",
        "\ud800",
        "\U000e0041",
        "\U0001fadd",
    ],
    ids=ascii,
)
def test_has_control_characters_finds_what_nobody_sees(character):
    assert has_control_characters(f"Ba{character} Tơ")


def test_has_control_characters_finds_what_was_lost():
    assert has_control_characters(b"Ba \xff".decode(errors="replace"))


@pytest.mark.parametrize(
    "text", ["", "Ba Tơ", "hai\r\n\tdòng", "“trích” – 98,6% …", "không\u00a0ngắt", VIETNAMESE]
)
def test_has_control_characters_leaves_ordinary_text_alone(text):
    assert not has_control_characters(text)
