"""What must be there before documents can be printed, and signed copies compared.

A worker does not start without it.
"""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error

from documents.render.requirements import APT_LINE, missing_fonts, missing_libraries


def check_signing(**_) -> list[Error]:
    folder = settings.SIGNING_ROOTS_DIR
    if not folder or Path(folder).is_dir():
        return []
    return [
        Error(
            f"Không có thư mục chứng thư số gốc {folder}.",
            hint="Sửa SIGNING_ROOTS_DIR, hoặc bỏ đi để không đối chiếu nơi cấp chứng thư số.",
            id="documents.E003",
        )
    ]


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
