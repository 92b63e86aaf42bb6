from units.models.cluster import Cluster, ClusterLead, ClusterMembership
from units.models.reach import holding_of, reach_of
from units.models.unit import FormerName, Office, Succession, Unit

__all__ = [
    "Cluster",
    "ClusterLead",
    "ClusterMembership",
    "FormerName",
    "Office",
    "Succession",
    "Unit",
    "holding_of",
    "reach_of",
]
