from results.models.call import Call
from results.models.evidence import Evidence
from results.models.extension import Extension
from results.models.figure import Figure
from results.models.presence import Presence
from results.models.reminder import Reminder
from results.models.submission import Revision, Submission

__all__ = [
    "Call",
    "Evidence",
    "Extension",
    "Figure",
    "Presence",
    "Reminder",
    "Revision",
    "Submission",
]
