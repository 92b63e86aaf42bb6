"""Absolute numbers and content that may be secret are kept nowhere, whatever way they come."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.domain.quotas import NoQuotaOfPercentages, set_quota
from campaigns.models import Indicator
from core.audit.models import Entry
from results.domain.answers import Answer
from results.domain.figures import InvalidFigures, save_answers
from results.domain.receipts import receipt_of
from results.domain.sheet import sheet_of
from results.domain.wording import PERCENTAGES_ONLY
from results.enums import AnswerKind, Verdict
from results.models import Figure
from tests.factories import IndicatorFactory, QuotaFactory
from tests.refusals import refused_by
from tests.workflows import answer_to, clerk_of, fill_in, officer_of, running_movement, submit

pytestmark = pytest.mark.django_db

NUMBERS = ["part", "whole", "g1", "g2", "g3", "g4", "g5", "g6"]


@pytest.fixture
def of_percentages():
    return running_movement(IndicatorFactory(percentage=True)).submission


def figure_of(submission) -> Figure:
    return submission.current_revision.figures.select_related("indicator").get()


def save(submission, answer: Answer):
    revision = submission.current_revision_id
    return save_answers(submission, [answer], by=clerk_of(submission), revision_id=revision)


def separately(figure, **said) -> Answer:
    kind = AnswerKind.REPORTED_SEPARATELY
    return Answer(figure.indicator_id, figure.row_version, kind, **said)


@pytest.mark.parametrize("column", NUMBERS)
def test_number_beside_a_percentage_is_refused(of_percentages, column):
    figure = figure_of(fill_in(of_percentages))
    with refused_by("figure_percent_stands_alone"):
        Figure.objects.filter(pk=figure.pk).update(**{column: 5})


@pytest.mark.parametrize("column", NUMBERS)
def test_number_in_place_of_a_percentage_is_refused(of_percentages, column):
    figure = figure_of(fill_in(of_percentages))
    with refused_by("figure_of_percentages_only"):
        Figure.objects.filter(pk=figure.pk).update(**{"percent": None, column: 5})


def test_percentage_of_what_is_counted_is_refused(submission):
    figure = figure_of(fill_in(submission))
    with refused_by("figure_of_percentages_only"):
        Figure.objects.filter(pk=figure.pk).update(part=None, whole=None, percent=5)


def test_number_that_came_with_a_percentage_is_nowhere_in_the_trail(of_percentages):
    figure = figure_of(of_percentages)
    save(of_percentages, answer_to(figure, percent=Decimal(95), part=Decimal(4217)))
    after = Entry.objects.get(event="results.figures_saved").after[figure.indicator.code]
    assert after == {"answer": "value", "percent": "95"}


@pytest.mark.parametrize("measure", ["count", "done", "statement"])
def test_percentages_alone_are_of_a_ratio(measure):
    indicator = IndicatorFactory(percentage=True)
    with refused_by("indicator_percentage_is_a_ratio"):
        Indicator.objects.filter(pk=indicator.pk).update(measure=measure)


def test_quota_of_percentages_is_refused(of_percentages):
    campaign, indicator = of_percentages.campaign, figure_of(of_percentages).indicator
    with pytest.raises(NoQuotaOfPercentages):
        set_quota(campaign, of_percentages.unit, indicator, Decimal(5), by=officer_of(campaign))
    with refused_by("no_quota_of_percentages"):
        QuotaFactory(campaign=campaign, unit=of_percentages.unit, indicator=indicator)


def test_unit_is_judged_by_its_percentage(of_percentages):
    submission = fill_in(of_percentages)
    [section] = sheet_of(submission, submission.current_revision)
    [line] = section.rows[0].lines
    assert line.judgement.verdict in (Verdict.MET, Verdict.MISSED, Verdict.UNDERWAY)


def test_form_asks_for_the_percentage_alone_and_warns(client, of_percentages):
    client.force_login(clerk_of(of_percentages))
    response = client.get(reverse("results:workbook", args=[of_percentages.pk]))
    content = b"".join(response.streaming_content)
    rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    asked = [row for row in rows if row[0] == "1"]
    name = figure_of(of_percentages).indicator.name
    assert [(row[1].splitlines()[0], row[1].splitlines()[-1]) for row in asked] == [
        (name, PERCENTAGES_ONLY)
    ]


def test_entry_page_warns_beside_the_row(client, of_percentages):
    client.force_login(clerk_of(of_percentages))
    page = client.get(reverse("results:enter", args=[of_percentages.pk])).content.decode()
    assert page.count(PERCENTAGES_ONLY) == 1


def test_note_beside_a_secret_answer_is_told_and_not_dropped(submission):
    with pytest.raises(InvalidFigures) as refusal:
        save(submission, separately(figure_of(submission), note="Kho K17"))
    [[problem]] = refusal.value.errors.values()
    assert problem == "Đã chọn báo cáo riêng theo chế độ mật: hãy xóa ghi chú của dòng này."


@pytest.mark.parametrize(
    "said", [{"note": "Kho K17"}, {"done_on": "2026-03-01"}, {"is_estimate": True}]
)
def test_secret_answer_that_says_more_is_refused(submission, said):
    figure = figure_of(save(submission, separately(figure_of(submission))))
    with refused_by("figure_reported_separately_says_nothing"):
        Figure.objects.filter(pk=figure.pk).update(**said)


def test_receipt_counts_what_is_reported_apart(submission):
    submission = submit(save(submission, separately(figure_of(submission))))
    receipt = receipt_of(submission.current_revision)
    assert (receipt.figures, receipt.separate) == (1, 1)
