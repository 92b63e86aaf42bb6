"""What stands, told at the fields where something else was typed."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from core.access.marking import mark, mark_what_stands, what_stands
from core.vietnamese.forms import DayField, NfcCharField

TYPED = "name=T%C3%B4i&day=01/02/2026&kinds=b&kinds=a&is_open=on&grade=&seen=1"
STORED = {
    "name": "Tôi",
    "day": date(2026, 2, 1),
    "kinds": ["a", "b"],
    "is_open": True,
    "grade": None,
    "seen": 2,
}


class PlanForm(forms.Form):
    name = NfcCharField(widget=forms.Textarea)
    day = DayField()
    kinds = forms.MultipleChoiceField(choices=[("a", "Xã"), ("b", "Sở")])
    is_open = forms.BooleanField(required=False)
    grade = forms.TypedChoiceField(
        choices=[("", "Chọn"), (1, "Tốt")], coerce=int, required=False, empty_value=None
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


def marked(**stored) -> dict:
    typed = PlanForm(QueryDict(TYPED))
    assert typed.is_valid()
    mark_what_stands(typed, PlanForm(initial=STORED | stored))
    return {name: told for name, (told,) in typed.errors.items()}


def test_what_stands_says_how_to_replace_it():
    assert what_stands("Xã") == (
        "Người khác vừa ghi: “Xã”. Nội dung bạn gõ vẫn còn trong ô; "
        "ghi lần nữa nếu muốn thay bằng nội dung bạn gõ."
    )


def test_what_stands_where_nothing_can_be_replaced():
    told = what_stands("", lead="Đang có", may_replace=False)
    assert told == "Đang có: để trống. Nội dung bạn gõ vẫn còn trong ô."


def test_mark_what_stands_leaves_alone_what_reads_the_same():
    assert marked() == {}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("name", "Bạn", "Bạn"),
        ("name", "Bạn\nTôi", "Bạn / Tôi"),
        ("day", date(2026, 3, 1), "01/03/2026"),
        ("kinds", ["a"], "Xã"),
        ("is_open", False, "không"),
        ("grade", 1, "Tốt"),
        ("name", "", ""),
    ],
)
def test_mark_what_stands_says_it_as_people_read_it(name, value, words):
    assert marked(**{name: value}) == {name: what_stands(words)}


def test_mark_what_stands_rests_the_next_saving_on_what_was_shown():
    typed = PlanForm(QueryDict(TYPED))

    mark_what_stands(typed, PlanForm(initial=STORED))

    assert (typed["seen"].value(), typed["name"].value()) == (2, "Tôi")


def test_mark_what_stands_passes_over_a_field_that_cannot_be_typed_in():
    typed = PlanForm(QueryDict(TYPED), initial=STORED)
    typed.fields["name"].disabled = True

    mark_what_stands(typed, PlanForm(initial=STORED | {"name": "Bạn"}))

    assert "name" not in typed.errors


def test_mark_what_stands_passes_over_what_is_stored_nowhere():
    typed = PlanForm(QueryDict(TYPED))

    mark_what_stands(typed, PlanForm(initial={"name": "Bạn"}), names=["name"])

    assert typed.errors == {"name": [what_stands("Bạn")]}


@pytest.mark.parametrize(("field", "place"), [("name", "name"), ("unknown", "__all__")])
def test_mark_stands_at_the_field_or_above_all(field, place):
    form = PlanForm(QueryDict(TYPED))

    mark(form, field, "Chưa đúng.")

    assert form.errors == {place: ["Chưa đúng."]}
