"""Everyone's first screen: what is waiting, in the order in which it presses."""

from accounts.enums import Role
from accounts.panels import UPKEEP
from campaigns.panels import MY_CAMPAIGNS
from core.access.panels import Panel
from core.audit.panels import trail_of
from documents.panels import DESK
from reports.panels import READY
from results.panels import ERASURES, MY_QUARTER, OVERVIEW, TO_REVIEW

TRAIL = Panel(frozenset({Role.INSPECTOR}), "audit/_trail.html", trail_of)

PANELS = (MY_QUARTER, TO_REVIEW, OVERVIEW, ERASURES, DESK, READY, MY_CAMPAIGNS, UPKEEP, TRAIL)
