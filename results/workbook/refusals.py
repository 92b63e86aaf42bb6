"""Why a workbook is refused whole, as the person who sent it reads it."""

from core.access.refusals import NotPossible

AGAIN = "Hãy tải biểu mới từ trang nhập số liệu rồi chép số liệu sang."


class WorkbookRefused(NotPossible):
    """Nothing of the file was looked at."""

    code = "workbook_refused"


class NotTheForm(WorkbookRefused):
    code = "not_the_form"
    message = (
        "Tệp này không phải biểu số liệu tải từ chương trình, "
        f"hoặc các cột của biểu đã bị thay đổi. {AGAIN}"
    )


class ForgedToken(WorkbookRefused):
    code = "forged_token"
    message = f"Mã gắn biểu với báo cáo đã bị sửa nên không nhận biểu này. {AGAIN}"


class ForeignWorkbook(WorkbookRefused):
    code = "foreign_workbook"
    message = "Biểu này của đơn vị khác hoặc của kỳ khác nên không nhận vào báo cáo này."


class OldWorkbook(WorkbookRefused):
    code = "old_workbook"
    message = (
        "Biểu này tải về trước khi báo cáo được trả lại, mở lại hoặc trước khi kế hoạch thay đổi "
        f"nên không nhận. {AGAIN}"
    )


class StrangeRows(WorkbookRefused):
    code = "strange_rows"
    message = f"Biểu có dòng lạ, dòng lặp lại hoặc thiếu dòng nên không nhận. {AGAIN}"


class NotSubordinate(WorkbookRefused):
    code = "not_subordinate"
    message = "Biểu này không của đơn vị trực thuộc trong kỳ này."


class NotEntering(WorkbookRefused):
    code = "not_entering"
    message = (
        "Bạn không có quyền nhập số liệu của đơn vị này. Hãy chuyển tệp cho người nhập liệu của "
        "đơn vị, hoặc đề nghị quản trị viên phân quyền nhập liệu tại đơn vị."
    )


class SentTwice(WorkbookRefused):
    code = "sent_twice"
    message = "Trong lần tải lên này đã có tệp khác của đơn vị."
