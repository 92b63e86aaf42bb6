"""Names of files that every system takes."""

import unicodedata

import pytest

from core.files.naming import safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quyết định 05/QĐ-UBND", "Quyết định 05-QĐ-UBND"),
        ('a\\b:c*d?e"f<g>h|i', "a-b-c-d-e-f-g-h-i"),
        ("../../etc", "..-..-etc".strip(".")),
        ("hai  dòng\r\nliền nhau", "hai dòng liền nhau"),
        ("đảo\u202echiều\u200b, chuông\x07", "đảochiều, chuông"),
        ("dấu chấm cuối. . ", "dấu chấm cuối"),
        ("", ""),
    ],
)
def test_name_has_no_sign_that_a_system_refuses(text, name):
    assert safe_name(text, longest=50) == name


def test_name_is_composed():
    assert safe_name(unicodedata.normalize("NFD", "Về việc"), longest=50) == "Về việc"


@pytest.mark.parametrize(
    ("longest", "name"), [(13, "Về việc. Tặng"), (12, "Về việc"), (7, "Về"), (1, "V")]
)
def test_long_name_is_cut_between_words(longest, name):
    assert safe_name("Về việc. Tặng", longest=longest) == name
