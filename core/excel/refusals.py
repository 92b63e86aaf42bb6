"""Why a workbook cannot be read, as the person who chose it reads it."""

from core.access.refusals import NotPossible

MEGABYTE = 1 << 20
LARGEST_FILE = 5 * MEGABYTE
LARGEST_CONTENT = 60 * MEGABYTE  # unpacked: an .xlsx file is an archive, and may unpack to anything
MOST_ROWS = 5_000
MOST_FILES = 30  # in an archive


class UnreadableWorkbook(NotPossible):
    """The file as a whole cannot be read; the message says why."""

    code = "unreadable_workbook"
    message = "Không đọc được tệp. Hãy chọn tệp Excel (.xlsx hoặc .xls)."


class LockedWorkbook(UnreadableWorkbook):
    code = "locked_workbook"
    message = "Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi chọn lại."


class WorkbookWithMacros(UnreadableWorkbook):
    code = "workbook_with_macros"
    message = "Tệp có macro nên không nhận. Hãy lưu thành sổ làm việc Excel (.xlsx) rồi chọn lại."


class LargeFile(UnreadableWorkbook):
    code = "large_file"
    message = f"Tệp lớn quá {LARGEST_FILE // MEGABYTE} MB."


class LargeContent(UnreadableWorkbook):
    code = "large_content"
    message = "Tệp quá lớn sau khi giải nén."


class ManyRows(UnreadableWorkbook):
    code = "many_rows"
    message = f"Tệp có quá {MOST_ROWS} dòng."


class ManyFiles(UnreadableWorkbook):
    code = "many_files"
    message = f"Mỗi lần nhận không quá {MOST_FILES} tệp."


class NoRows(UnreadableWorkbook):
    code = "no_rows"
    message = "Tệp không có dòng nào."


class ExhaustingWorkbook(UnreadableWorkbook):
    """It used up the memory or the time that one file may use."""

    code = "exhausting_workbook"
    message = (
        "Tệp bị hỏng, hoặc có ô nằm quá xa hay quá nhiều nội dung nên không đọc được. "
        "Hãy chép phần cần nộp sang tệp mới rồi chọn lại."
    )


BY_CODE = {
    kind.code: kind
    for kind in (
        UnreadableWorkbook,
        LockedWorkbook,
        WorkbookWithMacros,
        LargeContent,
        ManyRows,
        ManyFiles,
        NoRows,
        ExhaustingWorkbook,
    )
}
