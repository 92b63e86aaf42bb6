"""The form as a clerk fills it in with a spreadsheet."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from results.models import Submission
from results.workbook.entries import EntrySheet
from results.workbook.layout import FILLED_IN, KEYS
from results.workbook.tickets import token_of
from results.workbook.writing import write_workbook


def form_of(submission: Submission) -> Workbook:
    """The form as it is downloaded now."""
    submission = Submission.objects.with_context().get(pk=submission.pk)
    sheet = EntrySheet(submission)
    return load_workbook(io.BytesIO(write_workbook(sheet, token_of(sheet))))


def places_of(page: Worksheet) -> dict[str, tuple[int, int]]:
    """Row and column of every cell to fill in, by its name."""
    places = {}
    for row in range(2, page.max_row + 1):
        names = (page.cell(row, KEYS).value or "").split()
        places |= {name: (row, column) for name, column in zip(names, FILLED_IN, strict=False)}
    return places


def fill(form: Workbook, **texts) -> Workbook:
    """Fills cells of the first figure, or of the unit's words, by the last part of their names."""
    places = places_of(form.active)
    by_field = {name.partition("-")[2]: place for name, place in reversed(places.items())}
    for name, text in texts.items():
        form.active.cell(*by_field[name]).value = text
    return form


def content_of(form: Workbook) -> io.BytesIO:
    file = io.BytesIO()
    form.save(file)
    file.seek(0)
    return file


def upload(client, submission: Submission, form: Workbook | bytes):
    content = form if isinstance(form, bytes) else content_of(form).getvalue()
    return client.post(
        reverse("results:workbook_upload", args=[submission.pk]),
        {"file": SimpleUploadedFile("bieu.xlsx", content)},
    )


def check(client, submission: Submission):
    return client.get(reverse("results:workbook_check", args=[submission.pk]))


def take(client, submission: Submission, page, **changes):
    """Sends the page of differences as it came, but for the changes."""
    form = page.context["form"]
    data = {"seen": form.initial["seen"], "take": form.initial["take"]} | changes
    return client.post(reverse("results:workbook_check", args=[submission.pk]), data)
