"""The demonstration's main job: one progress report through the queue."""

import shutil
import time
from pathlib import Path

from django.conf import settings

from accounts.models import User
from core.jobs.enums import State
from core.jobs.models import Job
from reports.domain.reports import request_report
from reports.models import ProgressReport
from results.models import Submission

ASKED_BY = "lanhdao.ninhthuan"
UNIT, PERIOD = "NT", 3
NAME = "bao-cao-ninh-thuan-quy-III-2023.pdf"
PATIENCE = 120  # seconds
PAUSE = 0.5  # seconds


class ReportFailed(Exception):
    """There will be no report; the message says why in Vietnamese."""


def ask_for_report() -> ProgressReport:
    """Asks for the province's report, as its leader would on the page."""
    submission = Submission.objects.get(unit__code=UNIT, period__ordinal=PERIOD)
    return request_report(submission, by=User.objects.get(username=ASKED_BY))


def wait_for(report: ProgressReport, patience: float = PATIENCE) -> Path:
    """Gives the printed file, copied under a name that people can open. Raises ReportFailed."""
    deadline = time.monotonic() + patience
    _wait_until_done(report.job, deadline)
    report.refresh_from_db()
    printing = report.document.print_job
    _wait_until_done(printing, deadline)
    settings.VAR_DIR.mkdir(exist_ok=True)
    return Path(shutil.copyfile(printing.file.path, settings.VAR_DIR / NAME))


def _wait_until_done(job: Job, deadline: float) -> None:
    while job.is_live:
        if time.monotonic() > deadline:
            raise ReportFailed(
                f"Hết thời gian chờ mà báo cáo vẫn ở trạng thái “{job.get_state_display()}”."
            )
        time.sleep(PAUSE)
        job.refresh_from_db()
    if job.state == State.FAILED:
        raise ReportFailed(job.failure_message)
