"""What every list has in common, shown on the list of units."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from core.access import lists
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(client, monkeypatch):
    """A unit with two under it, two rows on a page."""
    monkeypatch.setattr(lists, "ROWS_OF_A_PAGE", 2)
    province = UnitFactory(short_name="A")
    for name in ("B", "C"):
        UnitFactory(short_name=name, administrative_parent=province)
    client.force_login(UserFactory(grants=[(Role.LEADER, province)]))
    return province


def page(client, **query):
    return client.get(reverse("units:list"), query)


def names_on(response) -> list[str]:
    return [row.record.short_name for row in response.context["table"].paginated_rows]


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("1", ["A", "B"]),
        ("2", ["C"]),
        ("3", ["C"]),
        ("0", ["C"]),
        ("-7", ["C"]),
        ("99999999999999999999999", ["C"]),
        ("hai", ["A", "B"]),
        ("", ["A", "B"]),
    ],
)
def test_page_that_is_not_there_shows_one_that_is(client, province, number, names):
    assert names_on(page(client, page=number)) == names


@pytest.mark.parametrize("length", ["1", "0", "-5", "99999999999999999999999"])
def test_page_is_as_long_as_the_program_says(client, province, length):
    assert names_on(page(client, per_page=length)) == ["A", "B"]


@pytest.mark.parametrize("column", ["no_such_column", "-", "administrative_parent__grants", ""])
def test_sorting_by_an_unknown_column_changes_nothing(client, province, column):
    assert names_on(page(client, sort=column)) == ["A", "B"]


def test_filters_stay_in_the_addresses_of_sorting_and_paging(client, province):
    text = page(client, kind="commune", sort="-short_name").content.decode()

    assert "kind=commune&amp;sort=short_name" in text
    assert "kind=commune&amp;sort=-short_name&amp;page=2" in text


def test_sorting_stays_when_a_filter_is_chosen(client, province):
    text = page(client, sort="-short_name").content.decode()

    assert '<input type="hidden" name="sort" value="-short_name">' in text


def test_export_has_all_pages_in_the_order_of_the_screen(client, province):
    response = page(client, export="xlsx", sort="-short_name")

    rows = load_workbook(BytesIO(response.content)).active.values
    assert [row[0] for row in rows] == ["Đơn vị", "C", "B", "A"]


def test_export_is_offered_with_the_filters_of_the_screen(client, province):
    assert "?kind=commune&amp;export=xlsx" in page(client, kind="commune").content.decode()


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ({"search": "không đâu có"}, "Hãy bỏ bớt điều kiện lọc."),
        ({"kind": "hanh-tinh"}, "Bộ lọc có chỗ chưa đúng, hãy sửa ô được đánh dấu."),
    ],
)
def test_empty_list_says_what_to_do(client, province, query, hint):
    text = page(client, **query).content.decode()

    assert "Không có đơn vị nào." in text
    assert hint in text


@pytest.mark.parametrize("query", ["search=%00", "page=1%00", "%00=1", "sort=%00"])
def test_nul_in_the_address_is_a_bad_request(client, province, query):
    response = client.get(f"{reverse('units:list')}?{query}")

    assert response.status_code == 400
    assert "Yêu cầu không hợp lệ" in response.content.decode()


@pytest.mark.parametrize("typed", ["\u200bxa", "a\x07", "\ufeff"])
def test_invisible_characters_in_a_search_are_told_at_the_field(client, province, typed):
    response = page(client, search=typed)

    assert list(response.context["filter"].form.errors) == ["search"]
