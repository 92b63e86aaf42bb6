"""Forms of direct subordinates: taken away together, each that comes back told alone."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from campaigns.domain.campaigns import launch_campaign
from core.access.seen import fingerprint
from core.excel.refusals import MOST_FILES, UnreadableWorkbook
from results.domain.extensions import extend_submission, extension_facts
from results.domain.periods import open_period
from results.forms.subordinates import SubordinatesForm
from results.models import Submission
from results.workbook.layout import KEYS, TOKEN_ROW
from results.workbook.refusals import NotEntering, NotSubordinate, SentTwice
from results.workbook.tickets import ticket_of
from tests.factories import IndicatorFactory, ParticipationFactory, UserFactory
from tests.results.entry_page import figure_of
from tests.results.workbook.filling import check, content_of, fill, form_of, take
from tests.workflows import (
    fill_in,
    head_of,
    officer_of,
    planned_movement,
    running_movement,
    send_back,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    return running_movement(IndicatorFactory(ratio=True))


@pytest.fixture
def above(movement):
    return movement.submission_of(movement.superior)


@pytest.fixture
def hand(client, movement):
    """Enters for the unit and for its sibling, and reads what their superior receives."""
    person = UserFactory(
        grants=[
            (Role.CLERK, movement.unit),
            (Role.CLERK, movement.sibling),
            (Role.REVIEWER, movement.superior),
        ]
    )
    client.force_login(person)
    return person


def owing_on(client, above) -> list[str]:
    page = client.get(reverse("results:subordinates", args=[above.pk]))
    return [one.unit for one in page.context["owing"].fields["unit"].queryset]


def archive(client, above, *submissions):
    address = reverse("results:archive", args=[above.pk])
    return client.get(address, {"unit": [one.pk for one in submissions]})


def filled(submission, **typed) -> bytes:
    return content_of(fill(form_of(submission), **typed)).getvalue()


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, file in files.items():
            packed.writestr(f"bieu/{name}", file)
    return content.getvalue()


def deliver(client, above, **files: bytes) -> list[dict]:
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    response = client.post(
        reverse("results:subordinates", args=[above.pk]), {"files": sent}, follow=True
    )
    return response.context["intakes"]


def outcome(intakes: list[dict]) -> dict[str, tuple[str, str]]:
    return {one["file"]: (one["unit"], one["refused"]) for one in intakes}


def test_page_names_the_direct_subordinates_that_owe(client, hand, movement, above):
    submit(fill_in(movement.submission_of(movement.sibling)))

    assert owing_on(client, above) == [movement.unit]


def test_archive_holds_a_form_for_each_chosen_unit(client, hand, movement, above):
    chosen = [movement.submission, movement.submission_of(movement.sibling)]

    content = b"".join(archive(client, above, *chosen).streaming_content)

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        pages = [load_workbook(io.BytesIO(packed.read(name))).active for name in packed.namelist()]
    bound = {ticket_of(page.cell(TOKEN_ROW, KEYS).value).submission_id for page in pages}
    assert bound == {one.pk for one in chosen}


def test_archive_of_nobody_asks_to_choose(client, hand, above):
    response = archive(client, above)

    assert response.status_code == 422
    assert response.context["owing"].errors["unit"] == ["Hãy chọn ít nhất một đơn vị."]


def test_archive_gives_no_form_of_a_unit_further_below(client, hand, movement, above):
    response = archive(client, above, movement.submission_of(movement.subordinate))

    assert response.status_code == 422


def test_archive_is_refused_for_more_than_fit(monkeypatch, movement, above, hand):
    monkeypatch.setattr("results.forms.subordinates.MOST_FILES", 1)
    owing = Submission.objects.filter(superior=movement.superior)

    form = SubordinatesForm(owing, {"unit": [one.pk for one in owing]})

    assert form.errors["unit"] == ["Mỗi lần tải không quá 1 đơn vị."]


def test_each_file_is_accepted_or_refused_alone(client, hand, movement, above):
    own, sibling = movement.submission, movement.submission_of(movement.sibling)
    submit(fill_in(sibling))

    intakes = deliver(
        client,
        above,
        **{
            "một.xlsx": filled(own, part="5", whole="10"),
            "hai.xlsx": filled(sibling, part="5", whole="10"),
            "ba.txt": b"khong phai bieu",
        },
    )

    assert outcome(intakes) == {
        "một.xlsx": (str(movement.unit), ""),
        "hai.xlsx": (
            str(movement.sibling),
            "Báo cáo đang ở trạng thái “Đã gửi, chờ xác nhận”, không sửa được.",
        ),
        "ba.txt": ("", UnreadableWorkbook.message),
    }


def test_archive_is_taken_apart(client, hand, movement, above):
    sibling = movement.submission_of(movement.sibling)
    content = zipped(
        **{
            "a.xlsx": filled(movement.submission, part="5", whole="10"),
            "b.xlsx": filled(sibling, part="6", whole="10"),
        }
    )

    intakes = deliver(client, above, **{"nop.zip": content})

    assert [one["differences"] for one in intakes] == [1, 1]
    assert list(outcome(intakes)) == ["a.xlsx", "b.xlsx"]


def test_accepted_file_waits_to_be_looked_at(client, hand, movement, above):
    deliver(client, above, **{"a.xlsx": filled(movement.submission, part="5", whole="10")})

    take(client, movement.submission, check(client, movement.submission))

    assert figure_of(movement.submission).part == 5


def test_second_file_of_a_unit_is_refused(client, hand, movement, above):
    content = filled(movement.submission, part="5", whole="10")

    intakes = deliver(client, above, **{"a.xlsx": content, "b.xlsx": content})

    assert outcome(intakes)["b.xlsx"] == (str(movement.unit), SentTwice.message)


def test_file_of_a_unit_for_which_one_may_not_enter_is_refused(client, movement, above):
    client.force_login(UserFactory(grants=[(Role.REVIEWER, movement.superior)]))

    intakes = deliver(
        client, above, **{"a.xlsx": filled(movement.submission, part="5", whole="10")}
    )

    assert outcome(intakes) == {"a.xlsx": (str(movement.unit), NotEntering.message)}
    assert check(client, movement.submission).status_code == 403


def test_file_of_a_unit_out_of_reach_does_not_name_it(client, hand, above):
    elsewhere = running_movement().submission

    intakes = deliver(client, above, **{"a.xlsx": filled(elsewhere)})

    assert outcome(intakes) == {"a.xlsx": ("", NotSubordinate.message)}


def test_too_many_files_are_refused_at_their_field(client, hand, above):
    files = zipped(**{f"{number}.xlsx": b"" for number in range(MOST_FILES + 1)})

    response = client.post(
        reverse("results:subordinates", args=[above.pk]),
        {"files": SimpleUploadedFile("nop.zip", files)},
    )

    assert response.status_code == 422
    assert response.context["form"].errors["files"] == [f"Mỗi lần nhận không quá {MOST_FILES} tệp."]


def test_nothing_sent_is_told_at_its_field(client, hand, above):
    response = client.post(reverse("results:subordinates", args=[above.pk]))

    assert response.context["form"].errors["files"] == ["Hãy chọn các tệp đã điền."]


def test_intakes_are_shown_with_their_own_unit_only(client, hand, movement, above):
    deliver(client, above, **{"a.xlsx": b"x"})

    response = client.get(reverse("results:received", args=[movement.submission.pk]))

    assert response.url == reverse("results:subordinates", args=[movement.submission.pk])


@pytest.mark.parametrize(("unit", "has_them"), [("superior", True), ("subordinate", False)])
def test_only_a_superior_is_led_to_the_forms_of_others(movement, unit, has_them):
    assert movement.submission_of(getattr(movement, unit)).has_subordinates is has_them


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_subordinates_asks_as_much_for_one_as_for_three(
    client, django_assert_num_queries, rows
):
    movement = planned_movement()
    for _ in range(rows - 1):
        ParticipationFactory(campaign=movement.campaign, superior=movement.unit)
    launch_campaign(movement.campaign, by=officer_of(movement.campaign))
    open_period(movement.period)
    above = movement.submission
    client.force_login(head_of(above))

    with django_assert_num_queries(8):
        owing = owing_on(client, above)

    assert len(owing) == rows


def test_closed_period_leaves_only_what_was_handed_back(client, hand, movement, above):
    send_back(submit(fill_in(movement.submission)))
    movement.period.due_on = movement.period.closes_on = date(2026, 1, 5)
    movement.period.save()

    assert owing_on(client, above) == [movement.unit]


def test_closed_period_leaves_whom_more_time_was_given(client, hand, movement, above):
    movement.period.due_on = movement.period.closes_on = date(2026, 1, 5)
    movement.period.save()
    submission = movement.submission
    later = submission.due_on + timedelta(days=30)
    extend_submission(
        submission,
        by=UserFactory(grants=[(Role.REVIEWER, movement.superior)]),
        due_on=later,
        closes_on=later,
        reason="Đơn vị bị ngập lụt.",
        seen=fingerprint(extension_facts(submission)),
    )

    assert owing_on(client, above) == [movement.unit]
