"""The report job in a warm worker, against WeasyPrint alone on the same page source.

Both by the clock on the wall: the job's work is spread over this process, the render server and
its child. WeasyPrint alone is given what the server has: fonts and style sheets read before.
"""

import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from accounts.models import User
from core.jobs.work import run
from documents.domain.layout import STYLESHEETS, document_html
from reports.domain.reports import request_report
from reports.models import ProgressReport
from results.models import Submission
from script.benchmarks.clock import Pair, paired, report

ROUNDS = 9
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
    fonts = FontConfiguration()
    styles = [
        CSS(filename=str(Path(settings.PRINT_STYLES_DIR, name)), font_config=fonts)
        for name in STYLESHEETS
    ]
    return paired(
        lambda: job(submission, leader),
        lambda: HTML(string=html).write_pdf(stylesheets=styles, font_config=fonts),
        rounds=ROUNDS,
        clock=time.perf_counter,
    )
