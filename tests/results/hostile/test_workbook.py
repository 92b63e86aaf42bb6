"""The Excel form: what is typed into its cells is taken over as typed, or marked there."""

import json

import pytest

from core.excel import reading
from core.excel.child import answer
from core.excel.writing import LONGEST_CELL, LongText, cell_text
from results.domain.revisions import NARRATIVE
from results.forms.figures import LONGEST_TEXT
from results.models import Figure, Revision
from tests.factories import IndicatorFactory
from tests.payloads import REFUSED, TEXTS, as_documented
from tests.results.workbook.filling import check, form_of, places_of, take, upload
from tests.workflows import clerk_of, running_movement

pytestmark = pytest.mark.django_db


def fits(text: str) -> bool:
    """Whether a spreadsheet could hold it."""
    try:
        return cell_text(text).replace("_x005F_", "_") == text
    except LongText:
        return False


FITTING = {kind: text for kind, text in TEXTS.items() if fits(text)}


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """A child for each of many files would take its time, and guard against nothing here."""

    def ask(file, *wanted):
        file.seek(0)
        return json.loads(json.dumps(answer(file, list(wanted))))

    monkeypatch.setattr(reading, "_ask", ask)


def typed_into(submission, cells: dict[str, str]):
    """The form with the texts in the cells of these names."""
    form = form_of(submission)
    places = places_of(form.active)
    for name, text in cells.items():
        cell = form.active.cell(*places[name])
        cell.value = cell_text(text) or None
        cell.data_type = "s"
    return form


def open_for(client, *indicators):
    submission = running_movement(*indicators).submission
    client.force_login(clerk_of(submission))
    return submission


def looked_at(client, submission, cells: dict[str, str]):
    """The page of what the form says, taken over as far as it goes, and what is wrong there."""
    assert upload(client, submission, typed_into(submission, cells)).status_code == 302
    page = check(client, submission)
    refused = {one.group.key for one in page.context["differences"] if one.taken is None}
    if page.context["form"].ticked:
        take(client, submission, page)
    return page, refused


def indicators_for(**measure) -> dict:
    """One for each kind of text."""
    made = IndicatorFactory.create_batch(len(FITTING), **measure)
    return dict(zip(FITTING, made, strict=True))


@pytest.mark.parametrize("name", ["text", "note"])
def test_words_of_a_figure_are_taken_over_as_typed_or_marked(client, name):
    indicators = indicators_for(statement=True)
    submission = open_for(client, *indicators.values())
    cells = {f"f{indicators[kind].pk}-{name}": text for kind, text in FITTING.items()}

    _, refused = looked_at(client, submission, cells)

    figures = Figure.objects.filter(revision=submission.current_revision_id)
    stored = dict(figures.values_list("indicator", name))
    expected = {
        one.pk: "" if f"f{one.pk}" in refused else as_documented(FITTING[kind])
        for kind, one in indicators.items()
    }
    assert stored == expected
    assert len(refused) < len(FITTING) / 2


def test_number_is_read_or_marked(client):
    indicators = indicators_for()
    submission = open_for(client, *indicators.values())
    cells = {f"f{indicators[kind].pk}-part": text for kind, text in FITTING.items()}

    _, refused = looked_at(client, submission, cells)

    taken = {FITTING[kind] for kind, one in indicators.items() if f"f{one.pk}" not in refused}
    assert {text.strip() for text in taken} == {"", "0", "1.234,5"}


def test_words_of_the_unit_are_taken_over_as_typed(client):
    submission, wrong = open_for(client), {}
    kept = [text for kind, text in FITTING.items() if not is_refused(kind)]
    for start in range(0, len(kept), len(NARRATIVE)):
        texts = dict(zip(NARRATIVE, kept[start : start + len(NARRATIVE)], strict=False))
        looked_at(client, submission, {f"narrative-{name}": text for name, text in texts.items()})
        revision = Revision.objects.get(pk=submission.current_revision_id)
        expected = {name: as_documented(text) for name, text in texts.items()}
        stored = {name: getattr(revision, name) for name in texts}
        wrong |= {} if stored == expected else {start: stored}

    assert wrong == {}


def test_words_of_the_unit_that_cannot_be_kept_are_marked(client):
    submission = open_for(client)
    kinds = list(filter(is_refused, FITTING))

    refused = {
        kind: looked_at(client, submission, {"narrative-causes": FITTING[kind]})[1]
        for kind in kinds
    }

    assert refused == {kind: {"narrative"} for kind in kinds}


def is_refused(kind: str) -> bool:
    if kind == "next line before":  # a line end to a spreadsheet, and left out like blanks
        return False
    return kind in REFUSED or len(as_documented(FITTING[kind])) > LONGEST_TEXT


def test_longest_text_fits_its_cell_however_it_is_written(client):
    submission = open_for(client)
    longest = ["😀" * LONGEST_TEXT, ("_x0041" * LONGEST_TEXT)[: LONGEST_TEXT - 1] + "_"]

    assert [len(cell_text(text).encode("utf-16-le")) // 2 <= LONGEST_CELL for text in longest] == [
        True,
        True,
    ]
    looked_at(client, submission, {"narrative-causes": longest[1]})
    read = form_of(submission).active
    row, column = places_of(read)["narrative-causes"]
    assert read.cell(row, column).value == cell_text(longest[1])
