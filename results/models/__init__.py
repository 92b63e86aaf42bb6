from results.models.evidence import Evidence
from results.models.figure import Figure
from results.models.presence import Presence
from results.models.submission import Revision, Submission

__all__ = ["Evidence", "Figure", "Presence", "Revision", "Submission"]
