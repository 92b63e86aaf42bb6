from campaigns.models.assignment import Assignment
from campaigns.models.body import PlanBody
from campaigns.models.campaign import Campaign, ContentArea, DefinitionVersion
from campaigns.models.indicator import Grade, GradeScale, Indicator
from campaigns.models.management import Management
from campaigns.models.paper import PlanPaper
from campaigns.models.participation import Participation, Quota
from campaigns.models.record_file import CampaignFile
from campaigns.models.schedule import Period, Phase
from campaigns.models.target import Criterion, Target

__all__ = [
    "Assignment",
    "Campaign",
    "CampaignFile",
    "ContentArea",
    "Criterion",
    "DefinitionVersion",
    "Grade",
    "GradeScale",
    "Indicator",
    "Management",
    "Participation",
    "Period",
    "Phase",
    "PlanBody",
    "PlanPaper",
    "Quota",
    "Target",
]
