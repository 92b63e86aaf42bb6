"""Papers that units signed, and superiors who enter from them."""

from datetime import date

from accounts.enums import Role
from accounts.models import User
from results.domain.papers import GivenPaper, attach_paper
from results.domain.stand_ins import end_stand_in, stand_in
from results.models import PaperReport, StandIn, Submission
from tests.core.files.scanned import PDF
from tests.factories import UserFactory
from tests.workflows import clerk_of, reviewer_of

NUMBER, DAY = "15/BC-UBND", date(2026, 4, 5)
WHY = "Đơn vị mất kết nối, đã gửi báo cáo giấy."


def given(number: str = NUMBER, day: date = DAY, content: bytes = PDF) -> GivenPaper:
    return GivenPaper(number, day, content)


def attach_signed(submission: Submission, *, by: User | None = None, **said) -> PaperReport:
    return attach_paper(
        submission,
        given(**said),
        by=by or clerk_of(submission),
        revision_id=submission.current_revision_id,
    )


def superiors_clerk(submission: Submission) -> User:
    return UserFactory(grants=[(Role.CLERK, submission.superior)])


def begin(submission: Submission, *, by: User | None = None, reason=WHY, **said) -> StandIn:
    return stand_in(
        submission,
        given(**said),
        by=by or reviewer_of(submission),
        revision_id=submission.current_revision_id,
        reason=reason,
    )


def give_back(submission: Submission, *, by: User | None = None, reason=WHY) -> StandIn:
    return end_stand_in(
        submission,
        by=by or reviewer_of(submission),
        revision_id=submission.current_revision_id,
        reason=reason,
    )
