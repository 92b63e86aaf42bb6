"""Rows that many clerks save while they type, on the server of service.

Requests come at their time, whether or not those before were answered; each is counted from when
it was due to the last byte of its answer. PostgreSQL writes to disk before it answers.
"""

import statistics

from django.urls import reverse

from accounts.enums import Role
from accounts.models import Grant
from results.enums import SubmissionState
from results.forms.figures import FigureForm
from results.models import Figure, Submission
from script.benchmarks.others import cpu_of_all
from script.benchmarks.pages import gather_statistics
from script.benchmarks.province import furnish
from script.benchmarks.serving import Answer, Post, send_at_rate, serving
from tests.posting import posted
from tests.rush import session_of

PER_SECOND = 20
CLERKS, ROWS = 25, 20  # every row is saved once
WARM_UP = 60  # requests that are not counted: both processes have begun
BOUND = 60  # milliseconds for 95 of 100
CELLS = {"part": "9", "whole": "12", "grade": "2", "done": "1", "done_on": "01/03/2026"}
GRADES = {f"g{position}": "3" for position in range(1, 5)}


def main() -> None:
    posts = list(posts_of(furnish().running))
    gather_statistics()
    seconds = (len(posts) - WARM_UP) / PER_SECOND
    print(f"Tự lưu từng dòng, {CLERKS} người, {PER_SECOND} lần mỗi giây trong {seconds:.0f} giây")
    with serving() as port:
        send_at_rate(port, posts[:WARM_UP], per_second=PER_SECOND)
        before = cpu_of_all()
        answers = send_at_rate(port, posts[WARM_UP:], per_second=PER_SECOND)
        tell(answers, (cpu_of_all() - before) / len(answers))


def posts_of(campaign) -> list[Post]:
    """What the browsers post, the clerks in turns."""
    open_ones = campaign.submissions.filter(state=SubmissionState.OPEN)
    units = open_ones.exclude(superior=None).values_list("unit", flat=True)
    by_clerk = [rows_of(campaign, unit) for unit in units.order_by("pk")[:CLERKS]]
    return [post for turn in zip(*by_clerk, strict=True) for post in turn]


def rows_of(campaign, unit_id: int) -> list[Post]:
    submission = Submission.objects.get(campaign=campaign, unit=unit_id)
    session = session_of(Grant.objects.get(unit=unit_id, role=Role.CLERK).user)
    figures = Figure.objects.filter(revision=submission.current_revision_id)
    rows = figures.select_related("indicator__scale").order_by("pk")[:ROWS]
    return [Post(_address(submission, row), session, _row(submission, row)) for row in rows]


def _address(submission: Submission, figure: Figure) -> str:
    return reverse("results:row", args=[submission.pk, figure.indicator_id])


def _row(submission: Submission, figure: Figure) -> dict:
    form = FigureForm(figure)
    typed = {form[name].html_name: (CELLS | GRADES)[name] for name in form.value_names}
    return {"revision": submission.current_revision_id} | posted(form) | typed


def tell(answers: list[Answer], cpu: float) -> None:
    """`cpu` in seconds a request: of the server, of PostgreSQL and of who asks."""
    times = [answer.seconds * 1000 for answer in answers]
    slowest = statistics.quantiles(times, n=20)[-1]
    refused = sum(answer.status != 200 for answer in answers)
    verdict = "đạt" if slowest <= BOUND and not refused else "CHƯA ĐẠT"
    print(
        f"{len(times)} lần lưu: trung vị {statistics.median(times):.0f} ms, "
        f"95% trong {slowest:.0f} ms (mức {BOUND}), CPU mỗi lần {cpu * 1000:.0f} ms, "
        f"{refused} lần không lưu được  {verdict}",
        flush=True,
    )
