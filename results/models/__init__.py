from results.models.figure import Figure
from results.models.submission import Revision, Submission

__all__ = ["Figure", "Revision", "Submission"]
