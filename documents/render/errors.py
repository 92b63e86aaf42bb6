"""Why a document could not be rendered, as the person who waits for it reads it."""

from core.jobs.errors import JobError, JobFailed


class RenderError(JobError):
    """Rendering stopped; another try may succeed."""


class RenderUnavailable(RenderError):
    code = "render_unavailable"
    message = "Máy chủ chưa sẵn sàng tạo văn bản PDF. Hãy báo quản trị viên."


class RenderCrashed(RenderError):
    code = "render_crashed"
    message = "Tiến trình tạo văn bản PDF dừng đột ngột. Hãy thử lại sau hoặc báo quản trị viên."


class RenderRefused(RenderError, JobFailed):
    """The document itself is the reason; another try would end the same way."""


class TooMuchMemory(RenderRefused):
    code = "render_too_much_memory"
    message = "Văn bản quá lớn: việc tạo PDF cần nhiều bộ nhớ hơn mức cho phép."


class TooLong(RenderRefused):
    code = "render_too_long"
    message = "Văn bản quá lớn: việc tạo PDF kéo dài hơn thời gian cho phép."


class TooLarge(RenderRefused):
    code = "render_too_large"
    message = "Tệp PDF tạo ra lớn hơn dung lượng cho phép."


class ForbiddenAddress(RenderRefused):
    code = "render_forbidden_address"
    message = "Mẫu văn bản dẫn tới tài nguyên nằm ngoài chương trình. Hãy báo quản trị viên."


BY_REPLY = {
    "too_much_memory": TooMuchMemory,
    "too_long": TooLong,
    "too_large": TooLarge,
    "forbidden_address": ForbiddenAddress,
    "crashed": RenderCrashed,
}
