import datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import formats

SECOND_OF_SEPTEMBER = datetime.date(2026, 9, 2)


@pytest.mark.parametrize(
    "typed", ["02/09/2026", "2/9/2026", "02-09-2026", "02.09.2026", "2026-09-02"]
)
def test_typed_date_is_day_month_year_or_iso(typed):
    assert forms.DateField().clean(typed) == SECOND_OF_SEPTEMBER


@pytest.mark.parametrize("typed", ["09/25/2026", "31/02/2026", "02/09/26", "2026/09/02", "2.9"])
def test_typed_date_in_any_other_form_is_refused(typed):
    with pytest.raises(ValidationError) as refusal:
        forms.DateField().clean(typed)
    assert refusal.value.messages == ["Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 25/12/2026."]


@pytest.mark.parametrize("typed", ["07:30 02/09/2026", "02/09/2026 07:30", "2026-09-02T07:30"])
def test_typed_moment_takes_the_time_on_either_side(typed):
    moment = forms.DateTimeField().clean(typed)
    assert moment.replace(tzinfo=None) == datetime.datetime(2026, 9, 2, 7, 30)


def test_shown_date_is_day_month_year():
    assert formats.date_format(SECOND_OF_SEPTEMBER) == "02/09/2026"


def test_shown_number_groups_thousands_with_dots():
    page = Template("{{ number }}").render(Context({"number": Decimal("1234567.5")}))
    assert page == "1.234.567,5"


def test_week_starts_on_monday():
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
