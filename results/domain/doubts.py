"""What about a report needs a person's eye before it is confirmed."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, OuterRef, Q

from results.domain.warnings import unexplained_in
from results.enums import AnswerKind
from results.models import PaperReport, Revision


def doubts_of(revision_ids: Iterable[int]) -> dict[int, list[str]]:
    """The doubts about each revision by its key, as people read them; without any, it is left out.

    Three queries. What raises a doubt stands in `_doubts` alone.
    """
    revision_ids = list(revision_ids)
    unexplained = unexplained_in(revision_ids)
    missing = Q(figures__answer=AnswerKind.MISSING)
    separate = Q(figures__answer=AnswerKind.REPORTED_SEPARATELY)
    rows = Revision.objects.filter(pk__in=revision_ids).order_by()
    counted = rows.annotate(
        missing=Count("figures", filter=missing),
        estimated=Count("figures", filter=Q(figures__is_estimate=True)),
        separate=Count("figures", filter=separate),
        on_behalf=Exists(
            PaperReport.objects.filter(revision=OuterRef("pk"), stand_in__isnull=False)
        ),
    ).values_list("pk", "number", "missing", "estimated", "separate", "on_behalf")
    found = {key: list(_doubts(*facts, unexplained[key])) for key, *facts in counted}
    return {key: doubts for key, doubts in found.items() if doubts}


def _doubts(
    number: int, missing: int, estimated: int, separate: int, on_behalf: bool, unexplained: int
) -> Iterator[str]:
    if number > 1:
        yield f"gửi lần {number}, sau khi trả lại hoặc mở lại"
    if missing:
        yield f"{missing} chỉ tiêu chưa có số liệu"
    if estimated:
        yield f"{estimated} chỉ tiêu ước thực hiện"
    if separate:
        yield f"{separate} chỉ tiêu báo cáo riêng theo chế độ mật"
    if on_behalf:
        yield "nhập thay theo báo cáo giấy"
    if unexplained:
        yield f"{unexplained} chỉ tiêu có cảnh báo chưa được giải thích"
