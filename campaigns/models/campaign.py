"""A campaign, its content areas, and the frozen versions of its definitions."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.enums import FIGURE_READERS
from campaigns.enums import CampaignKind, CampaignState
from campaigns.models.participation import Participation
from core.vietnamese.fields import NfcCharField, NfcTextField
from units.models import Office, Unit

VERSION_FIXED = """
RAISE EXCEPTION 'version % of the definitions is final', OLD.number
    USING ERRCODE = 'check_violation', CONSTRAINT = 'definition_version_fixed';
"""


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Campaigns that a unit within reach manages, issued, or takes part in once launched."""
        reach = user.reach_as(FIGURE_READERS)
        joined = Participation.objects.filter(unit__in=reach).values("campaign")
        return self.filter(
            Q(managing_unit__in=reach)
            | Q(issuing_unit__in=reach)
            | ~Q(state=CampaignState.DRAFT) & Q(pk__in=joined)
        )


@pghistory.track()
class Campaign(models.Model):
    """A movement launched for a time (Law 06/2022/QH15 article 17).

    The bases and the recipients stand one on a line, as they are printed.
    """

    name = NfcCharField("tên phong trào", max_length=300)
    theme = NfcCharField("chủ đề", max_length=300, blank=True)
    guiding_thought = NfcTextField("tư tưởng chỉ đạo", blank=True)
    kind = models.CharField(
        "hình thức", max_length=10, choices=CampaignKind, default=CampaignKind.REGULAR
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=CampaignState, default=CampaignState.DRAFT
    )
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    issuing_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="issued_campaigns", verbose_name="đơn vị phát động"
    )
    managing_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="managed_campaigns", verbose_name="đơn vị quản lý"
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="phong trào cấp trên",
    )
    plan_reference = NfcTextField("văn bản phát động", blank=True)
    legal_bases = NfcTextField("căn cứ", blank=True)
    purposes = NfcTextField("mục đích, mục tiêu", blank=True)
    requirements = NfcTextField("yêu cầu", blank=True)
    scope = NfcTextField("phạm vi, đối tượng", blank=True)
    means = NfcTextField("biện pháp, tổ chức thực hiện", blank=True)
    recipients = NfcTextField("nơi nhận", blank=True)
    signatory = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signed_campaigns",
        verbose_name="người ký",
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        verbose_name = "phong trào thi đua"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_dates_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CampaignState.values), name="campaign_state_known"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("campaigns:detail", args=[self.pk])


@pghistory.track()
class ContentArea(models.Model):
    """One of the campaign's areas, in the words of the plan."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="areas")
    ordinal = models.PositiveSmallIntegerField("thứ tự")
    title = NfcCharField("tên gọn", max_length=300)
    text = NfcTextField("nội dung theo kế hoạch")

    class Meta:
        ordering = ["campaign_id", "ordinal"]
        verbose_name = "nội dung thi đua"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ordinal"],
                name="one_area_at_an_ordinal",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]

    def __str__(self):
        return self.title


class DefinitionVersion(models.Model):
    """What the campaign's targets said when it was launched or amended; revisions point here."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("phiên bản")
    made_at = models.DateTimeField("lập lúc", auto_now_add=True)
    reason = NfcTextField("lý do")
    definitions = models.JSONField("nội dung chỉ tiêu")

    class Meta:
        ordering = ["campaign_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"], name="one_definition_version_of_a_number"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="definition_version_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=VERSION_FIXED,
            )
        ]

    def __str__(self):
        return f"{self.campaign}, phiên bản {self.number}"
