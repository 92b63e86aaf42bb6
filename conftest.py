"""The services of a test run, started once and shared by its processes, and its browser."""

import contextlib
import ctypes
import os
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import environ
import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started

from script.services import Services, numbered

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
QUIET = 0.1  # seconds in which a page that was closed sends nothing any more
NO_BROWSER = "thiếu Chromium hoặc libatomic1"
CLEANUP = pytest.StashKey[contextlib.ExitStack]()
HEADER = pytest.StashKey[str]()


def pytest_configure(config):
    cleanup = config.stash[CLEANUP] = contextlib.ExitStack()
    if not hasattr(config, "workerinput"):
        config.stash[HEADER] = start_services(cleanup)
    use_services(worker_number())
    settings.FILES_DIR = temporary_folder(cleanup)
    os.environ["FILES_DIR"] = str(settings.FILES_DIR)


def start_services(cleanup):
    """Start them in the controller; xdist's workers and other children inherit the addresses."""
    started = time.monotonic()
    services = Services(temporary_folder(cleanup), durable=False)
    cleanup.enter_context(services)
    os.environ |= services.environment
    return f"dịch vụ: {services.description} ({time.monotonic() - started:.1f} s)"


def temporary_folder(cleanup):
    folder = Path(tempfile.mkdtemp(prefix="quyet-thang-"))
    folder.chmod(0o711)  # where PostgreSQL must run as another user, it passes through
    cleanup.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def worker_number():
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def use_services(number):
    """Point the settings at them, in place: pytest-django has read the settings before us."""
    os.environ["REDIS_URL"] = numbered(os.environ["REDIS_URL"], number)
    settings.DATABASES["default"].update(environ.Env().db("DATABASE_URL"))
    settings.CELERY_BROKER_URL = os.environ["REDIS_URL"]


def pytest_unconfigure(config):
    config.stash[CLEANUP].close()


def pytest_report_header(config):
    return config.stash.get(HEADER, None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Browser tests run last: Playwright leaves an event loop running in its process."""
    items.sort(key=needs_browser)
    if os.environ.get("CI") != "true" and not browser_is_complete():
        for item in filter(needs_browser, items):
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def needs_browser(item):
    return item.get_closest_marker("browser") is not None


def browser_is_complete():
    with contextlib.suppress(OSError):
        ctypes.CDLL("libatomic.so.1")  # the Node.js inside Playwright is linked to it
        return CHROMIUM.exists()
    return False


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if number := sum(NO_BROWSER in str(report.longrepr) for report in skipped):
        line = f"BỎ QUA {number} kiểm thử bằng trình duyệt: {NO_BROWSER}"
        terminalreporter.write_sep("!", line, red=True, bold=True)


@pytest.fixture(scope="session")
def base_url(live_server):
    """Lets a browser test say `page.goto("/")`."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # for the rest of the run: see the sorting
    chromium = {"executable_path": str(CHROMIUM), "args": CHROMIUM_ARGUMENTS}
    return browser_type_launch_args | chromium


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1366, "height": 768},
    }


@pytest.fixture
def page(page):
    """The server has answered what a page asked for, even in closing, before the database goes."""
    begun, ended = [], []

    def begin(**signal):
        begun.append(signal)

    def end(**signal):
        ended.append(signal)

    request_started.connect(begin)
    request_finished.connect(end)
    yield page
    page.close()
    seen = None
    while len(begun) > len(ended) or len(begun) != seen:
        seen = len(begun)
        time.sleep(QUIET)


@pytest.fixture(scope="session")
def child_environment(django_db_setup):
    """Where a child process finds the test database, the queue and the files of this process."""
    address = urlsplit(os.environ["DATABASE_URL"])
    name = settings.DATABASES["default"]["NAME"]
    return os.environ | {
        "DATABASE_URL": address._replace(path=f"/{name}").geturl(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
