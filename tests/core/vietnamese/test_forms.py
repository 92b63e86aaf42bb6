import unicodedata
from decimal import Decimal

import pytest
from django import forms

from core.vietnamese.forms import ONE_LINE, NfcCharField, NumberField
from core.vietnamese.validators import CONTROL_CHARACTERS


class EntryForm(forms.Form):
    name = NfcCharField(max_length=6, required=False)
    figure = NumberField(required=False)
    adjustment = NumberField(min_value=None, required=False)


def test_nfc_char_field_composes_before_it_measures():
    form = EntryForm({"name": unicodedata.normalize("NFD", "Đồng Ấ")})
    assert (form.is_valid(), form.cleaned_data["name"]) == (True, "Đồng Ấ")


def test_nfc_char_field_ends_lines_in_one_way():
    area = NfcCharField(widget=forms.Textarea)
    assert area.clean("một\r\nhai\nba") == "một\nhai\nba"


def test_nfc_char_field_of_one_line_refuses_a_second():
    with pytest.raises(forms.ValidationError) as refused:
        NfcCharField().clean("một\nhai")
    assert refused.value.messages == [ONE_LINE]


def test_nfc_char_field_lets_no_browser_cut_what_is_pasted():
    assert "maxlength" not in str(EntryForm()["name"])


@pytest.mark.parametrize(
    "text",
    ["Ba\x00Tơ", "Ba\u200bTơ", "Ba\x07Tơ", "Ba Tơ\x1c", "\x85Ba Tơ", "Ba\ufffd"],
    ids=ascii,
)
def test_nfc_char_field_refuses_control_characters_once(text):
    assert EntryForm({"name": text}).errors == {"name": [CONTROL_CHARACTERS]}


@pytest.mark.parametrize(
    ("text", "value"), [("1.234,5", Decimal("1234.5")), ("0", Decimal(0)), ("", None), (" ", None)]
)
def test_number_field_reads_vietnamese_numbers(text, value):
    form = EntryForm({"figure": text})
    assert (form.is_valid(), form.cleaned_data["figure"]) == (True, value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mười", "invalid"),
        ("1.23", "ambiguous"),
        ("1000000000000", "too_large"),
        ("-1", "min_value"),
    ],
)
def test_number_field_refuses_with_a_code(text, code):
    errors = EntryForm({"figure": text}).errors.as_data()
    assert [error.code for error in errors["figure"]] == [code]


def test_number_field_says_that_a_figure_is_not_negative():
    assert EntryForm({"figure": "-1"}).errors == {"figure": ["Số không được nhỏ hơn 0."]}


def test_number_field_takes_signed_numbers_where_told():
    form = EntryForm({"adjustment": "-1.234,5"})
    assert (form.is_valid(), form.cleaned_data["adjustment"]) == (True, Decimal("-1234.5"))


def test_number_field_shows_stored_numbers_the_vietnamese_way():
    form = EntryForm(initial={"figure": Decimal("1234.50")})
    assert form["figure"].value() == "1.234,5"


def test_number_field_shows_again_what_was_typed():
    assert EntryForm({"figure": "1.23"})["figure"].value() == "1.23"


@pytest.mark.parametrize(("text", "changed"), [("1.234,5", []), ("1.234,6", ["figure"])])
def test_number_field_compares_numbers_and_not_their_spelling(text, changed):
    form = EntryForm({"figure": text}, initial={"figure": Decimal("1234.50")})
    assert form.changed_data == changed


def test_number_field_requires_a_number_where_told():
    class RequiredForm(forms.Form):
        figure = NumberField()

    errors = RequiredForm({"figure": "  "}).errors.as_data()
    assert [error.code for error in errors["figure"]] == ["required"]
