"""What is waiting in the room of figures, for the first screen."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.enums import Role
from campaigns.models import Period
from core.access.panels import Panel
from core.vietnamese.dates import short_date
from results.domain.erasing import erasures_to_decide
from results.domain.glance import glance_of
from results.domain.policies import is_editable
from results.domain.sheet import Row
from results.domain.waiting import (
    RUNNING,
    PeriodProgress,
    latest_of_each,
    next_period_of,
    owed_by,
    own_to_confirm,
    progress_of_periods,
    sent_by,
    waiting_for,
    with_progress,
)
from results.domain.wording import STATE_TONES, days_left_text
from results.enums import SubmissionState
from results.models import Submission
from results.rules import ERASERS, UNIT_HANDS, sending_grant

MOST = 6  # what one can take in at a glance; the rest stands in the list
FIRST_DUE = ("due_on", "unit__sort_key", "pk")


@dataclass(frozen=True)
class Duty:
    """A report that somebody has to send, and how far it has come; `rows` as glance_of() says."""

    submission: Submission
    rows: list[Row]
    due_label: str
    due_tone: str
    state_tone: str
    may_send: bool
    is_locked: bool

    @property
    def percent(self) -> int:
        return 100 * self.submission.answered // max(self.submission.asked, 1)

    @property
    def progress(self) -> str:
        return f"{self.submission.answered}/{self.submission.asked} chỉ tiêu"

    @property
    def missing(self) -> int:
        return self.submission.asked - self.submission.answered

    @property
    def doubts(self) -> list[str]:
        """What keeps the head from sending, and what to look at once more before it."""
        said = []
        if self.missing and self.may_send:
            said.append(f"Chưa gửi được: {self.missing} chỉ tiêu chưa có số liệu.")
        if estimated := self.submission.estimated:
            said.append(f"{estimated} chỉ tiêu còn ghi “ước thực hiện”.")
        return said


@dataclass(frozen=True)
class Quarter:
    """`to_confirm` are the own reports that only the person, as head of a root, can confirm.

    `next_period` is what there is to wait for when nothing is left to do.
    """

    to_confirm: list[tuple[Submission, str]]
    duties: list[Duty]
    more: bool
    sent: list[tuple[Submission, str]]
    next_period: Period | None

    @property
    def is_done(self) -> bool:
        return not (self.to_confirm or self.duties)

    @property
    def next_hint(self) -> str:
        period = self.next_period
        return f"Kỳ tiếp theo: {period}, mở nhập liệu ngày {short_date(period.opens_on)}."


@dataclass(frozen=True)
class Review:
    """`waiting` is the person's to decide; the periods tell of all that the person sees."""

    waiting: int
    periods: list[PeriodProgress]


def quarter_of(user) -> Quarter:
    """What the person's units owe, what they sent last, and then what opens next.

    Three queries, and three for the figures of what is owed; a fourth when nothing is left to do.
    """
    to_confirm = list(own_to_confirm(user).for_list().order_by(*FIRST_DUE)[:MOST])
    owed = with_progress(owed_by(user).filter(RUNNING)).with_context()
    rows = list(owed.order_by(*FIRST_DUE)[: MOST + 1])
    figures = glance_of(rows[:MOST]) if rows else {}
    sent = sent_by(user).for_list().order_by("-due_on", "unit__sort_key", "pk")[:MOST]
    return Quarter(
        to_confirm=[(row, _tone(row)) for row in to_confirm],
        duties=[_duty(row, figures[row.pk], user) for row in rows[:MOST]],
        more=len(rows) > MOST,
        sent=[(row, _tone(row)) for row in sent],
        next_period=None if to_confirm or rows else next_period_of(user),
    )


def review_of(user) -> Review:
    """What waits for the person, and the periods that are not complete. Three queries."""
    waiting = waiting_for(user).count()
    rows = progress_of_periods(Submission.objects.visible_to(user))
    return Review(waiting, [row for row in rows if not row.is_complete][:MOST])


def overview_of(user) -> list[PeriodProgress]:
    """The present period of every running campaign within sight. One query."""
    return latest_of_each(progress_of_periods(Submission.objects.visible_to(user)))[:MOST]


def erasures_waiting_for(user) -> int:
    """How many erasures the user has to decide about. One query."""
    return erasures_to_decide(user).count()


def _duty(submission: Submission, rows: list[Row], user) -> Duty:
    label, tone = days_left_text(submission.effective_due_on, timezone.localdate())
    return Duty(
        submission,
        rows,
        due_label=label,
        due_tone=tone,
        state_tone=_tone(submission),
        may_send=sending_grant(user, submission) is not None,
        is_locked=not is_editable(submission),
    )


def _tone(submission: Submission) -> str:
    return STATE_TONES[SubmissionState(submission.state)]


MY_QUARTER = Panel(frozenset(UNIT_HANDS), "results/_my_quarter.html", quarter_of)
TO_REVIEW = Panel(frozenset({Role.REVIEWER}), "results/_to_review.html", review_of)
OVERVIEW = Panel(frozenset({Role.LEADER}), "results/_overview.html", overview_of)
ERASURES = Panel(frozenset(ERASERS), "results/_erasures.html", erasures_waiting_for)
