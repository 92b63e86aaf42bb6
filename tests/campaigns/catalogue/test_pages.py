"""The pages of the catalogue: found, filled in, and nothing typed lost."""

import pytest
from django.urls import reverse

from campaigns.domain.catalogue import (
    InUse,
    change_scale,
    facts_of,
    scale_facts_of,
)
from campaigns.models import GradeScale, Indicator
from core.access.seen import fingerprint
from tests.campaigns.catalogue.changes import COUNT, LIST, ROUTE, changed
from tests.factories import (
    GradeScaleFactory,
    IndicatorFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


def posted(indicator, **changes) -> dict:
    """What the browser posts for the indicator as it is."""
    facts = facts_of(indicator) | {"scale": indicator.scale_id or ""}
    typed = {name: value for name, value in facts.items() if value is not False}
    return typed | {"seen": fingerprint(facts_of(indicator))} | changes


def test_list_shows_what_is_in_use(client, keeper, used):
    idle = TargetFactory().indicator

    rows = client.get(LIST).context["table"].rows

    assert {row.record: row.record.is_in_use for row in rows} == {used: True, idle: False}


@pytest.mark.parametrize("typed", ["chưa đối chiếu", "CHUA DOI CHIEU"])
def test_list_finds_what_was_not_verified(client, keeper, typed):
    marked = IndicatorFactory(guidance="Chưa đối chiếu: cách đo.")
    IndicatorFactory()

    rows = client.get(LIST, {"search": typed}).context["table"].rows

    assert [row.record for row in rows] == [marked]


@pytest.mark.parametrize("rows", [0, 1, 100])
def test_list_asks_the_database_as_often_for_many_rows(
    client, keeper, django_assert_max_num_queries, rows
):
    for _ in range(rows):
        IndicatorFactory()

    with django_assert_max_num_queries(6):
        assert len(client.get(LIST).context["table"].paginated_rows) == rows


def test_page_adds_an_indicator_and_writes_its_code_in_capitals(client, keeper):
    data = COUNT | {"code": "tt9", "part_rule": "adds", "whole_rule": "adds"}

    answer = client.post(reverse("campaigns:catalogue:indicator_add"), data)

    assert answer.url == Indicator.objects.get(code="TT9").get_absolute_url()


@pytest.mark.parametrize("code", ["", "T Q", "TQ_1", "-", "X" * 21])
def test_page_with_a_bad_code_comes_back(client, keeper, code):
    data = COUNT | {"code": code, "part_rule": "adds", "whole_rule": "adds"}

    page = client.post(reverse("campaigns:catalogue:indicator_add"), data)

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["code"])
    assert page.context["form"]["name"].value() == COUNT["name"]


def test_page_tells_a_contradiction_at_its_field(client, keeper):
    indicator = IndicatorFactory()

    page = client.post(reverse(ROUTE, args=[indicator.pk]), posted(indicator, measure="graded"))

    errors = page.context["form"].errors
    assert (page.status_code, errors) == (422, {"scale": ["Hãy chọn thang xếp loại."]})


def test_page_of_an_indicator_in_use_offers_its_words_only(client, keeper, used):
    form = client.get(reverse(ROUTE, args=[used.pk])).context["form"]

    open_fields = [name for name, field in form.fields.items() if not field.disabled]
    assert open_fields == ["name", "guidance", "seen"]


def test_page_of_an_indicator_in_use_writes_its_words(client, keeper, used):
    seen = fingerprint(facts_of(used))
    data = {"name": "Kết quả kiểm tra", "guidance": "", "seen": seen}

    answer = client.post(reverse(ROUTE, args=[used.pk]), data)

    used.refresh_from_db()
    assert (answer.status_code, used.name) == (302, "Kết quả kiểm tra")


def test_page_from_before_the_launch_is_refused_and_loses_nothing(client, keeper, used):
    page = client.post(reverse(ROUTE, args=[used.pk]), posted(used, part_rule="latest"))

    form = page.context["form"]
    assert (page.status_code, form.non_field_errors()) == (422, [InUse.message])
    assert form["part_rule"].value() == "latest"


def test_page_shows_what_somebody_else_wrote_and_then_replaces_it(client, keeper):
    indicator = IndicatorFactory(name="Tin, bài")
    address, data = reverse(ROUTE, args=[indicator.pk]), posted(indicator, name="Tin")
    changed(indicator, by=keeper, name="Bài")

    page = client.post(address, data)
    form = page.context["form"]
    [problem] = form.errors["name"]
    assert (page.status_code, form["name"].value()) == (422, "Tin")
    assert problem.startswith("Người khác vừa ghi: “Bài”.")

    client.post(address, data | {"seen": form["seen"].value()})
    assert Indicator.objects.get().name == "Tin"


@pytest.mark.parametrize(
    ("grades", "problem"),
    [
        ("Tốt", "Thang có từ 2 đến 6 mức."),
        ("\n".join("ABCDEFG"), "Thang có từ 2 đến 6 mức."),
        ("Tốt\nKhá\ntốt", "Có hai mức trùng tên."),
        ("Tốt\n" + "x" * 61, "Tên mức dài nhất 60 ký tự."),
    ],
)
def test_scale_with_bad_grades_comes_back(client, keeper, grades, problem):
    data = {"code": "TK4", "name": "Tốt, khá", "grades": grades}

    page = client.post(reverse("campaigns:catalogue:scale_add"), data)

    assert (page.status_code, page.context["form"].errors["grades"]) == (422, [problem])


def test_scale_is_added_with_its_grades_best_first(client, keeper):
    data = {"code": "TK3", "name": "Ba mức", "grades": " Tốt \r\n\r\nKhá\r\nYếu"}

    client.post(reverse("campaigns:catalogue:scale_add"), data)

    scale = GradeScale.objects.get()
    assert [(grade.position, grade.label) for grade in scale.grades.all()] == [
        (1, "Tốt"),
        (2, "Khá"),
        (3, "Yếu"),
    ]


def test_scale_changed_by_somebody_else_shows_both(client, keeper):
    scale = GradeScaleFactory(name="Bốn mức")
    facts = scale_facts_of(scale)
    seen = fingerprint(facts)
    change_scale(scale, "Thang bốn mức", facts["grades"], by=keeper, seen=seen)

    data = {"name": "Thang 4 mức", "grades": "\n".join(facts["grades"]), "seen": seen}
    page = client.post(reverse("campaigns:catalogue:scale_change", args=[scale.pk]), data)

    errors = page.context["form"].errors
    assert (page.status_code, list(errors)) == (422, ["name"])
    assert errors["name"][0].startswith("Người khác vừa ghi: “Thang bốn mức”.")
