"""People who ask for jobs, and jobs in the states they go through."""

from types import SimpleNamespace

import pytest

from config.celery import app as celery_app
from core.jobs import queue
from core.jobs.models import DatabaseClock, Job
from script.services import Broker, socket_folder
from tests.core.jobs import handlers  # noqa: F401  registers the kinds of the tests


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


@pytest.fixture
def rung(monkeypatch):
    """What the broker would have been told."""
    rung = []
    monkeypatch.setattr(queue, "ring", rung.extend)
    return rung


@pytest.fixture
def someone():
    return SimpleNamespace(pk=7, full_name="Nguyễn Văn An")


@pytest.fixture
def ask(someone, rung):
    def ask(kind="tests.echo", *, key="echo:1", **args):
        return queue.request(kind, args=args or {"text": "một"}, key=key, by=someone)

    return ask


@pytest.fixture
def abandon():
    """What the row looks like when the worker has died and its lease run out."""

    def abandon(job, **changes):
        Job.objects.filter(pk=job.pk).update(lease_until=DatabaseClock(), **changes)

    return abandon


@pytest.fixture
def broker_url(monkeypatch):
    """Points this process at another broker."""

    def broker_url(url):
        monkeypatch.setattr(celery_app.conf, "broker_url", url)

    return broker_url


@pytest.fixture
def broker(tmp_path, broker_url):
    """A broker of the test's own, to be stopped and emptied."""
    with socket_folder(tmp_path) as sockets:
        broker = Broker(tmp_path, sockets, durable=False)
        broker.start()
        broker_url(broker.url)
        yield broker
        broker.stop()
