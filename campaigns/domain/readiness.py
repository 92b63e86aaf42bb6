"""What is missing or doubtful in a plan before it is launched.

The law asks a movement for its aims, scope, subjects, content and criteria, time, plan and means
(Law 06/2022/QH15 article 17 clause 1). What units cannot report without forbids the launch; the
rest is said and left to the officer.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Prefetch, prefetch_related_objects
from django.db.models.functions import Coalesce

from campaigns.domain.calendar import closed_reason
from campaigns.domain.tied_text import untied_sentences
from campaigns.enums import Measure
from campaigns.models import Campaign, ContentArea, Participation, Period, Target
from core.vietnamese.dates import short_date

PARTS = (
    "areas",
    "phases",
    "periods",
    Prefetch(
        "targets",
        Target.objects.with_reporters()
        .annotate(
            measure=F("indicator__measure"),
            is_asked=Exists(Target.asked_in.through.objects.filter(target=OuterRef("pk"))),
        )
        .prefetch_related("criteria"),
    ),
)
ARTICLE_17 = "khoản 1 Điều 17 Luật Thi đua, khen thưởng"


@dataclass(frozen=True)
class Finding:
    """`part` is the part of the editor where it is mended; `forbids` stops the launch."""

    part: str
    text: str
    forbids: bool = False
    ground: str = ""

    @property
    def route(self) -> str:
        return f"campaigns:{self.part}"


def findings_of(campaign: Campaign) -> list[Finding]:
    """All findings, those that forbid the launch first."""
    return findings_by_campaign([campaign])[campaign.pk]


def findings_by_campaign(campaigns: Sequence[Campaign]) -> dict[int, list[Finding]]:
    """The findings of each campaign by its key; read for many at once, as often as for one."""
    prefetch_related_objects(campaigns, *PARTS)
    last_days = _last_days(campaigns)
    return {campaign.pk: _findings(campaign, last_days[campaign.pk]) for campaign in campaigns}


def _findings(campaign: Campaign, last_days: Mapping[int, date]) -> list[Finding]:
    """Of a campaign whose PARTS were read."""
    areas, periods = list(campaign.areas.all()), list(campaign.periods.all())
    targets = list(campaign.targets.all())
    found = [
        *_missing_parts(areas, periods, targets, last_days),
        *_of_texts(campaign),
        *_of_phases(campaign),
        *_of_periods(periods),
        *(finding for target in targets for finding in _of_target(target)),
        *(finding for target in targets for finding in _of_named(target, campaign, last_days)),
        *_of_areas(areas, targets),
        *_of_text(campaign, targets),
    ]
    return sorted(found, key=lambda finding: not finding.forbids)


def _last_days(campaigns: Sequence[Campaign]) -> dict[int, dict[int, date]]:
    """Until when each unit takes part in each campaign, by their keys."""
    rows = Participation.objects.filter(campaign__in=campaigns).order_by("valid_from")
    last_day = Coalesce("valid_to", "campaign__ends_on")
    last_days: dict[int, dict[int, date]] = {campaign.pk: {} for campaign in campaigns}
    for campaign_id, unit_id, day in rows.values_list("campaign_id", "unit_id", last_day):
        last_days[campaign_id][unit_id] = day
    return last_days


def _missing_parts(
    areas: list, periods: list, targets: list, participants: Collection
) -> Iterator[Finding]:
    if not areas:
        yield Finding("areas", "Phong trào chưa có nội dung thi đua nào.", True, ARTICLE_17)
    if not periods:
        yield Finding("schedule", "Phong trào chưa có kỳ báo cáo nào.", True)
    if not targets:
        yield Finding("targets", "Phong trào chưa có chỉ tiêu nào.", True, ARTICLE_17)
    if not participants:
        yield Finding("participants", "Phong trào chưa có đơn vị tham gia.", True, ARTICLE_17)


def _of_texts(campaign: Campaign) -> Iterator[Finding]:
    asked = {
        "purposes": "mục đích, mục tiêu",
        "scope": "phạm vi, đối tượng",
        "means": "biện pháp tổ chức thực hiện",
    }
    for name, words in asked.items():
        if not getattr(campaign, name).strip():
            yield Finding("about", f"Kế hoạch chưa nêu {words}.", ground=ARTICLE_17)
    if not campaign.plan_reference.strip():
        yield Finding("about", "Chưa ghi số, ngày của văn bản phát động.")


def _of_phases(campaign: Campaign) -> Iterator[Finding]:
    phases = list(campaign.phases.all())
    for before, after in pairwise(phases):
        if (after.starts_on - before.ends_on).days > 1:
            between = f"Giữa “{before.label}” và “{after.label}”"
            yield Finding("schedule", f"{between} có những ngày không thuộc giai đoạn nào.")
    if phases and (phases[0].starts_on, phases[-1].ends_on) != (
        campaign.starts_on,
        campaign.ends_on,
    ):
        yield Finding("schedule", "Các giai đoạn không phủ hết thời gian của phong trào.")


def _of_periods(periods: list[Period]) -> Iterator[Finding]:
    for period in periods:
        if reason := closed_reason(period.due_on):
            day = short_date(period.due_on)
            yield Finding("schedule", f"Hạn gửi của “{period.label}” ({day}) rơi vào {reason}.")


def _of_target(target: Target) -> Iterator[Finding]:
    if not target.is_asked:
        yield Finding("targets", f"Chỉ tiêu {target.code}: chưa chọn kỳ báo cáo.", True)
    for criterion in target.criteria.all():
        if not criterion.operator:
            text = f"Chỉ tiêu {target.code}: kế hoạch chưa nói rõ “{criterion.label}” là mức sàn, "
            yield Finding("targets", f"{text}mức trần hay đúng bằng.", True)
        elif criterion.answer_note:
            yield Finding("targets", f"Chỉ tiêu {target.code}: ngưỡng do người soạn tự trả lời.")
    if not target.criteria.all() and target.measure != Measure.STATEMENT:
        yield Finding("targets", f"Chỉ tiêu {target.code}: không đặt ngưỡng nên không đánh giá.")


def _of_named(
    target: Target, campaign: Campaign, last_days: Mapping[int, date]
) -> Iterator[Finding]:
    """Units that a target names, and that take no part, or not to the end."""
    for key, name in zip(target.named_unit_ids, target.named_unit_names, strict=True):
        said = f"Chỉ tiêu {target.code}: {name} được nêu tên nhưng"
        if key not in last_days:
            yield Finding("targets", f"{said} không tham gia phong trào.", True)
        elif last_days[key] < campaign.ends_on:
            last = short_date(last_days[key])
            yield Finding("targets", f"{said} chỉ tham gia đến hết ngày {last}.")


def _of_areas(areas: list[ContentArea], targets: list[Target]) -> Iterator[Finding]:
    covered = {target.area_id for target in targets}
    for area in areas:
        if area.pk not in covered:
            yield Finding("areas", f"Nội dung {area.ordinal} chưa có chỉ tiêu nào.")


def _of_text(campaign: Campaign, targets: list[Target]) -> Iterator[Finding]:
    for sentence in untied_sentences(campaign, targets):
        text = f"Câu này giống một chỉ tiêu nhưng chưa gắn với chỉ tiêu nào: “{sentence}”"
        yield Finding("targets", text)
