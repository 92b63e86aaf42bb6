"""Any list as an Excel workbook: numbers as numbers, everything else as text, never a formula."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from core.access.refusals import NotPossible

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

DAY_FORMAT = "DD/MM/YYYY"
TIME_FORMAT = "DD/MM/YYYY HH:MM"
FIRST_MOMENT = datetime(1980, 1, 1)  # that a zip file can tell
LONGEST_CELL = 32_767  # units of UTF-16; openpyxl would cut off the rest
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in any XML
# Excel reads _x0041_ in a text as the letter A, and _x005F_ as the underscore (ECMA-376 22.4.2.4).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class LongText(NotPossible):
    code = "long_text"
    message = (
        "Có nội dung dài quá 32.767 ký tự, không ghi vừa một ô Excel nên chưa xuất được tệp. "
        "Hãy xem nội dung ấy trên trang."
    )


def excel_response(rows: Iterable[Iterable], *, name: str) -> HttpResponse:
    """The rows, heads first, as a download called `name`.xlsx."""
    response = HttpResponse(workbook_bytes(rows), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def workbook_bytes(rows: Iterable[Iterable]) -> bytes:
    stored = [[_storable(value) for value in row] for row in rows]  # refused before it is begun
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh sách")
    sheet.freeze_panes = "A2"
    for index, row in enumerate(stored):
        sheet.append([_cell(sheet, value, is_head=index == 0) for value in row])
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def fixed_workbook_bytes(rows: Iterable[Iterable]) -> bytes:
    """Without the moment at which it was written: the same rows give the same bytes."""
    properties = DocumentProperties(created=FIRST_MOMENT, modified=FIRST_MOMENT)
    fixed = {ARC_CORE: tostring(properties.to_tree())}
    packed = BytesIO()
    with ZipFile(BytesIO(workbook_bytes(rows))) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            info = ZipInfo(name, FIRST_MOMENT.timetuple()[:6])
            target.writestr(info, fixed.get(name) or source.read(name), ZIP_DEFLATED)
    return packed.getvalue()


def cell_text(text: str) -> str:
    """The text as a cell has to hold it so that the same is read there.

    Characters that no workbook can hold are left out. Raises LongText.
    """
    written = _ESCAPE.sub("_x005F_", _UNWRITABLE.sub("", text))
    if len(written.encode("utf-16-le")) > 2 * LONGEST_CELL:
        raise LongText
    return written


def _cell(sheet, value, *, is_head: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(cell.value, str):
        cell.data_type = "s"
    elif isinstance(cell.value, date):
        cell.number_format = TIME_FORMAT if isinstance(value, datetime) else DAY_FORMAT
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _storable(value):
    """Workbooks know no time zones."""
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if value is None or isinstance(value, int | Decimal | date):
        return value
    return cell_text(str(value))
