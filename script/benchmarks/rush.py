"""A thousand units send their reports at the same moment, each twice, to the server of service."""

import time

from results.enums import SubmissionState
from results.models import Revision, Submission
from script.benchmarks.pages import gather_statistics
from script.benchmarks.serving import send_at_once, serving
from tests.rush import posts_of, ready_to_send

UNITS, INDICATORS = 1000, 15
BOUND = 30  # seconds for all


def main() -> None:
    print(f"{UNITS} đơn vị gửi cùng lúc báo cáo {INDICATORS} chỉ tiêu, mỗi đơn vị hai lần")
    posts = [*posts_of(ready_to_send(UNITS, indicators=INDICATORS))] * 2
    gather_statistics()
    with serving() as port:
        started = time.perf_counter()
        statuses = send_at_once(port, posts)
        seconds = time.perf_counter() - started
    stored = Submission.objects.filter(state=SubmissionState.SUBMITTED).count()
    revisions = Revision.objects.exclude(submitted_at=None).count()
    faults = sum(status >= 500 for status in statuses)
    is_reached = (seconds <= BOUND, stored == revisions == UNITS, not faults)
    verdict = "đạt" if all(is_reached) else "CHƯA ĐẠT"
    print(
        f"{len(statuses)} lần gửi trong {seconds:.1f} giây (mức {BOUND}); "
        f"{stored} báo cáo đã gửi, {revisions} lần được ghi, {faults} lỗi máy chủ  {verdict}",
        flush=True,
    )
