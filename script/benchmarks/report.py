"""The report job in a warm worker, against WeasyPrint alone on the same page source.

The job's work is spread over this process, the render server and its child; their CPU is added
up, and the clock on the wall is shown beside it. WeasyPrint alone has a process to itself and all
that the server has: fonts and style sheets read before, one render behind it, a frozen garbage
collector. It lacks the job, and the roomy stack of the child (core.stack), which
saves about as much as the fork costs.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from accounts.models import User
from core.jobs.models import Job
from core.jobs.tasks import announce_process
from core.jobs.work import run
from documents.domain.layout import document_html
from reports.domain.reports import request_report
from reports.models import ProgressReport
from results.models import Submission
from script.benchmarks.clock import paired, report
from script.benchmarks.others import answering, cpu_of_all

ROUNDS = 15
BOUND = 1.15
PERIOD = "Quý III năm 2023"


def main() -> None:
    print("Báo cáo kết quả quý III của tỉnh Ninh Thuận (số liệu trình diễn)")
    call_command("load_demo", verbosity=0)
    submission = Submission.objects.get(superior=None, period__label=PERIOD)
    leader = User.objects.get(username="lanhdao.ninhthuan")
    ask_for = partial(request_report, submission, by=leader)
    announce_process()
    run(ask_for().job_id)
    measure(ask_for, document_html(ProgressReport.objects.first().document))


def measure(ask_for: Callable[[], ProgressReport], html: str) -> None:
    with tempfile.TemporaryDirectory() as folder, alone(Path(folder), html) as render:
        for name, clock in (("CPU", cpu_of_all), ("theo đồng hồ", time.perf_counter)):
            pair = paired(
                lambda: run(Job.objects.latest("pk").pk),
                render,
                before=ask_for,
                rounds=ROUNDS,
                clock=clock,
            )
            report(f"việc lập báo cáo, {name}", pair, BOUND)


@contextmanager
def alone(folder: Path, html: str) -> Iterator[Callable[[], str]]:
    source = folder / "page.html"
    source.write_text(html, encoding="utf-8")
    folders = [str(settings.PRINT_FONTS_DIR), str(settings.PRINT_STYLES_DIR)]
    with answering("script.benchmarks.alone", *folders, str(source)) as ask:
        yield ask
