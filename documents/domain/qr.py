"""The square beside the verification code on paper."""

from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from documents.domain.verification import grouped

TITLE = "Ô QR dẫn tới trang kiểm tra văn bản"


def verification_address() -> str:
    """Of the public page, for people elsewhere; "" where the program has none for them."""
    if not settings.PUBLIC_URL:
        return ""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('verification:page')}"


def qr_svg(code: str) -> SafeString:
    """The page's address with the code; on a closed network the code alone, to be typed there.

    Made of our own setting and our own signs: nothing that people typed gets into it. The paper
    around it is white.
    """
    address, shown = verification_address(), grouped(code)
    content = f"{address}?{urlencode({'code': shown})}" if address else shown
    square = segno.make(content, error="m", micro=False, boost_error=False)
    return mark_safe(square.svg_inline(border=0, omitsize=True, title=TITLE))  # noqa: S308 our own
