from results.models.call import Call
from results.models.evidence import Evidence
from results.models.extension import Extension
from results.models.figure import Figure
from results.models.presence import Presence
from results.models.remark import Remark
from results.models.sharing import AreaConfirmation, ReviewShare
from results.models.submission import Revision, Submission

__all__ = [
    "AreaConfirmation",
    "Call",
    "Evidence",
    "Extension",
    "Figure",
    "Presence",
    "Remark",
    "ReviewShare",
    "Revision",
    "Submission",
]
