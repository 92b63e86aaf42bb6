"""What conftest.py promises to every test."""

import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from config.celery import app
from script.services import numbered

ASK_FOR_DATABASE = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_database()")
    print(cursor.fetchone()[0])
"""


def test_network_is_blocked_beyond_this_machine():
    with pytest.raises(UserWarning, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_each_process_has_a_queue_of_its_own():
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    assert app.conf.broker_url == numbered(os.environ["REDIS_URL"], number)


def test_files_stay_out_of_the_project():
    assert not settings.FILES_DIR.is_relative_to(settings.BASE_DIR)


@pytest.mark.django_db
def test_child_finds_the_test_database(child_environment):
    answer = subprocess.run(
        [sys.executable, "-c", ASK_FOR_DATABASE],
        env=child_environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == connection.settings_dict["NAME"]


@pytest.mark.browser
def test_browser_speaks_vietnamese(page):
    zone = "Intl.DateTimeFormat().resolvedOptions().timeZone"
    asked = page.evaluate(f"[navigator.language, {zone}, innerWidth, innerHeight]")
    assert asked == ["vi-VN", "Asia/Saigon", 1366, 768]


@pytest.mark.browser
def test_browser_reaches_only_this_machine(page):
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://192.0.2.1/")
