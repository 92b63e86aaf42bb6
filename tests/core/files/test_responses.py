import pytest

from core.files.responses import file_response
from core.files.storage import store


@pytest.fixture
def response(db, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    response = file_response(store(b"%PDF-1.7", "application/pdf"), "Báo cáo quý I.pdf")
    yield response
    response.close()


def test_file_response_sends_the_bytes(response):
    assert b"".join(response.streaming_content) == b"%PDF-1.7"


def test_file_response_names_the_file_in_vietnamese(response):
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o%20qu%C3%BD%20I.pdf"
    )


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Type", "application/pdf"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "private"),
    ],
)
def test_file_response_keeps_the_file_from_guessers_and_caches(response, header, value):
    assert response[header] == value
