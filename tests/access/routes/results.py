"""Submissions: entered, sent, judged."""

from collections.abc import Callable
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import FIGURE_READERS, Role
from core.access.seen import fingerprint
from results.domain.extensions import extend_submission, extension_facts
from results.domain.policies import written_facts
from results.domain.sharing import shares_of
from results.enums import SubmissionState as State
from results.models import Submission
from tests.access.routes.base import (
    ADMINISTRATOR,
    HANDS,
    HEAD,
    INSPECTOR,
    LIST,
    OFFICER,
    REVIEWER,
    Route,
)
from tests.core.files.scanned import PDF
from tests.factories import IndicatorFactory
from tests.on_behalf import attach_signed, begin
from tests.results.totalling import accepted, adjusted, amend, movement_asking
from tests.secrets import asked, value_key
from tests.workflows import (
    attach,
    fill_in,
    remark,
    reviewer_of,
    running_movement,
    send_back,
    submission_at,
)


def at(state: State) -> Callable[[], Submission]:
    return lambda: submission_at(state)


def entered(submission: Submission) -> dict:
    """What the browser posts for a revision in which nothing happened."""
    revision = submission.current_revision
    words = {"version": revision.row_version, "strengths": "", "shortcomings": ""}
    words |= {"causes": "", "proposals": ""}
    data = {"revision": revision.pk} | {f"narrative-{name}": text for name, text in words.items()}
    for figure in revision.figures.all():
        cells = {"version": figure.row_version, "answer": "none_arisen", "note": ""}
        data |= {f"f{figure.indicator_id}-{name}": value for name, value in cells.items()}
    return data


def first_row(submission: Submission) -> dict:
    figure = submission.current_revision.figures.first()
    return {"pk": submission.pk, "indicator": figure.indicator_id}


def adjustment(submission: Submission) -> dict:
    revision = submission.current_revision_id
    typed = {"direction": "more", "part": "1", "whole": "1", "reason": "Hai đơn vị cùng báo cáo."}
    return {"revision": revision, "seen": fingerprint([])} | typed


def with_adjustment() -> Submission:
    submission = submission_at(State.OPEN)
    submission.adjusted = adjusted(submission, part=1, whole=1)
    return submission


def judged(submission: Submission) -> dict:
    return {"revision": submission.current_revision_id, "reason": "Thiếu số liệu."}


def said(submission: Submission) -> dict:
    return {"revision": submission.current_revision_id, "text": "Đề nghị đối chiếu với sổ."}


def remarked() -> Submission:
    """Handed back with a remark on its row."""
    submission = submission_at(State.SUBMITTED)
    remark(submission)
    return send_back(submission)


def unshared(campaign) -> dict:
    return {"seen": fingerprint(shares_of(campaign))}


def all_areas(submission: Submission) -> dict:
    areas = submission.campaign.areas.values_list("pk", flat=True)
    return {"revision": submission.current_revision_id, "areas": list(areas)}


def amended() -> Submission:
    """Accepted, and the threshold changed since."""
    movement = movement_asking(IndicatorFactory(ratio=True))
    accepted(movement.submission, part=90, whole=100)
    amend(movement, threshold=80)
    return movement.submission


def with_evidence() -> Submission:
    submission = submission_at(State.OPEN)
    submission.attached = attach(submission)
    return submission


def attached(submission: Submission) -> dict:
    file = SimpleUploadedFile("minh-chung.pdf", PDF)
    return {"revision": submission.current_revision_id, "title": "Quyết định", "file": file}


def seen(submission: Submission) -> dict:
    """What the page showed of the submission's days, and words for the rest."""
    facts = extension_facts(Submission.objects.with_days().get(pk=submission.pk))
    return {"seen": fingerprint(facts), "reason": "Đơn vị bị ngập lụt."}


def extension(submission: Submission) -> dict:
    return seen(submission) | {"due_on": "10/01/2100", "closes_on": "20/01/2100"}


def extended() -> Submission:
    submission = submission_at(State.OPEN)
    typed = seen(submission) | {"due_on": date(2100, 1, 10), "closes_on": date(2100, 1, 20)}
    extend_submission(submission, by=reviewer_of(submission), **typed)
    return submission


def scanned(submission: Submission) -> dict:
    """A signed paper as the browser posts it."""
    file = SimpleUploadedFile("bao-cao.pdf", PDF)
    paper = {"number": "15/BC-UBND", "dated_on": "05/04/2026", "file": file}
    shown = {"seen": fingerprint(written_facts(submission.current_revision))}
    return {"revision": submission.current_revision_id} | shown | paper


def filled() -> Submission:
    return fill_in(submission_at(State.OPEN))


def with_paper() -> Submission:
    submission = submission_at(State.SUBMITTED)
    attach_signed(submission)
    return submission


def stood_in() -> Submission:
    submission = submission_at(State.OPEN)
    submission.stand_in = begin(submission)
    return submission


def asked_to_erase() -> Submission:
    submission = submission_at(State.SUBMITTED)
    submission.asked = asked(submission, value_key(submission))
    return submission


def erasure(submission: Submission) -> dict:
    return {"places": value_key(submission), "reason": "Nhập nhầm."}


def withdrawal(submission: Submission) -> dict:
    return {f"withdrawal-{name}": value for name, value in seen(submission).items()}


SUBMISSION = {
    "make": at(State.OPEN),
    "place": lambda submission: submission.unit,
    "hidden_from": ADMINISTRATOR,
}
ROW = SUBMISSION | {"args": ("pk", "indicator"), "named": first_row}
EVIDENCE = SUBMISSION | {
    "make": with_evidence,
    "args": ("pk", "evidence"),
    "named": lambda submission: {"pk": submission.pk, "evidence": submission.attached.pk},
}
ADJUSTED = SUBMISSION | {
    "make": with_adjustment,
    "args": ("pk", "adjustment"),
    "named": lambda submission: {"pk": submission.pk, "adjustment": submission.adjusted.pk},
}
REVIEWED = SUBMISSION | {
    "roles": REVIEWER,
    "place": lambda submission: submission.superior,
    "status": 302,
    "data": judged,
}
ERASED = SUBMISSION | {
    "make": asked_to_erase,
    "args": ("pk", "erasure"),
    "named": lambda submission: {"pk": submission.pk, "erasure": submission.asked.pk},
}
DECIDED = ERASED | {
    "roles": INSPECTOR | {Role.LEADER},
    "place": lambda submission: submission.campaign.managing_unit,
    "status": 302,
}
EXTENDED = SUBMISSION | {"roles": REVIEWER, "place": lambda submission: submission.superior}
JUDGED_ROW = ROW | EXTENDED | {"make": at(State.SUBMITTED)}
JUDGED_AREAS = REVIEWED | {"make": at(State.SUBMITTED), "data": all_areas}
COLUMN = LIST | {
    "roles": REVIEWER,
    "status": 302,
    "make": at(State.SUBMITTED),
    "place": lambda submission: submission.superior,
    "data": lambda submission: {"chosen": [submission.current_revision.figures.first().pk]},
}
SHARED = {
    "roles": OFFICER,
    "make": lambda: running_movement().campaign,
    "place": lambda campaign: campaign.managing_unit,
    "hidden_from": ADMINISTRATOR,
}

ABOVE = SUBMISSION | {"roles": REVIEWER | HANDS, "place": lambda submission: submission.superior}

ROUTES = [
    Route("results:list", "get", FIGURE_READERS, **LIST),
    Route("results:board", "get", FIGURE_READERS, **LIST),
    Route("results:by_target", "get", FIGURE_READERS, **LIST),
    Route("results:confirm_column", "post", **COLUMN),
    Route("results:accept_many", "get", REVIEWER, **LIST),
    Route("results:accept_many", "post", REVIEWER, 302, **LIST),
    Route("results:call_list", "get", REVIEWER | OFFICER, **LIST),
    Route("results:draft_letter", "get", REVIEWER | OFFICER, **LIST),
    Route("results:draft_letter", "post", REVIEWER | OFFICER, 422, **LIST),
    Route("results:erasures", "get", HEAD | REVIEWER | INSPECTOR | {Role.LEADER}, **LIST),
    Route("results:history", "get", FIGURE_READERS),
    Route("results:sharing", "get", **SHARED),
    Route("results:sharing", "post", status=302, data=unshared, **SHARED),
    Route("results:remind_many", "get", REVIEWER | OFFICER, **LIST),
    Route("results:remind_many", "post", REVIEWER | OFFICER, 302, **LIST),
    Route("results:submission", "get", FIGURE_READERS, **SUBMISSION),
    Route("results:calls", "get", **EXTENDED),
    Route("results:calls", "post", status=302, **EXTENDED),
    Route("results:remind", "post", status=302, **EXTENDED),
    Route("results:enter", "get", HANDS, **SUBMISSION),
    Route("results:enter", "post", HANDS, 302, data=entered, **SUBMISSION),
    Route("results:row", "get", HANDS, **ROW),
    Route("results:row", "post", HANDS, data=entered, **ROW),
    Route("results:remark", "get", **JUDGED_ROW),
    Route("results:remark", "post", status=302, data=said, **JUDGED_ROW),
    Route("results:answer", "get", HANDS, **ROW | {"make": remarked}),
    Route("results:answer", "post", HANDS, 302, data=said, **ROW | {"make": remarked}),
    Route("results:attach_evidence", "get", HANDS, **SUBMISSION),
    Route("results:attach_evidence", "post", HANDS, 302, data=attached, **SUBMISSION),
    Route("results:evidence_file", "get", FIGURE_READERS, **EVIDENCE),
    Route("results:remove_evidence", "post", HANDS, 302, data=judged, **EVIDENCE),
    Route("results:totals", "get", FIGURE_READERS, **SUBMISSION),
    Route("results:adjust", "get", HANDS, **ROW),
    Route("results:adjust", "post", HANDS, 302, data=adjustment, **ROW),
    Route("results:withdraw_adjustment", "post", HANDS, 302, data=judged, **ADJUSTED),
    Route("results:present", "post", HANDS, **SUBMISSION),
    Route("results:words", "get", HANDS, **SUBMISSION),
    Route("results:words", "post", HANDS, data=entered, **SUBMISSION),
    Route("results:submit", "post", HEAD, 302, data=entered, **SUBMISSION),
    Route("results:send", "get", HEAD, **SUBMISSION),
    Route("results:send", "post", HEAD, 302, data=scanned, **SUBMISSION | {"make": filled}),
    Route("results:attach_paper", "get", HANDS, **SUBMISSION | {"make": at(State.SUBMITTED)}),
    Route(
        "results:attach_paper",
        "post",
        HANDS,
        302,
        data=scanned,
        **SUBMISSION | {"make": at(State.SUBMITTED)},
    ),
    Route(
        "results:paper_file",
        "get",
        FIGURE_READERS,
        args=("pk", "number"),
        **SUBMISSION | {"make": with_paper},
    ),
    Route("results:stand_in", "get", **ABOVE),
    Route(
        "results:stand_in",
        "post",
        status=302,
        data=lambda submission: scanned(submission) | {"reason": "Đơn vị mất kết nối."},
        **ABOVE,
    ),
    Route(
        "results:end_stand_in",
        "post",
        status=302,
        data=judged,
        **ABOVE | {"make": stood_in},
    ),
    Route(
        "results:stand_in_file",
        "get",
        FIGURE_READERS,
        args=("pk", "stand_in"),
        named=lambda submission: {"pk": submission.pk, "stand_in": submission.stand_in.pk},
        **SUBMISSION | {"make": stood_in},
    ),
    Route("results:accept", "post", **REVIEWED | {"make": at(State.SUBMITTED)}),
    Route("results:confirm_areas", "post", **JUDGED_AREAS),
    Route("results:return", "get", **EXTENDED | {"make": at(State.SUBMITTED)}),
    Route("results:return", "post", **REVIEWED | {"make": at(State.SUBMITTED)}),
    Route("results:reopen", "post", **REVIEWED | {"make": at(State.ACCEPTED)}),
    Route(
        "results:differences",
        "get",
        FIGURE_READERS,
        **SUBMISSION | {"make": at(State.ACCEPTED)},
    ),
    Route("results:recalculate", "post", **REVIEWED | {"make": amended}),
    Route("results:extend", "get", **EXTENDED),
    Route("results:extend", "post", status=302, data=extension, **EXTENDED),
    Route(
        "results:withdraw_extension",
        "post",
        status=302,
        data=withdrawal,
        **EXTENDED | {"make": extended},
    ),
    Route("results:revision", "get", FIGURE_READERS, args=("pk", "number"), **SUBMISSION),
    Route(
        "results:receipt",
        "get",
        FIGURE_READERS,
        args=("pk", "number"),
        **SUBMISSION | {"make": at(State.SUBMITTED)},
    ),
    Route("results:workbook", "get", HANDS, **SUBMISSION),
    Route("results:workbook_upload", "get", HANDS, **SUBMISSION),
    Route("results:workbook_upload", "post", HANDS, 422, **SUBMISSION),
    Route("results:workbook_check", "get", HANDS, 302, **SUBMISSION),
    Route("results:workbook_check", "post", HANDS, 302, **SUBMISSION),
    Route("results:workbook_marked", "get", HANDS, 302, **SUBMISSION),
    Route("results:erase", "get", HEAD | INSPECTOR, **SUBMISSION),
    Route(
        "results:erase",
        "post",
        HEAD | INSPECTOR,
        302,
        data=erasure,
        **SUBMISSION | {"make": at(State.SUBMITTED)},
    ),
    Route("results:erasure", "get", HEAD | INSPECTOR, **ERASED),
    Route("results:confirm_erasure", "post", **DECIDED),
    Route("results:decline_erasure", "post", data=judged, **DECIDED),
    Route("results:subordinates", "get", FIGURE_READERS, **SUBMISSION),
    Route("results:subordinates", "post", FIGURE_READERS, 422, **SUBMISSION),
    Route("results:archive", "get", FIGURE_READERS, 422, **SUBMISSION),
    Route("results:received", "get", FIGURE_READERS, 302, **SUBMISSION),
]
