"""Number series: opened by whoever keeps an issuer's records, and where they begin."""

from collections.abc import Collection

import rules
from django.db import transaction

from core.access.refusals import NotPermitted
from core.audit.trail import record
from documents.domain.refusals import KeptElsewhere, KindsTaken, NumbersGiven
from documents.enums import DocumentKind
from documents.models import Issuer, NumberedKind, NumberSeries
from documents.rules import series_grant


@transaction.atomic
def open_series(
    issuer: Issuer,
    *,
    year: int,
    kinds: Collection[DocumentKind],
    is_kept_here: bool,
    first_number: int,
    by,
) -> NumberSeries:
    """Opens a series for some kinds of an issuer's documents. Raises NotPermitted, KindsTaken."""
    issuer = Issuer.objects.select_for_update().get(pk=issuer.pk)
    series = NumberSeries(
        issuer=issuer, year=year, is_kept_here=is_kept_here, first_number=first_number
    )
    _check_keeper(series, by)
    _check_free(issuer, year, kinds)
    series.save()
    _take(kinds, series)
    after = {"kinds": [DocumentKind(kind).label for kind in kinds], "first_number": first_number}
    grant, unit_id = series_grant(by, series), issuer.unit_id
    record("documents.series_opened", series, by=by, grant=grant, unit_id=unit_id, after=after)
    return series


@transaction.atomic
def set_first_number(series: NumberSeries, *, first_number: int, by) -> NumberSeries:
    """Says where the numbers begin, as long as none was given.

    Raises NotPermitted, KeptElsewhere, NumbersGiven.
    """
    series = lock_series(series.pk)
    _check_keeper(series, by)
    if not series.is_kept_here:
        raise KeptElsewhere
    if series.last_number:
        raise NumbersGiven
    before, series.first_number = series.first_number, first_number
    series.save(update_fields=["first_number"])
    record(
        "documents.first_number_set",
        series,
        by=by,
        grant=series_grant(by, series),
        unit_id=series.issuer.unit_id,
        before={"first_number": before},
        after={"first_number": first_number},
    )
    return series


def proposed_kinds(issuer: Issuer, year: int) -> tuple[list[DocumentKind], bool]:
    """The kinds that the next series of a year may number, and whether it is kept here.

    As a series of the year before whose kinds have none yet; otherwise all that are left.
    """
    taken = set(_kinds_of(issuer, year).values_list("kind", flat=True))
    for former in issuer.number_series.filter(year=year - 1).prefetch_related("kinds"):
        kinds = [DocumentKind(each.kind) for each in former.kinds.all()]
        if not taken.intersection(kinds):
            return kinds, former.is_kept_here
    return [kind for kind in DocumentKind if kind not in taken], True


def lock_series(pk: int) -> NumberSeries:
    """Whoever numbers next waits until this number is given or given up."""
    rows = NumberSeries.objects.select_related("issuer")
    return rows.select_for_update(of=["self"]).get(pk=pk)


def _kinds_of(issuer: Issuer, year: int):
    return NumberedKind.objects.filter(issuer=issuer, year=year)


def _take(kinds: Collection[DocumentKind], series: NumberSeries) -> None:
    own = {"series": series, "issuer": series.issuer, "year": series.year}
    NumberedKind.objects.bulk_create(NumberedKind(kind=kind, **own) for kind in kinds)


def _check_keeper(series: NumberSeries, by) -> None:
    if not rules.has_perm("documents.change_series", by, series):
        raise NotPermitted


def _check_free(issuer: Issuer, year: int, kinds: Collection[DocumentKind]) -> None:
    taken = _kinds_of(issuer, year).filter(kind__in=kinds)
    if labels := [each.get_kind_display() for each in taken]:
        raise KindsTaken(f"Năm {year} đã có hệ thống số cho: {', '.join(labels)}.")
