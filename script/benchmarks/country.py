"""Sums of a whole country over ten years: read from where they are kept, and from the figures.

`bash script/bench results --country` loads 3,300 units × 30 indicators × 40 quarters straight
into the tables, and measures after 1, 4, 16 and 40 quarters what the database itself says it
needed, planning included.
"""

import statistics
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from campaigns.models import DefinitionVersion, Period
from results.domain.rollup_keeping import rebuild
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Figure, Revision, RollUp, Submission
from tests.factories import (
    CampaignFactory,
    IndicatorFactory,
    PeriodFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import UnitKind
from units.models import Unit

PROVINCES, COMMUNES, INDICATORS = 34, 3_265, 30
STAGES = (1, 4, 16, 40)  # quarters
YEAR = 4
ROUNDS = 15
QUARTER_BOUND = 5  # milliseconds
YEAR_RATIO = 0.05
SUMS = ("part", "whole", "g1", "g2", "g3", "g4", "g5", "g6")
FLAT = 2  # times what it was with one quarter; the clock of the database shows hundredths
FIRST_DAY = date(2017, 1, 1)

FIGURES = """
INSERT INTO results_figure (
    revision_id, indicator_id, unit_id, period_id, part_within_whole,
    answer, part, whole, text, note, is_estimate, row_version
)
SELECT
    revision.id, indicator.id, submission.unit_id, submission.period_id, true,
    'value', 50 + (submission.unit_id + indicator.id) %% 50, 100, '', '', false, 1
FROM results_submission submission
JOIN results_revision revision ON revision.submission_id = submission.id
CROSS JOIN unnest(%s::bigint[]) AS indicator(id)
WHERE submission.period_id = %s
"""


class Country:
    """A campaign of one root, its provinces and their communes; every report is accepted."""

    def __init__(self):
        self.root = UnitFactory(kind=UnitKind.PROVINCE)
        self.provinces = _made(PROVINCES, self.root, kind=UnitKind.PROVINCE)
        self.communes = _made(COMMUNES, self.root, kind=UnitKind.COMMUNE)
        self.campaign = CampaignFactory(managing_unit=self.root)
        self.version = DefinitionVersion.objects.create(
            campaign=self.campaign, number=1, reason="Phát động", definitions=[]
        )
        self.indicators = IndicatorFactory.create_batch(INDICATORS, ratio=True)
        self.person = UserFactory()
        self.periods: list[Period] = []

    @property
    def lineages(self) -> Iterable[list[int]]:
        yield [self.root.pk]
        for province in self.provinces:
            yield [self.root.pk, province.pk]
        for number, commune in enumerate(self.communes):
            yield [self.root.pk, self.provinces[number % PROVINCES].pk, commune.pk]

    @transaction.atomic
    def add_quarter(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # no triggers
            period = self._open_period()
            self._send(period)
            keys = [indicator.pk for indicator in self.indicators]
            cursor.execute(FIGURES, [keys, period.pk])
        rebuild(period)

    def _open_period(self) -> Period:
        first = FIRST_DAY + timedelta(91 * len(self.periods))
        days = {"data_from": first, "data_to": first + timedelta(90)}
        ordinal = len(self.periods) + 1
        facts = {"campaign": self.campaign, "ordinal": ordinal, "opened_at": timezone.now()}
        self.periods.append(PeriodFactory(**facts, **days))
        return self.periods[-1]

    def _send(self, period: Period) -> None:
        facts = {"campaign": self.campaign, "period": period, "due_on": period.due_on}
        owed = (Submission(unit_id=line[-1], lineage=line, **facts) for line in self.lineages)
        submissions = Submission.objects.bulk_create(owed, batch_size=2000)
        now = {name: timezone.now() for name in ("submitted_at", "accepted_at")}
        hands = dict.fromkeys(("submitted_by", "accepted_by"), self.person)
        sent = (
            Revision(submission=one, number=1, version=self.version, **now, **hands)
            for one in submissions
        )
        Revision.objects.bulk_create(sent, batch_size=2000)
        Submission.objects.filter(period=period).update(
            state=State.ACCEPTED,
            current_revision=Subquery(_REVISION.values("pk")),
            accepted_revision=Subquery(_REVISION.values("pk")),
        )


_REVISION = Revision.objects.filter(submission=OuterRef("pk")).order_by()


def _made(number: int, root: Unit, **facts) -> list[Unit]:
    units = UnitFactory.build_batch(number, administrative_parent=root, **facts)
    return Unit.objects.bulk_create(units, batch_size=1000)


def main() -> None:
    units = 1 + PROVINCES + COMMUNES
    print(f"Cộng số liệu {units} đơn vị × {INDICATORS} chỉ tiêu, thời gian của cơ sở dữ liệu")
    country, quarters = Country(), []
    for stage in STAGES:
        while len(country.periods) < stage:
            country.add_quarter()
        tidy_up()
        quarters.append(measure(country, stage))
    flat = max(quarters) / quarters[0]
    verdict = "đạt" if flat <= FLAT else "CHƯA ĐẠT"
    print(f"{STAGES[-1]} kỳ so với 1 kỳ: gấp {flat:.2f} lần (mức {FLAT})  {verdict}", flush=True)


def tidy_up() -> None:
    """As autovacuum does in service."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure(country: Country, stage: int) -> float:
    """Milliseconds of a province's quarter; a whole year is told where there is one."""
    last, year = country.periods[-1:], country.periods[-YEAR:]
    province = country.provinces[0]
    quarter = database_time(kept(province, last))
    said = "đạt" if quarter <= QUARTER_BOUND else "CHƯA ĐẠT"
    print(
        f"{stage:2} kỳ: một kỳ của tỉnh {quarter:.2f} ms (mức {QUARTER_BOUND})  {said}", flush=True
    )
    if stage >= YEAR:
        tell_year(
            database_time(kept(country.root, year)), database_time(added_up(country.root, year))
        )
    return quarter


def tell_year(ours: float, plain: float) -> None:
    said = "đạt" if ours <= YEAR_RATIO * plain else "CHƯA ĐẠT"
    print(
        f"    một năm của cả nước {ours:.2f} ms, cộng từ số liệu {plain:.1f} ms,"
        f" tỷ số {ours / plain:.4f} (mức {YEAR_RATIO})  {said}",
        flush=True,
    )


def kept(unit: Unit, periods: list[Period]) -> QuerySet:
    """As results.domain.rollup reads them; a year is several rows of an indicator."""
    return RollUp.objects.filter(unit=unit, period__in=periods).order_by()


def added_up(unit: Unit, periods: list[Period]) -> QuerySet:
    """The same from the accepted figures."""
    submissions = Submission.objects.filter(period__in=periods, lineage__contains=[unit.pk])
    figures = Figure.objects.filter(revision__accepted_for__in=submissions).order_by()
    answered = Count("pk", filter=Q(answer=AnswerKind.VALUE))
    sums = {name: Sum(name) for name in SUMS}
    return figures.values("indicator").annotate(answered=answered, **sums)


def database_time(rows: QuerySet) -> float:
    """The median in milliseconds, planning and execution, after one that is not counted."""
    return statistics.median([_explained(rows) for _ in range(ROUNDS + 1)][1:])


def _explained(rows: QuerySet) -> float:
    statement, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", parameters)
        [[[plan]]] = cursor.fetchall()
    return plan["Planning Time"] + plan["Execution Time"]
