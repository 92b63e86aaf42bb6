"""The render server of this process, with the project's fonts and stylesheets."""

import os
from functools import cache

from django.conf import settings

from documents.render.client import RenderClient


@cache
def render_client() -> RenderClient:
    return RenderClient(fonts=settings.PRINT_FONTS_DIR, styles=settings.PRINT_STYLES_DIR)


os.register_at_fork(after_in_child=render_client.cache_clear)
