"""What must be there before documents can be printed; a worker does not start without it."""

from django.conf import settings
from django.core.checks import Error

from documents.render.requirements import APT_LINE, missing_fonts, missing_libraries


def check_printing(**_) -> list[Error]:
    errors = []
    if missing := missing_libraries():
        errors.append(
            Error(
                f"Thiếu thư viện tạo văn bản PDF: {', '.join(missing)}.",
                hint=f"Chạy với quyền quản trị: {APT_LINE}",
                id="documents.E001",
            )
        )
    if missing := missing_fonts(settings.PRINT_FONTS_DIR):
        errors.append(
            Error(
                f"Thiếu phông chữ trong {settings.PRINT_FONTS_DIR}: {', '.join(missing)}.",
                hint="Lấy lại mã nguồn đầy đủ của chương trình, gồm cả thư mục static.",
                id="documents.E002",
            )
        )
    return errors
