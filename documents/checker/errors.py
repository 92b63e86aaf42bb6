"""Why a file cannot be checked, as the person who chose it reads it."""

from core.access.refusals import NotPossible

MOST_PAGES = 100
MOST_BYTES = 20_000_000


class Uncheckable(NotPossible):
    """The file is no document whose format could be read."""


class NotPdf(Uncheckable):
    code = "not_pdf"
    message = "Tệp này không phải PDF. Hãy xuất văn bản ra PDF rồi chọn lại."


class Encrypted(Uncheckable):
    code = "encrypted"
    message = "Tệp PDF có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi chọn lại."


class Damaged(Uncheckable):
    code = "damaged"
    message = "Tệp PDF bị hỏng hoặc bị cắt dở nên không đọc được. Hãy xuất lại từ văn bản gốc."


class NoText(Uncheckable):
    code = "no_text"
    message = (
        "Tệp PDF chỉ có hình ảnh, không có chữ để đo (thường là bản quét). "
        "Hãy chọn tệp xuất thẳng từ phần mềm soạn thảo."
    )


class TooManyPages(Uncheckable):
    code = "too_many_pages"
    message = f"Văn bản dài hơn {MOST_PAGES} trang; mỗi lần chỉ kiểm tra được đến mức ấy."


class TooLarge(Uncheckable):
    code = "too_large"
    message = f"Tệp lớn hơn {MOST_BYTES // 1_000_000} MB, quá mức kiểm tra được."


class Busy(Uncheckable):
    code = "busy"
    message = "Máy chủ đang kiểm tra văn bản khác. Hãy thử lại sau ít phút."


class TooComplex(Uncheckable):
    code = "too_complex"
    message = "Tệp PDF quá phức tạp nên không kiểm tra được trong giới hạn cho phép."


BY_CODE = {
    kind.code: kind for kind in (NotPdf, Encrypted, Damaged, NoText, TooManyPages, TooComplex)
}
