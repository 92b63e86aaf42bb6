"""Opening a period: who owes what, under whom, as things stand."""

from django.db import transaction
from django.utils import timezone

from campaigns.enums import CampaignState
from campaigns.models import Participation, Period
from core.access.refusals import NotPossible
from core.audit.trail import record
from results.domain.revisions import first_revisions
from results.domain.rollup_keeping import rebuild
from results.models import Submission


class NotRunning(NotPossible):
    code = "not_running"
    message = "Chỉ mở được kỳ báo cáo của phong trào đang thực hiện."


class CircularReporting(NotPossible):
    code = "circular_reporting"
    message = "Các đơn vị tham gia báo cáo vòng tròn cho nhau nên chưa mở kỳ báo cáo được."


@transaction.atomic
def open_period(period: Period) -> list[Submission]:
    """Makes one submission for every unit taking part on the period's last day.

    An act of the program, called by its schedule. Safe to run twice or late: units that have one
    are left as they are. Returns the new ones. Raises NotRunning, CircularReporting.
    """
    period = Period.objects.select_for_update().select_related("campaign").get(pk=period.pk)
    if period.campaign.state != CampaignState.LAUNCHED:
        raise NotRunning
    made = Submission.objects.bulk_create(_owed(period))
    first_revisions(made, period.campaign.versions.order_by("number").last())
    if made:
        rebuild(period)
    if period.opened_at is None:
        period.opened_at = timezone.now()
        period.save(update_fields=["opened_at"])
        record("campaigns.period_opened", period, by=None, unit_id=period.campaign.managing_unit_id)
    return made


def _owed(period: Period) -> list[Submission]:
    taking_part = {
        row.unit_id: row.superior_id
        for row in Participation.objects.filter(campaign=period.campaign).in_force(period.data_to)
    }
    have = set(period.submissions.values_list("unit_id", flat=True))
    return [
        Submission(
            campaign=period.campaign,
            period=period,
            unit_id=unit_id,
            superior_id=superior_id,
            lineage=_lineage(unit_id, taking_part),
            due_on=period.due_on,
        )
        for unit_id, superior_id in taking_part.items()
        if unit_id not in have
    ]


def _lineage(unit_id: int, superiors: dict[int, int | None]) -> list[int]:
    """The units from the root down to this one."""
    lineage = [unit_id]
    while superior := superiors.get(lineage[0]):
        if superior in lineage:
            raise CircularReporting
        lineage.insert(0, superior)
    return lineage
