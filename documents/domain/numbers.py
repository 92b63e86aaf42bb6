"""Giving a document its number and its day (Decree 30/2020/NĐ-CP, article 15)."""

from datetime import date

import rules
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.access.refusals import check_reason
from documents.domain.endings import check_endings
from documents.domain.prints import ask_for_print
from documents.domain.refusals import (
    DateToCome,
    NoSeries,
    NumberMissing,
    NumberTaken,
    OtherYear,
    OutOfOrder,
)
from documents.domain.series import lock_series
from documents.domain.turns import advance, begin
from documents.domain.verification import give_code
from documents.models import Document, NumberSeries


@transaction.atomic
def number_document(
    document: Document,
    *,
    by,
    seen: str,
    legal_date: date,
    number: int | None = None,
    reason: str = "",
) -> Document:
    """Gives an approved document its number and its day, and has it printed with them.

    The one it holds, else the next of a series that is kept here; of another the `number` typed.
    Raises NotPermitted, WrongState, ChangedMeanwhile, CannotEnd, DateToCome, NoSeries, OtherYear,
    NumberMissing, NumberTaken, OutOfOrder, ReasonMissing.
    """
    document = begin(document, "number", by=by, seen=seen)
    check_endings(document)
    _give(document, number, legal_date)
    document.order_reason = _reason_of_order(document, reason, by)
    document.file = None
    give_code(document)
    ask_for_print(document, by=by)
    given = {"number": document.number, "legal_date": legal_date.isoformat()}
    return advance(document, "number", by=by, reason=document.order_reason, **given)


def series_of(document: Document, year: int) -> NumberSeries | None:
    """The series that numbers the document in a year; a number that is held stays in its own."""
    if document.holds_number:
        return document.series
    return NumberSeries.objects.covering(document.issuer_id, document.kind, year).first()


def numbered_elsewhere(document: Document, *, since: int) -> bool:
    """Whether a series from this year on gives the document's kind numbers that are typed."""
    if document.holds_number:
        return not document.series.is_kept_here
    same = NumberSeries.objects.filter(issuer=document.issuer_id, kinds__kind=document.kind)
    return same.filter(is_kept_here=False, year__gte=since).exists()


def _give(document: Document, typed: int | None, day: date) -> None:
    """Raises DateToCome, NoSeries, OtherYear, NumberMissing, NumberTaken."""
    if day > timezone.localdate():
        raise DateToCome
    series = _series_for(document, day.year)
    if not series.is_kept_here:
        document.number = _typed_number(document, series, typed or document.number)
    elif document.number is None:
        document.number = _next_number(series)
    document.series, document.legal_date = series, day


def _series_for(document: Document, year: int) -> NumberSeries:
    series = series_of(document, year)
    if series is None:
        raise NoSeries(
            f"{document.issuer} chưa có hệ thống số năm {year} cho loại “"
            f"{document.get_kind_display()}”. Hãy mở hệ thống số rồi cấp số."
        )
    if series.year != year:
        raise OtherYear(
            f"Số {document.number:02d} được giữ trong hệ thống số năm {series.year}: "
            f"ngày ban hành phải trong năm {series.year}."
        )
    return lock_series(series.pk)


def _next_number(series: NumberSeries) -> int:
    series.last_number = series.next_number
    series.save(update_fields=["last_number"])
    return series.last_number


def _typed_number(document: Document, series: NumberSeries, typed: int | None) -> int:
    if typed is None:
        raise NumberMissing
    if holder := series.documents.exclude(pk=document.pk).filter(number=typed).first():
        raise NumberTaken(f"Số {typed:02d} năm {series.year} đã cấp cho: {holder}.")
    return typed


def _reason_of_order(document: Document, reason: str, by) -> str:
    """The reason of a date out of order, and nothing for one in order."""
    number, day = document.number, document.legal_date
    smaller_later = Q(number__lt=number, legal_date__gt=day)
    other = document.series.documents.filter(
        smaller_later | Q(number__gt=number, legal_date__lt=day)
    ).first()
    if other is None:
        return ""
    if not rules.has_perm("documents.date_out_of_order", by, document):
        raise OutOfOrder(
            f"Số {number:02d} sẽ có ngày không theo thứ tự số: số {other.number:02d} ban hành "
            f"ngày {other.legal_date:%d/%m/%Y}. Chỉ lãnh đạo hoặc thủ trưởng đơn vị cấp được."
        )
    check_reason(reason)
    return reason
