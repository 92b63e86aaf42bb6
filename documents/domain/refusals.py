"""How an act on documents is declined. Each type knows the field of the form that caused it."""

from collections.abc import Sequence

from core.access.refusals import NotPossible


class DocumentRefusal(NotPossible):
    """`field` is named as the verb's argument; it is "" when the act as a whole is declined."""

    code = "document_refused"
    field = ""

    def __init__(self, message: str | None = None, *, field: str | None = None):
        super().__init__(message)
        self.field = self.field if field is None else field


class WrongState(DocumentRefusal):
    code = "wrong_state"


class Incomplete(DocumentRefusal):
    """Something that every document has is not there yet."""

    code = "incomplete"


class NotTyped(DocumentRefusal):
    """The text holds a table, which no typed line can say."""

    code = "not_typed"
    message = "Nội dung có bảng nên không sửa được dưới dạng chữ."


class Unreadable(DocumentRefusal):
    code = "unreadable"
    field = "text"
    message = "Nội dung có ký tự không in được. Hãy gõ lại đoạn đó."


class KindsTaken(DocumentRefusal):
    """A kind takes its numbers from one series of a year."""

    code = "kinds_taken"
    field = "kinds"


class NumbersGiven(DocumentRefusal):
    code = "numbers_given"
    field = "first_number"
    message = "Hệ thống này đã cấp số, nên không đặt lại số bắt đầu được nữa."


class KeptElsewhere(DocumentRefusal):
    code = "kept_elsewhere"
    field = "first_number"
    message = "Số của hệ thống này được cấp ở nơi khác, chương trình không giữ số bắt đầu."


class NoSeries(DocumentRefusal):
    """No series numbers the kind in the year of the date."""

    code = "no_series"
    field = "legal_date"


class NumberMissing(DocumentRefusal):
    code = "number_missing"
    field = "number"
    message = "Hãy ghi số mà văn thư đã cấp."


class NumberTaken(DocumentRefusal):
    code = "number_taken"
    field = "number"


class DateToCome(DocumentRefusal):
    code = "date_to_come"
    field = "legal_date"
    message = "Ngày ban hành không được sau hôm nay."


class OtherYear(DocumentRefusal):
    """A number that is held belongs to the series of its year."""

    code = "other_year"
    field = "legal_date"


class OutOfOrder(DocumentRefusal):
    """Only a signatory gives a number a date that its neighbours' dates contradict."""

    code = "out_of_order"
    field = "legal_date"


class NotPrinted(DocumentRefusal):
    code = "not_printed"
    message = "Chưa có tệp PDF của văn bản đúng như hiện nay. Hãy chờ tạo xong tệp rồi làm tiếp."


class InvalidDispatch(DocumentRefusal):
    """`problems` say of which recipient's field what: (key of the row, field, message)."""

    code = "invalid_dispatch"
    message = "Chưa ghi được. Hãy xem các ô được đánh dấu."

    def __init__(self, problems: Sequence[tuple[int, str, str]]):
        super().__init__()
        self.problems = problems


class CannotEnd(DocumentRefusal):
    """What a document would end is not there to be ended by it."""

    code = "cannot_end"


class NobodyNamed(DocumentRefusal):
    """An excerpt would have no row."""

    code = "nobody_named"
    field = "names"
    message = "Không dòng nào trong danh sách, phụ lục có tên này. Hãy ghi đúng như trong văn bản."


class CodeTaken(DocumentRefusal):
    """Two records files of an issuer and year bear different codes."""

    code = "code_taken"
    field = "code"


class FileClosed(DocumentRefusal):
    code = "file_closed"
    message = "Hồ sơ đã kết thúc, không thay đổi được nữa. Văn bản đến sau được đưa vào hồ sơ khác."


class FileEmpty(DocumentRefusal):
    code = "file_empty"
    message = "Hồ sơ chưa có văn bản nào."


class InvalidClosing(DocumentRefusal):
    code = "invalid_closing"
    field = "closed_on"
    message = "Ngày kết thúc hồ sơ không được trước ngày mở."


class NotFileable(DocumentRefusal):
    """A draft, or a document that not everybody who reads the file may read."""

    code = "not_fileable"
    field = "documents"


class NotInFile(DocumentRefusal):
    code = "not_in_file"
    message = "Văn bản không còn trong hồ sơ."
