from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.numbers import NumberError, counted, format_number, parse_number

HUNDREDTHS = st.decimals(
    min_value=Decimal("-999999999999.99"), max_value=Decimal("999999999999.99"), places=2
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (Decimal("-0.001"), "0"),
        (5, "5"),
        (Decimal("98.60"), "98,6"),
        (Decimal("1234.5"), "1.234,5"),
        (30400, "30.400"),
        (Decimal("999999999999.99"), "999.999.999.999,99"),
        (Decimal("0.005"), "0,01"),
        (Decimal("-1234.5"), "-1.234,5"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_format_number_groups_thousands_and_drops_trailing_zeros(value, text):
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("places", "text"), [(0, "1.235"), (1, "1.234,5"), (2, "1.234,50"), (3, "1.234,500")]
)
def test_format_number_shows_the_places_asked_for(places, text):
    assert format_number(Decimal("1234.5"), places=places) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("05", "5"),
        ("1234", "1234"),
        ("1234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("1 234", "1234"),
        ("12 345 678,25", "12345678.25"),
        ("1\u00a0234", "1234"),
        ("1\u202f234", "1234"),
        ("  98,6 ", "98.6"),
        ("-5", "-5"),
        ("999.999.999.999,99", "999999999999.99"),
    ],
)
def test_parse_number_reads_vietnamese_numbers(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "invalid"),
        ("12a", "invalid"),
        ("NaN", "invalid"),
        ("Infinity", "invalid"),
        ("1e5", "invalid"),
        ("1E5", "invalid"),
        ("+5", "invalid"),
        ("--5", "invalid"),
        ("98,6%", "invalid"),
        ("1_000", "invalid"),
        ("٣٤", "invalid"),
        ("１２", "invalid"),
        ("²", "invalid"),
        ("1\x002", "invalid"),
        ("1\n2", "invalid"),
        (",5", "invalid"),
        ("5,", "ambiguous"),
        ("1,234.5", "ambiguous"),
        ("1.23", "ambiguous"),
        ("1.2345", "ambiguous"),
        ("1234.567", "ambiguous"),
        ("0.500", "ambiguous"),
        ("1,234", "ambiguous"),
        ("1,2,3", "ambiguous"),
        ("1.234 567", "ambiguous"),
        ("12 34", "ambiguous"),
        ("1.234.", "ambiguous"),
        ("1000000000000", "too_large"),
        ("1.000.000.000.000", "too_large"),
        ("-1000000000000", "too_large"),
        ("9" * 500, "too_large"),
    ],
)
def test_parse_number_refuses_what_is_wrong_or_ambiguous(text, code):
    with pytest.raises(NumberError) as refused:
        parse_number(text)
    assert refused.value.code == code


def test_number_error_tells_people_how_to_write_it():
    with pytest.raises(NumberError) as refused:
        parse_number("1.23")
    assert str(refused.value) == (
        "Không rõ số này là bao nhiêu. Dấu chấm chỉ dùng để tách hàng nghìn, "
        "phần thập phân viết sau dấu phẩy và có nhiều nhất hai chữ số, ví dụ 1.234,5."
    )


@given(HUNDREDTHS)
def test_parse_number_reads_back_what_format_number_writes(value):
    assert parse_number(format_number(value)) == value


@given(st.text(max_size=20))
def test_parse_number_gives_a_bounded_number_or_a_number_error(text):
    try:
        value = parse_number(text)
    except NumberError:
        return
    assert abs(value) < Decimal(10) ** 12


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (12, "12"), (30400, "30.400")]
)
def test_counted_pads_below_ten(number, text):
    assert counted(number) == text
