"""Where secret content may stand in a submission: what a person can name to be erased.

A place is emptied in every revision, whatever stands in it there: later revisions begin as copies.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q

from campaigns.models import Indicator
from core.audit.models import Entry
from core.erasure.spill import Row, Spill
from core.erasure.wording import ERASED
from core.files.models import StoredFile
from results.domain.revisions import NARRATIVE
from results.enums import ENTERED, AnswerKind
from results.models import (
    Adjustment,
    Evidence,
    Figure,
    PaperReport,
    Remark,
    Revision,
    StandIn,
    Submission,
)
from results.models.adjustment import SIGNED
from results.models.figure import COLUMNS

WAITING = "results.workbooks"  # in the session: forms uploaded and not yet taken over
SUBJECT = Submission._meta.label_lower
ADJUSTING = ("results.adjustment_added", "results.adjustment_withdrawn")
NO_VALUE = {
    **dict.fromkeys(COLUMNS),
    "answer": AnswerKind.REPORTED_SEPARATELY,
    "done_on": None,
    "note": "",
    "is_estimate": False,
}
NO_CHANGE = {**dict.fromkeys(SIGNED), "is_erased": True}
VALUE_NAMES = frozenset({*COLUMNS, "done_on", "note"})


@dataclass(frozen=True)
class Place:
    """What can be named: a field of an indicator, a part of the words, a file, a remark."""

    key: str
    label: str
    rows: list[Row]
    texts: frozenset[str] = frozenset()
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    said: tuple[tuple[str, object], ...] = ()
    files: tuple[StoredFile, ...] = ()

    @property
    def facts(self) -> dict[str, str]:
        """What a request keeps of it: never the content."""
        return {"key": self.key, "label": self.label}


def places_of(submission: Submission) -> dict[str, Place]:
    """Every place that holds something now, by its key. Twelve queries."""
    told = _Told(submission)
    found = [
        *_figure_places(submission, told),
        *_word_places(submission, told),
        *_reason_places(submission),
        *_evidence_places(submission),
        *_scan_places(submission),
        *_adjustment_places(submission, told),
        *_remark_places(submission),
    ]
    return {place.key: place for place in found}


def spill_of(submission: Submission, places: Iterable[Place], phrases: Iterable[str]) -> Spill:
    places = list(places)
    keys: dict[str, frozenset[str]] = {}
    for name, fields in ((name, one) for place in places for name, one in place.keys.items()):
        keys[name] = keys.get(name, frozenset()) | fields
    return Spill(
        subject_type=SUBJECT,
        subject_id=submission.pk,
        rows=[row for place in places for row in place.rows],
        texts=frozenset().union(*(place.texts for place in places)),
        phrases=tuple(phrases),
        keys=keys,
        said=tuple(pair for place in places for pair in place.said),
        files=tuple({file.pk: file for place in places for file in place.files}.values()),
        waiting=(WAITING, str(submission.pk)),
    )


class _Told:
    """What the trail tells that a place said at one time or another.

    `adjusted` holds the numbers of adjustments, those of withdrawn ones too, by indicator.
    """

    def __init__(self, submission: Submission):
        self.by_key: dict[str, list] = defaultdict(list)
        self.adjusted: dict[str, list[dict]] = defaultdict(list)
        rows = Entry.objects.filter(subject_type=SUBJECT, subject_id=submission.pk).order_by()
        for event, *pair in rows.values_list("event", "before", "after"):
            for key, value in (item for values in pair for item in values.items()):
                self.by_key[key].append(value)
                if event in ADJUSTING and isinstance(value, dict) and value:
                    self.adjusted[key].append(value)

    def texts(self, key: str, name: str = "") -> set[str]:
        values = self.by_key.get(key, ())
        if name:
            values = [value.get(name) for value in values if isinstance(value, dict)]
        return {value for value in values if value and isinstance(value, str)}


def _figure_places(submission: Submission, told: _Told) -> Iterator[Place]:
    figures = Figure.objects.filter(revision__submission=submission).select_related("indicator")
    by_indicator: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures.order_by("indicator__code", "revision__number"):
        by_indicator[figure.indicator_id].append(figure)
    for pk, group in by_indicator.items():
        for name in ("note", "text"):
            yield from _figure_text(f"figure-{pk}-{name}", group, name, told)
        yield from _figure_values(f"figure-{pk}-value", group)


def _figure_text(key: str, group: list[Figure], name: str, told: _Told) -> Iterator[Place]:
    indicator = group[0].indicator
    label = f"{Figure._meta.get_field(name).verbose_name.capitalize()}: {indicator.name}"
    said = {getattr(one, name) for one in group} | told.texts(indicator.code, name)
    if texts := _standing(said):
        filled = [one for one in group if getattr(one, name)]
        rows = [Row(Figure, one.pk, label, {name: ERASED}) for one in filled]
        yield Place(key, label, rows, texts, {indicator.code: frozenset({name})})


def _figure_values(key: str, group: list[Figure]) -> Iterator[Place]:
    """Numbers leave no mark: the unit is taken to report on the indicator apart."""
    entered = [one for one in group if one.answer in ENTERED and not one.text]
    if entered:
        indicator = group[0].indicator
        label = f"Số liệu và ghi chú: {indicator.name}"
        rows = [Row(Figure, one.pk, label, NO_VALUE) for one in entered]
        yield Place(key, label, rows, keys={indicator.code: VALUE_NAMES})


def _word_places(submission: Submission, told: _Told) -> Iterator[Place]:
    revisions = list(submission.revisions.order_by("number"))
    for name in NARRATIVE:
        label = Revision._meta.get_field(name).verbose_name.capitalize()
        said = {getattr(one, name) for one in revisions} | told.texts(name)
        if texts := _standing(said):
            filled = [one for one in revisions if getattr(one, name)]
            rows = [Row(Revision, one.pk, label, {name: ERASED}) for one in filled]
            yield Place(f"words-{name}", label, rows, texts, {name: frozenset()})


def _reason_places(submission: Submission) -> Iterator[Place]:
    """Why a revision was asked for: what was returned says the same."""
    revisions = {one.number: one for one in submission.revisions.order_by("number")}
    for number, revision in revisions.items():
        if texts := _standing({revision.reason}):
            label = f"Lý do trả lại hoặc mở lại (lập lần {number})"
            rows = [Row(Revision, revision.pk, label, {"reason": ERASED})]
            former = revisions[number - 1]
            if former.return_reason:
                rows.append(Row(Revision, former.pk, label, {"return_reason": ERASED}))
            yield Place(f"reason-{number}", label, rows, texts)


def _evidence_places(submission: Submission) -> Iterator[Place]:
    """A file with its name; the name may be the secret, so the page does not show it."""
    rows = Evidence.objects.filter(revision__submission=submission, file__erased_at=None)
    by_file: dict[int, list[Evidence]] = defaultdict(list)
    for one in rows.select_related("file").order_by("pk"):
        by_file[one.file_id].append(one)
    for ordinal, (pk, group) in enumerate(by_file.items(), start=1):
        label = f"Tệp minh chứng thứ {ordinal} và tên tệp"
        yield Place(
            f"evidence-{pk}",
            label,
            [Row(Evidence, one.pk, label, {"title": ERASED}) for one in group],
            _standing({one.title for one in group}),
            files=(group[0].file,),
        )


def _scan_places(submission: Submission) -> Iterator[Place]:
    """The signed papers beside what was sent, or from which it was entered."""
    named = Q(pk__in=PaperReport.objects.filter(revision__submission=submission).values("scan"))
    named |= Q(pk__in=StandIn.objects.filter(revision__submission=submission).values("scan"))
    for ordinal, file in enumerate(StoredFile.objects.filter(named, erased_at=None), start=1):
        yield Place(f"scan-{file.pk}", f"Bản chụp báo cáo giấy thứ {ordinal}", [], files=(file,))


def _adjustment_places(submission: Submission, told: _Told) -> Iterator[Place]:
    """The numbers of all adjustments of an indicator; each reason is a place of its own."""
    standing: dict[int, list[Adjustment]] = defaultdict(list)
    rows = Adjustment.objects.filter(revision__submission=submission, is_erased=False)
    for one in rows.order_by("pk"):
        standing[one.indicator_id].append(one)
    named = Q(pk__in=standing) | Q(code__in=told.adjusted)
    for indicator in Indicator.objects.filter(named).order_by("code"):
        label = f"Số điều chỉnh tổng hợp: {indicator.name}"
        rows = [Row(Adjustment, one.pk, label, NO_CHANGE) for one in standing[indicator.pk]]
        said = tuple((indicator.code, value) for value in told.adjusted[indicator.code])
        yield Place(f"adjusted-{indicator.pk}-value", label, rows, said=said)


def _remark_places(submission: Submission) -> Iterator[Place]:
    """What was said of the report beside its figures, in the order in which people meet it."""
    of_revisions = {"revision__submission": submission}
    rows = [
        *Remark.objects.filter(figure__revision__submission=submission).order_by("pk"),
        *Adjustment.objects.filter(**of_revisions).order_by("pk"),
        *StandIn.objects.filter(**of_revisions).order_by("pk"),
        *submission.calls.all(),
        *submission.extensions.all(),
    ]
    for row in rows:
        for name in row.erasable:
            if texts := _standing({getattr(row, name)}):
                meta = row._meta
                label = f"{meta.verbose_name.capitalize()}: {meta.get_field(name).verbose_name}"
                key = f"{meta.model_name}-{row.pk}-{name}"
                yield Place(key, label, [Row(type(row), row.pk, label, {name: ERASED})], texts)


def _standing(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text for text in texts if text and text != ERASED)
