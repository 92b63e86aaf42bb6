"""Work for the tests: good, slow, hopeless and murderous. Also loaded by the workers they start."""

import os
import signal
import tempfile
import threading
import time
from pathlib import Path

from core.files.storage import store
from core.jobs import queue
from core.jobs.errors import JobFailed
from core.jobs.registry import handler
from documents.render.limits import Limits
from documents.render.local import render_client

TITLE = "Việc thử"


@handler("tests.echo", title=TITLE)
def echo(job, progress):
    progress(1, 1, "Đang chép")
    return store(job.args["text"].encode(), "text/plain")


@handler("tests.refuse", title=TITLE)
def refuse(job, progress):
    raise JobFailed("no_figures", "Kỳ này chưa có số liệu.")


@handler("tests.stumble", title=TITLE)
def stumble(job, progress):
    raise ValueError("a detail that only the log may show")


@handler("tests.exhaust_memory", title=TITLE)
def exhaust_memory(job, progress):
    raise MemoryError


@handler("tests.outlast_lease", title=TITLE)
def outlast_lease(job, progress):
    time.sleep(job.args["seconds"])
    assert queue.claim(job.pk) is None


@handler("tests.kill_process", title=TITLE)
def kill_process(job, progress):
    os.kill(os.getpid(), signal.SIGKILL)


@handler("tests.render", title=TITLE)
def render(job, progress):
    """A table of so many rows; some milliseconds each."""
    progress(0, 1, "Đang dàn trang")
    return _rendered(job.args["rows"])


@handler("tests.kill_renderer", title=TITLE)
def kill_renderer(job, progress):
    """Its render server is killed in the middle of every try."""
    client = render_client()
    client.start()
    threading.Timer(0.2, client._process.kill).start()
    return _rendered(job.args["rows"])


def _rendered(rows):
    html = f"<html lang='vi'><title>Bảng</title><table>{'<tr><td>1' * rows}</table></html>"
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder, "table.pdf")
        render_client().render(html, to=pdf, limits=Limits.for_document(rows=rows))
        return store(pdf, "application/pdf")
