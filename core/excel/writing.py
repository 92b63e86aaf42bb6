"""Any list as an Excel workbook: numbers as numbers, everything else as text, never a formula."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

DAY_FORMAT = "DD/MM/YYYY"
TIME_FORMAT = "DD/MM/YYYY HH:MM"


def excel_response(rows: Iterable[Iterable], *, name: str) -> HttpResponse:
    """The rows, heads first, as a download called `name`.xlsx."""
    response = HttpResponse(workbook_bytes(rows), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def workbook_bytes(rows: Iterable[Iterable]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh sách")
    sheet.freeze_panes = "A2"
    for index, row in enumerate(rows):
        sheet.append([_cell(sheet, value, is_head=index == 0) for value in row])
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _cell(sheet, value, *, is_head: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=_storable(value))
    if isinstance(cell.value, str):
        cell.data_type = "s"
    elif isinstance(cell.value, date):
        cell.number_format = TIME_FORMAT if isinstance(value, datetime) else DAY_FORMAT
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _storable(value):
    """Workbooks know no time zones, and no control characters in texts."""
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if value is None or isinstance(value, int | Decimal | date):
        return value
    return ILLEGAL_CHARACTERS_RE.sub("", str(value))
