"""The text of a campaign's plan, cut into blocks that targets point to."""

import pghistory
import pgtrigger
from django.db import models

from campaigns.models.campaign import Campaign

TIED_ANCHORS_STAND = """
IF EXISTS (
    SELECT 1 FROM campaigns_target
    WHERE campaign_id = OLD.campaign_id AND anchor <> ''
    AND NOT COALESCE(NEW.blocks, '[]') @> jsonb_build_array(jsonb_build_object('anchor', anchor))
) THEN
    RAISE EXCEPTION 'a target of campaign % points to a block that would be gone', OLD.campaign_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'tied_anchors_stand';
END IF;
RETURN NULL;
"""


@pghistory.track()
class PlanBody(models.Model):
    """The whole text of the plan (toàn văn kế hoạch): documents.domain.blocks as JSON.

    A row of its own, because campaigns are read on every page and their text on few. Anchors are
    numbered; `last_number` is the highest ever given, so that none returns for something else.
    """

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="body")
    blocks = models.JSONField("toàn văn kế hoạch", default=list)
    last_number = models.PositiveIntegerField("số đoạn cuối cùng đã dùng", default=0)

    class Meta:
        verbose_name = "toàn văn kế hoạch"
        triggers = [
            pgtrigger.Trigger(
                name="tied_anchors_stand",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Immediate,
                func=TIED_ANCHORS_STAND,
            )
        ]

    def __str__(self):
        return f"{self.campaign}: toàn văn"
