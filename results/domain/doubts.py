"""What about a report needs a person's eye before it is confirmed."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, Q

from results.domain.warnings import unexplained_in
from results.enums import AnswerKind
from results.models import Revision


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
    ).values_list("pk", "number", "missing", "estimated", "separate")
    found = {key: list(_doubts(*facts, unexplained[key])) for key, *facts in counted}
    return {key: doubts for key, doubts in found.items() if doubts}


def _doubts(
    number: int, missing: int, estimated: int, separate: int, unexplained: int
) -> Iterator[str]:
    if number > 1:
        yield f"gửi lần {number}, sau khi trả lại hoặc mở lại"
    if missing:
        yield f"{missing} chỉ tiêu chưa có số liệu"
    if estimated:
        yield f"{estimated} chỉ tiêu ước thực hiện"
    if separate:
        yield f"{separate} chỉ tiêu báo cáo riêng theo chế độ mật"
    if unexplained:
        yield f"{unexplained} chỉ tiêu có cảnh báo chưa được giải thích"
