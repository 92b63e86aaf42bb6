"""Where the catalogue is, and a change of it as somebody who has seen what stands."""

from django.urls import reverse

from campaigns.domain.catalogue import change_indicator, facts_of
from campaigns.models import Indicator
from core.access.seen import fingerprint

LIST = reverse("campaigns:catalogue:indicators")
COUNT = {"name": "Tin, bài tuyên truyền", "measure": "count", "counted_in": "tin, bài"}
ROUTE = "campaigns:catalogue:indicator_change"


def changed(indicator, *, by, seen="", **facts) -> Indicator:
    return change_indicator(indicator, facts, by=by, seen=seen or fingerprint(facts_of(indicator)))
