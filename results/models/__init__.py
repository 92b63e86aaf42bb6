from results.models.adjustment import Adjustment
from results.models.call import Call
from results.models.confirmation import RowConfirmation
from results.models.evidence import Evidence
from results.models.extension import Extension
from results.models.figure import Figure
from results.models.letter import ReminderLetter
from results.models.paper import Hand, PaperReport, StandIn
from results.models.presence import Presence
from results.models.remark import Remark
from results.models.reminder import Reminder
from results.models.revision import Revision
from results.models.rollup import RollUp
from results.models.sharing import ReviewShare
from results.models.submission import Submission

__all__ = [
    "Adjustment",
    "Call",
    "Evidence",
    "Extension",
    "Figure",
    "Hand",
    "PaperReport",
    "Presence",
    "Remark",
    "Reminder",
    "ReminderLetter",
    "ReviewShare",
    "Revision",
    "RollUp",
    "RowConfirmation",
    "StandIn",
    "Submission",
]
