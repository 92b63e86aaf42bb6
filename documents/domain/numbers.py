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

    The next number of a series that is kept here; of another the `number` that was typed. Raises
    NotPermitted, WrongState, ChangedMeanwhile, DateToCome, NoSeries, NumberMissing, NumberTaken,
    OutOfOrder, ReasonMissing, CannotEnd.
    """
    document = begin(document, "number", by=by, seen=seen)
    check_endings(document)
    if legal_date > timezone.localdate():
        raise DateToCome
    document.series = _series_for(document, legal_date.year)
    document.number = _number_from(document.series, number)
    document.legal_date = legal_date
    document.order_reason = _reason_of_order(document, reason, by)
    document.file = None
    give_code(document)
    ask_for_print(document, by=by)
    given = {"number": document.number, "legal_date": legal_date.isoformat()}
    return advance(document, "number", by=by, reason=document.order_reason, **given)


def series_of(document: Document, year: int) -> NumberSeries | None:
    """The series that numbers the document in a year."""
    return NumberSeries.objects.covering(document.issuer_id, document.kind, year).first()


def numbered_elsewhere(document: Document, *, since: int) -> bool:
    """Whether a series from this year on gives the document's kind numbers that are typed."""
    same = NumberSeries.objects.filter(issuer=document.issuer_id, kinds__kind=document.kind)
    return same.filter(is_kept_here=False, year__gte=since).exists()


def _series_for(document: Document, year: int) -> NumberSeries:
    series = series_of(document, year)
    if series is None:
        raise NoSeries(
            f"{document.issuer} chưa có hệ thống số năm {year} cho loại “"
            f"{document.get_kind_display()}”. Hãy mở hệ thống số rồi cấp số."
        )
    return lock_series(series.pk)


def _number_from(series: NumberSeries, typed: int | None) -> int:
    if series.is_kept_here:
        series.last_number = series.next_number
        series.save(update_fields=["last_number"])
        return series.last_number
    if typed is None:
        raise NumberMissing
    if holder := series.documents.filter(number=typed).first():
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
