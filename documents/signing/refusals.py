"""Why a file that came back is not taken, as the person who uploads it reads it."""

from core.access.refusals import NotPossible


class SigningRefusal(NotPossible):
    """`named` is the person or the document that the sentence speaks of, where it names one."""

    def __init__(self, named: str = ""):
        super().__init__(self.message.format(named=named or "không rõ tên"))


class NotIssued(SigningRefusal):
    code = "not_issued"
    message = "Chỉ ký số văn bản đã ban hành và chưa được thay thế hay bãi bỏ."


class NotAPdf(SigningRefusal):
    code = "not_a_pdf"
    message = "Tệp không phải là tệp PDF. Hãy chọn tệp PDF đã ký số."


class Unreadable(SigningRefusal):
    code = "unreadable"
    message = "Không đọc được tệp PDF: tệp hỏng, đặt mật khẩu hoặc quá phức tạp."


class OtherDocument(SigningRefusal):
    code = "other_document"
    message = "Đây là tệp của văn bản khác ({named}). Hãy chọn bản ký số của văn bản này."


class BytesChanged(SigningRefusal):
    code = "bytes_changed"
    message = (
        "Nội dung tệp khác với văn bản đã ban hành. Hãy ký trên tệp tải từ trang này; đừng in "
        "lại, quét hay lưu lại bằng phần mềm khác."
    )


class ContentChanged(SigningRefusal):
    code = "content_changed"
    message = (
        "Sau phần đã ban hành, tệp có thay đổi không phải là chữ ký (thêm, che hay sửa nội "
        "dung). Hãy ký lại trên tệp tải từ trang này."
    )


class Unsigned(SigningRefusal):
    code = "unsigned"
    message = "Tệp chưa có chữ ký số nào."


class BrokenSignature(SigningRefusal):
    code = "broken"
    message = "Chữ ký số của {named} không còn nguyên vẹn hoặc không bao trùm văn bản."


class ExpiredCertificate(SigningRefusal):
    code = "expired"
    message = "Chứng thư số của {named} đã hết hạn hoặc chưa có hiệu lực."


class UntrustedCertificate(SigningRefusal):
    code = "untrusted"
    message = "Chứng thư số của {named} không do nơi cấp mà chương trình tin cậy cấp."


class NoPlaces(SigningRefusal):
    code = "no_places"
    message = (
        "Tệp của văn bản không có vị trí dành cho chữ ký, nên chỉ ký được trên tệp đã ban hành."
    )


class TakenAlready(SigningRefusal):
    code = "taken_already"
    message = "Bản ký số này đã được nhận rồi."


BY_CODE = {
    refusal.code: refusal
    for refusal in (
        Unreadable,
        ContentChanged,
        Unsigned,
        BrokenSignature,
        ExpiredCertificate,
        UntrustedCertificate,
        NoPlaces,
    )
}
