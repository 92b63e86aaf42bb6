"""A document as a download, and what it costs those who ask for none."""

import subprocess
import sys
from io import BytesIO

import docx
import pytest
from django.conf import settings

from documents.responses import word_response

START = """
import sys
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted({"docx", "fontTools"} & sys.modules.keys()))
"""


@pytest.fixture
def response(write_document):
    return word_response(write_document())


def test_word_file_is_a_download_under_the_name_of_the_document(response):
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "nosniff",
    )
    assert response.filename == ("Báo cáo Kết quả quý I năm 2023 thực hiện phong trào thi đua.docx")


def test_word_file_is_one_that_opens(response):
    word = docx.Document(BytesIO(b"".join(response.streaming_content)))
    assert word.core_properties.language == "vi-VN"


def test_web_starts_without_what_writes_word_files():
    started = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", START],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert started.stdout.split() == []
