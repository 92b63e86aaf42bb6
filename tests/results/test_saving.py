"""The entry page saves itself: a row, or the words, at a time."""

from decimal import Decimal

import pytest
from django.urls import reverse

from core.audit.models import Entry
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Figure, Revision
from tests.factories import IndicatorFactory
from tests.results.entry_page import figure_of
from tests.workflows import clerk_of, fill_in, running_movement, submission_at, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, submission):
    clerk = clerk_of(submission)
    client.force_login(clerk)
    return clerk


def save_row(client, submission, *, seen=None, **cells):
    figure = figure_of(submission)
    row = {"answer": "value", "note": "", "version": figure.row_version} | cells
    data = {f"f{figure.indicator_id}-{name}": value for name, value in row.items()}
    data["revision"] = seen or submission.current_revision_id
    return client.post(reverse("results:row", args=[submission.pk, figure.indicator_id]), data)


def save_words(client, submission, **words):
    data = dict.fromkeys(("strengths", "shortcomings", "causes", "proposals"), "")
    data = {f"narrative-{name}": text for name, text in (data | {"version": 1} | words).items()}
    address = reverse("results:words", args=[submission.pk])
    return client.post(address, data | {"revision": submission.current_revision_id})


def told(response) -> tuple[int, str]:
    """The status and the event by which the script knows whether to keep what was typed."""
    return response.status_code, response.headers["HX-Trigger"]


STORED = (200, '{"entry:stored": {}}')
REFUSED = (422, '{"entry:refused": {}}')


def test_row_is_stored(client, clerk, submission):
    assert told(save_row(client, submission, part="1.180", whole="1.200")) == STORED
    figure = figure_of(submission)
    assert (figure.part, figure.whole, figure.row_version) == (Decimal(1180), Decimal(1200), 2)


def test_answer_holds_the_version_the_verdict_and_the_progress(client, clerk, submission):
    response = save_row(client, submission, part="1.180", whole="1.200")
    page = response.content.decode()
    key = figure_of(submission).indicator_id
    assert f'name="f{key}-version" id="id_f{key}-version" value="2"' in page
    assert "1.180/1.200 = 98,33%" in page
    assert "Đã có trả lời 1/1 chỉ tiêu" in page
    assert "Đã lưu lúc" in page


def test_answer_rewrites_no_cell(client, clerk, submission):
    page = save_row(client, submission, part="1180", whole="1200").content.decode()
    assert page.count("<input") == page.count('type="hidden"') == 1
    assert "<select" not in page
    assert "<textarea" not in page


def test_row_entered_in_part_is_stored_and_still_asked_for(client, clerk, submission):
    response = save_row(client, submission, part="5", whole="")
    assert told(response) == STORED
    assert figure_of(submission).part == Decimal(5)
    assert figure_of(submission).answer == AnswerKind.PARTIAL
    assert "Đã có trả lời 0/1 chỉ tiêu" in response.content.decode()


def test_row_that_does_not_hold_is_told_and_not_stored(client, clerk, submission):
    response = save_row(client, submission, part="11", whole="10")
    assert told(response) == REFUSED
    assert "Quân số tham gia không được lớn hơn tổng quân số." in response.content.decode()
    assert figure_of(submission).answer == AnswerKind.MISSING


def test_cell_that_cannot_be_read_is_told_at_the_cell(client, clerk, submission):
    response = save_row(client, submission, part="mười", whole="10")
    assert told(response) == REFUSED
    key = figure_of(submission).indicator_id
    said = f'id="id_f{key}-part_error" hx-swap-oob="true">Hãy nhập một số'
    assert said in response.content.decode()


def test_row_that_somebody_else_wrote_shows_both_and_keeps_theirs(client, clerk, submission):
    save_row(client, submission, part="8", whole="10")
    response = save_row(client, submission, version=1, part="9", whole="10")
    assert told(response) == REFUSED
    page = response.content.decode()
    assert "Người khác vừa ghi: “8/10 (80%)”." in page
    assert 'data-entry-keep="2"' in page
    assert 'value="1"' in page  # whoever types on is told again, until one of the two is chosen
    assert figure_of(submission).part == Decimal(8)


def test_same_row_typed_by_two_people_is_stored(client, clerk, submission):
    save_row(client, submission, part="8", whole="10")
    assert told(save_row(client, submission, version=1, part="8", whole="10")) == STORED


def test_row_leaves_the_other_rows_alone(client):
    submission = running_movement(IndicatorFactory(), IndicatorFactory()).submission
    client.force_login(clerk_of(submission))
    one, other = submission.current_revision.figures.all()
    data = {f"f{one.indicator_id}-{name}": value for name, value in ROW_OF_A_COUNT.items()}
    address = reverse("results:row", args=[submission.pk, one.indicator_id])
    client.post(address, data | {"revision": submission.current_revision_id})
    assert Figure.objects.get(pk=one.pk).part == Decimal(3)
    assert Figure.objects.get(pk=other.pk).row_version == 1


ROW_OF_A_COUNT = {"answer": "value", "version": 1, "note": "", "part": "3"}


def test_row_of_an_indicator_that_is_not_asked_is_not_there(client, clerk, submission):
    address = reverse("results:row", args=[submission.pk, IndicatorFactory().pk])
    answers = [client.get(address), client.post(address, {"revision": 1})]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_row_of_a_report_sent_meanwhile_is_refused_and_said(client, clerk, submission):
    submit(fill_in(submission))
    response = save_row(client, submission, part="1", whole="10")
    assert told(response) == REFUSED
    assert "không sửa được" in response.content.decode()
    assert figure_of(submission).part == Decimal(95)


def test_row_is_given_as_it_stands(client, clerk, submission):
    save_row(client, submission, part="8", whole="10")
    key = figure_of(submission).indicator_id
    page = client.get(reverse("results:row", args=[submission.pk, key])).content.decode()
    assert page.lstrip().startswith(f'<tr id="row-{key}"')
    assert 'value="8"' in page


def test_words_are_stored(client, clerk, submission):
    assert told(save_words(client, submission, strengths="Huấn luyện tốt.")) == STORED
    assert Revision.objects.get(submission=submission).strengths == "Huấn luyện tốt."


def test_words_that_somebody_else_wrote_are_told_at_their_field(client, clerk, submission):
    save_words(client, submission, strengths="Câu trước.")
    response = save_words(client, submission, strengths="Câu sau.")
    assert told(response) == REFUSED
    page = response.content.decode()
    assert 'id="id_narrative-strengths_error" hx-swap-oob="true">Người khác vừa ghi: “Câu' in page
    assert Revision.objects.get(submission=submission).strengths == "Câu trước."


def test_words_are_given_as_they_stand(client, clerk, submission):
    save_words(client, submission, strengths="Huấn luyện tốt.")
    page = client.get(reverse("results:words", args=[submission.pk])).content.decode()
    assert "Huấn luyện tốt.</textarea>" in page


def test_a_row_saved_again_as_it_is_leaves_no_trace(client, clerk, submission):
    for _ in range(2):
        save_row(client, submission, version=figure_of(submission).row_version, part="8", whole="9")
    assert Entry.objects.filter(event="results.figures_saved").count() == 1


@pytest.mark.parametrize("state", [State.RETURNED, State.REOPENED])
def test_row_of_the_revision_before_is_refused(client, state):
    submission = submission_at(state)
    client.force_login(clerk_of(submission))
    former = submission.revisions.get(number=1)
    assert told(save_row(client, submission, seen=former.pk, part="1", whole="2")) == REFUSED


@pytest.mark.parametrize("rows", [1, 3])
def test_saving_a_row_asks_as_many_queries_on_a_longer_page(
    client, django_assert_num_queries, rows
):
    submission = running_movement(*IndicatorFactory.create_batch(rows)).submission
    client.force_login(clerk_of(submission))
    figure = submission.current_revision.figures.first()
    address = reverse("results:row", args=[submission.pk, figure.indicator_id])
    data = {f"f{figure.indicator_id}-{name}": value for name, value in ROW_OF_A_COUNT.items()}
    with django_assert_num_queries(18):
        client.post(address, data | {"revision": submission.current_revision_id})
