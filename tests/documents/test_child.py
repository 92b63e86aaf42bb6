"""The process that reads what people upload: bounded, alone, and gone afterwards."""

import json
import subprocess
import sys
import time
import zlib

import pytest

from documents.signing import child, client
from documents.signing.client import PROJECT
from documents.signing.refusals import Unreadable
from tests.documents.signed_files import issued_file

MEGABYTE = 1 << 20


@pytest.fixture
def upload(tmp_path):
    def upload(content):
        path = tmp_path / "signed.pdf"
        path.write_bytes(content)
        return path

    return upload


def python(statements: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", statements], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def pdf_of(stream: bytes) -> bytes:
    """A small file whose table of contents is a packed stream."""
    head = b"%PDF-1.7\n"
    facts = b"<</Type/XRef/W[1 4 1]/Size 1/Root 1 0 R/Filter/FlateDecode/Length %d>>" % len(stream)
    body = b"1 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (facts, stream)
    return head + body + b"startxref\n%d\n%%%%EOF\n" % len(head)


def test_file_that_unpacks_without_end_is_refused_within_its_memory(upload):
    packed = zlib.compress(b"\0" * (2000 * MEGABYTE), 1)
    begun = time.monotonic()
    with pytest.raises(Unreadable):
        client.inspect(upload(pdf_of(packed)), 10, None)
    assert time.monotonic() - begun < client.SECONDS


def test_file_that_takes_all_time_is_stopped(upload, monkeypatch):
    monkeypatch.setattr(client, "SECONDS", 0.05)
    with pytest.raises(Unreadable):
        client.inspect(upload(issued_file()), 10, None)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\nstartxref\n99999999999\n%%EOF",
        b"%PDF-1.7\n" + b"[" * 100_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\nxref\n0 9999999999\ntrailer\n<<>>\nstartxref\n9\n%%EOF",
    ],
)
def test_hostile_file_ends_in_a_refusal(upload, content):
    with pytest.raises(Unreadable):
        client.inspect(upload(content), 10, None)


def test_child_has_bounds():
    bounds = python(
        "import resource; from documents.signing import child; child.shut_in();"
        "print([resource.getrlimit(name)[1] for name in (resource.RLIMIT_AS, resource.RLIMIT_CPU,"
        " resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)])"
    )
    assert json.loads(bounds) == [child.MEMORY, child.CPU_SECONDS, child.LARGEST_FILE, 0]


def test_web_imports_no_pdf_library():
    loaded = python(
        "import sys, django, os;"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings.test';"
        "django.setup(); import config.urls;"
        "print([name for name in ('pyhanko', 'pyhanko_certvalidator', 'aiohttp', 'pypdf')"
        " if name in sys.modules])"
    )
    assert loaded == "[]"


def test_child_imports_no_django():
    loaded = python("import sys; import documents.signing.child; print('django' in sys.modules)")
    assert loaded == "False"


@pytest.mark.parametrize("most", [1, 200])
def test_pages_are_counted_whatever_goes_into_one_process(tmp_path, monkeypatch, most):
    monkeypatch.setattr(client, "MOST_COUNTED", most)
    issued, broken = tmp_path / "van-ban.pdf", tmp_path / "khac.pdf"
    issued.write_bytes(issued_file())
    broken.write_bytes(b"%PDF-1.7 khong phai")
    assert client.count_pages([issued, broken, issued]) == [2, None, 2]


def test_no_file_has_no_pages():
    assert client.count_pages([]) == []
