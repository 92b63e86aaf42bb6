from results.models.call import Call
from results.models.extension import Extension
from results.models.figure import Figure
from results.models.submission import Revision, Submission

__all__ = ["Call", "Extension", "Figure", "Revision", "Submission"]
