"""Files that were read and wait to be looked at: in the session, like rows of units.

On the server, of one person only, and gone with the session; one file for each submission.
"""

from dataclasses import asdict

from results.domain.spills import WAITING as KEY
from results.models import Submission
from results.workbook.reading import Filled


def keep(session, submission: Submission, filled: Filled) -> None:
    session[KEY] = session.get(KEY, {}) | {str(submission.pk): asdict(filled)}


def waiting_for(session, submission: Submission) -> Filled | None:
    kept = session.get(KEY, {}).get(str(submission.pk))
    return Filled(**kept) if kept else None


def forget(session, submission: Submission) -> None:
    session[KEY] = {pk: kept for pk, kept in session[KEY].items() if pk != str(submission.pk)}
