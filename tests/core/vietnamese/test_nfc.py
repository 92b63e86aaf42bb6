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


@pytest.mark.parametrize(
    "text", ["", "Ba Tơ", "hai\r\n\tdòng", "“trích” – 98,6% …", "không\u00a0ngắt", VIETNAMESE]
)
def test_has_control_characters_leaves_ordinary_text_alone(text):
    assert not has_control_characters(text)
