"""The collection board: units down, periods across, in each cell how the report stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TypedDict

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject, TruncDate
from django.utils import timezone

from campaigns.models import Campaign, Period
from core.vietnamese.dates import short_date
from results.arithmetic.rounding import percent_text
from results.arithmetic.timeliness import timeliness_of
from results.domain.contacts import NOBODY, Contact, contact_told
from results.domain.wording import STANDING_TONES
from results.domain.workflow import EDITABLE
from results.enums import Standing, SubmissionState, Timeliness
from results.models import Call, Reminder, Submission
from units.models import Unit

EXTENDED = "extended"
UNSENT = {
    Timeliness.NOT_DUE: Standing.NOT_DUE,
    Timeliness.OVERDUE: Standing.OVERDUE,
    Timeliness.VERY_OVERDUE: Standing.VERY_OVERDUE,
}
SENT_TOO_LATE = {Timeliness.SENT_LATE, Timeliness.SENT_VERY_LATE}
FACTS = (
    "period_id",
    "state",
    "effective_due_on",
    "extended_due_on",
    "effective_closes_on",
    "sent_on",
)
UNIT_FACTS = ("pk", "short_name", "last_called_at", "last_reminder", "contact")
COUNTS = ("asked", "judged", "on_time", "accepted")
NOTHING = (0, 0, 0, 0)


class Cell(TypedDict):
    """How one report stands: plain, for a board has more than a thousand of them.

    `key` is text, so that a template prints it as it is. `remarks` are what the word does not
    say: sent late, given time, books shut. `counts` are its 0 or 1 in each of COUNTS.
    """

    key: str
    standing: Standing
    label: str
    tone: str
    remarks: str
    counts: tuple[int, ...]
    is_extended: bool


class Rates(TypedDict):
    """How many reports are asked, how many are judged by now, and what came of them.

    - `timeliness` is the share of those judged that were first sent by the due day that counts
      for the unit, an extension included. Judged are those that were sent, and those that were
      not and are past that day: what is not due yet counts neither for nor against a unit.
    - `completeness` is the share of those asked that are accepted: what was returned or opened
      again is owed, as if it had never come.

    Of the reports of opened periods only; both are percentages in words, with a dash where
    nothing counts.
    """

    asked: int
    judged: int
    on_time: int
    accepted: int
    timeliness: str
    completeness: str


class BoardRow(TypedDict):
    """One unit; a cell is None where the unit is not asked in the period.

    `key` is text, as that of a cell; `called_at` is when it was last called about a report of the
    campaign, `reminded` when it was last reminded of one that it owes still, and of which.
    """

    key: str
    name: str
    contact: Contact
    called_at: datetime | None
    reminded: str
    cells: list[Cell | None]
    rates: Rates


@dataclass(frozen=True)
class Board:
    periods: list[tuple[Period, Rates]]
    rows: list[BoardRow]
    rates: Rates

    def as_values(self) -> Iterator[list[str]]:
        """The board as rows of words, heads first."""
        names = [period.label for period, _ in self.periods]
        yield ["Đơn vị", *names, "Đúng hạn", "Đã xác nhận", "Người liên hệ", "Điện thoại"]
        for row in self.rows:
            words = [_words(cell) if cell else "" for cell in row["cells"]]
            shares = [row["rates"]["timeliness"], row["rates"]["completeness"]]
            yield [row["name"], *words, *shares, *row["contact"].values()]


def board_of(
    campaign: Campaign, submissions, *, periods=None, kind: str = "", cluster=None, state: str = ""
) -> Board:
    """The board of those of the submissions that belong to the campaign. Three queries.

    `periods` are those of the campaign in their order, where more of them is read than a board
    needs. `state` is a Standing, or EXTENDED: of whole units, those with such a report.
    """
    found = submissions.filter(campaign=campaign)
    if kind:
        found = found.filter(unit__kind=kind)
    if cluster:
        found = found.in_cluster(cluster)
    periods = list(campaign.periods.order_by("ordinal") if periods is None else periods)
    cells = _cells(found, {period.pk: period.closes_on for period in periods})
    if state:
        cells = {unit: row for unit, row in cells.items() if _any_in(row, state)}
    rows = _rows(campaign, cells, periods)
    columns = [rates_of(row["cells"][place] for row in rows) for place in range(len(periods))]
    return Board(list(zip(periods, columns, strict=True)), rows, _together(columns))


def cell_of(submission: Submission) -> Cell:
    """The cell of one report, read with_timeliness() and with its period."""
    sent_at = submission.first_submitted_at
    look = _look(
        submission.state,
        submission.effective_due_on,
        submission.extended_due_on,
        submission.effective_closes_on,
        sent_at and timezone.localdate(sent_at),
        submission.period.closes_on,
        today=timezone.localdate(),
    )
    return look | {"key": str(submission.pk)}


def rates_of(cells: Iterable[Cell | None]) -> Rates:
    counts = [cell["counts"] for cell in cells if cell]
    return _rates(*map(sum, zip(NOTHING, *counts, strict=True)))


def _rates(asked: int, judged: int, on_time: int, accepted: int) -> Rates:
    return Rates(
        asked=asked,
        judged=judged,
        on_time=on_time,
        accepted=accepted,
        timeliness=_share(on_time, judged),
        completeness=_share(accepted, asked),
    )


def _together(many: Sequence[Rates]) -> Rates:
    return _rates(*(sum(rates[name] for rates in many) for name in COUNTS))


def _cells(submissions, closing_days: dict[int, date]) -> dict[int, dict[int, Cell]]:
    """The cells by unit and then by period.

    Read by what reports have in common: a thousand rows are a few dozen, each with its units.
    """
    today = timezone.localdate()
    dated = submissions.with_timeliness().annotate(sent_on=TruncDate("first_submitted_at"))
    alike = dated.order_by().values_list(*FACTS)
    units, keys = ArrayAgg("unit_id", order_by="pk"), ArrayAgg("pk", order_by="pk")
    cells: dict[int, dict[int, Cell]] = {}
    for period_id, *facts, unit_ids, pks in alike.annotate(unit_ids=units, pks=keys):
        look = _look(*facts, closing_days[period_id], today=today)
        for unit_id, key in zip(unit_ids, pks, strict=True):
            cells.setdefault(unit_id, {})[period_id] = look | {"key": str(key)}
    return cells


def _look(state, due_on, extended_due_on, lock_after, sent_on, closes_on, *, today) -> dict:
    """A cell without its key."""
    timeliness = timeliness_of(sent_on, due_on=due_on, closes_on=closes_on, today=today)
    never_sent = state == SubmissionState.OPEN
    standing = UNSENT[timeliness] if never_sent else Standing(state)
    is_locked = never_sent and today > lock_after
    return {
        "standing": standing,
        "label": standing.label,
        "tone": STANDING_TONES[standing],
        "remarks": ", ".join(_remarks(timeliness, extended_due_on, is_locked=is_locked)),
        "counts": (
            1,
            int(timeliness != Timeliness.NOT_DUE),
            int(timeliness == Timeliness.ON_TIME),
            int(standing == Standing.ACCEPTED),
        ),
        "is_extended": extended_due_on is not None,
    }


def _remarks(timeliness, extended_due_on, *, is_locked: bool) -> Iterator[str]:
    if timeliness in SENT_TOO_LATE:
        yield timeliness.label.lower()
    if is_locked:
        yield "đã khóa sổ"
    if extended_due_on:
        yield f"gia hạn {short_date(extended_due_on)}"


def _any_in(cells: dict[int, Cell], state: str) -> bool:
    if state == EXTENDED:
        return any(cell["is_extended"] for cell in cells.values())
    return any(cell["standing"] == state for cell in cells.values())


def _rows(
    campaign: Campaign, cells: dict[int, dict[int, Cell]], periods: Sequence[Period]
) -> list[BoardRow]:
    calls = Call.objects.filter(submission__unit=OuterRef("pk"), submission__campaign=campaign)
    last_call = Subquery(calls.order_by("-called_at").values("called_at")[:1])
    units = Unit.objects.filter(pk__in=list(cells)).annotate(
        last_called_at=last_call, last_reminder=_last_reminder(campaign), contact=contact_told("pk")
    )
    period_ids = [period.pk for period in periods]
    return [
        BoardRow(
            key=str(key),
            name=name,
            contact=contact or NOBODY,
            cells=[cells[key].get(period_id) for period_id in period_ids],
            called_at=called_at,
            reminded=_reminded(**reminder) if reminder else "",
            rates=rates_of(cells[key].values()),
        )
        for key, name, called_at, reminder, contact in units.values_list(*UNIT_FACTS)
    ]


def _last_reminder(campaign: Campaign) -> Subquery:
    """Of what a unit owes still in the campaign: what came needs no reminding."""
    reminders = Reminder.objects.filter(
        submission__unit=OuterRef("pk"),
        submission__campaign=campaign,
        submission__state__in=EDITABLE,
    )
    told = JSONObject(at="reminded_at", period="submission__period__label")
    return Subquery(reminders.order_by("-reminded_at", "-pk").values(told=told)[:1])


def _reminded(at: str, period: str) -> str:
    """Words: a template takes three times as long for a time, and many rows have one."""
    return f"{timezone.localtime(datetime.fromisoformat(at)):%H:%M %d/%m/%Y}, {period}"


def _words(cell: Cell) -> str:
    return f"{cell['label']}, {cell['remarks']}" if cell["remarks"] else cell["label"]


@lru_cache(maxsize=1024)
def _share(part: int, whole: int) -> str:
    return percent_text(part, whole)
