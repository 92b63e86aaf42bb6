"""Any list as an Excel workbook: numbers as numbers, everything else as text, never a formula."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    if isinstance(value, datetime):
        value = timezone.make_naive(value)
    if not isinstance(value, int | Decimal | date):
        value = "" if value is None else str(value)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if is_head:
        cell.font = Font(bold=True)
    return cell
