from results.models.extension import Extension
from results.models.figure import Figure
from results.models.submission import Revision, Submission

__all__ = ["Extension", "Figure", "Revision", "Submission"]
