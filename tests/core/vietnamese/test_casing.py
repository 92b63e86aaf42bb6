import pytest

from core.vietnamese.casing import lower_first


@pytest.mark.parametrize(
    ("text", "lowered"),
    [("Quý I năm 2026", "quý I năm 2026"), ("UBND tỉnh", "UBND tỉnh"), ("Ấ", "ấ"), ("", "")],
)
def test_lower_first_spares_abbreviations(text, lowered):
    assert lower_first(text) == lowered
