from units.models.cluster import Cluster, ClusterLead, ClusterMembership
from units.models.unit import FormerName, Office, Succession, Unit, reach_of

__all__ = [
    "Cluster",
    "ClusterLead",
    "ClusterMembership",
    "FormerName",
    "Office",
    "Succession",
    "Unit",
    "reach_of",
]
