"""A render server with the project's fonts and a stylesheet of the tests."""

from pathlib import Path

import pytest
from django.conf import settings

from documents.render.client import RenderClient

STYLES = {
    "page.css": "@page { size: A4; margin: 20mm } body { font-family: Tinos; font-size: 13pt }",
    "wide.css": "@page { size: A4 landscape }",
}


@pytest.fixture(scope="session")
def styles(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("styles")
    for name, text in STYLES.items():
        (folder / name).write_text(text)
    (folder / "seal.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="9"/></svg>'
    )
    return folder


@pytest.fixture(scope="session")
def warm_client(styles):
    client = RenderClient(fonts=settings.PRINT_FONTS_DIR, styles=styles)
    yield client
    client.close()


@pytest.fixture
def client_of_its_own(styles):
    """For tests that kill or starve the server."""
    client = RenderClient(fonts=settings.PRINT_FONTS_DIR, styles=styles)
    yield client
    client.close()
