"""Rows with sensible values. States come from the real verbs: see tests/workflows.py.

Grants and units are old, and periods close far in the future, so that nothing depends on the day
of the run; a test about dates names its own.
"""

from tests.factories.campaigns import (
    AssignmentFactory,
    CampaignFactory,
    ContentAreaFactory,
    CriterionFactory,
    GradeScaleFactory,
    IndicatorFactory,
    ParticipationFactory,
    PeriodFactory,
    PhaseFactory,
    QuotaFactory,
    TargetFactory,
)
from tests.factories.days import LONG_AGO, NEVER, PASSWORD
from tests.factories.documents import (
    DocumentFactory,
    IssuerFactory,
    NumberedKindFactory,
    NumberSeriesFactory,
    RecordFileFactory,
    numbering,
)
from tests.factories.people import (
    ClusterFactory,
    ClusterLeadFactory,
    ClusterMembershipFactory,
    FormerNameFactory,
    GrantFactory,
    OfficeFactory,
    SuccessionFactory,
    UnitFactory,
    UserFactory,
)

__all__ = [
    "LONG_AGO",
    "NEVER",
    "PASSWORD",
    "AssignmentFactory",
    "CampaignFactory",
    "ClusterFactory",
    "ClusterLeadFactory",
    "ClusterMembershipFactory",
    "ContentAreaFactory",
    "CriterionFactory",
    "DocumentFactory",
    "FormerNameFactory",
    "GradeScaleFactory",
    "GrantFactory",
    "IndicatorFactory",
    "IssuerFactory",
    "NumberSeriesFactory",
    "NumberedKindFactory",
    "OfficeFactory",
    "ParticipationFactory",
    "PeriodFactory",
    "PhaseFactory",
    "QuotaFactory",
    "RecordFileFactory",
    "SuccessionFactory",
    "TargetFactory",
    "UnitFactory",
    "UserFactory",
    "numbering",
]
