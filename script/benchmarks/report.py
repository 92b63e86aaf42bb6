"""The report job in a warm worker, against WeasyPrint alone on the same page source.

Both by the clock on the wall: the job's work is spread over this process, the render server and
its child. WeasyPrint alone has a process to itself and all that the server has: fonts and style
sheets read before, one render behind it, a frozen garbage collector. It only lacks the job.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from accounts.models import User
from core.jobs.work import run
from documents.domain.layout import document_html
from reports.domain.reports import request_report
from reports.models import ProgressReport
from results.models import Submission
from script.benchmarks.clock import Pair, paired, report

ROUNDS = 15
BOUND = 1.15
PERIOD = "Quý III năm 2023"


def main() -> None:
    print("Báo cáo kết quả quý III của tỉnh Ninh Thuận (số liệu trình diễn), theo đồng hồ")
    call_command("load_demo", verbosity=0)
    submission = Submission.objects.get(superior=None, period__label=PERIOD)
    leader = User.objects.get(username="lanhdao.ninhthuan")
    job(submission, leader)
    html = document_html(ProgressReport.objects.with_context().first().document)
    report("việc lập báo cáo", measure(submission, leader, html), BOUND)


def job(submission: Submission, leader: User) -> None:
    run(request_report(submission, by=leader).job_id)


def measure(submission: Submission, leader: User, html: str) -> Pair:
    with tempfile.TemporaryDirectory() as folder, alone(Path(folder), html) as ask:
        return paired(lambda: job(submission, leader), ask, rounds=ROUNDS, clock=time.perf_counter)


@contextmanager
def alone(folder: Path, html: str) -> Iterator[Callable[[], str]]:
    source = folder / "page.html"
    source.write_text(html, encoding="utf-8")
    folders = [str(settings.PRINT_FONTS_DIR), str(settings.PRINT_STYLES_DIR)]
    command = [sys.executable, "-m", "script.benchmarks.alone", *folders, str(source)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    with subprocess.Popen(command, **pipes) as process:

        def ask() -> str:
            process.stdin.write("\n")
            return process.stdout.readline()

        yield ask
        process.stdin.close()
