"""Secret content is erased by two people from everywhere, and the trail still proves the rest."""

import pytest

from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from core.audit.trail import ERASING, seal_finished, verify_chain
from core.erasure.domain import AlreadyAsked, AlreadyDecided, ContentInReason, OwnRequest
from core.erasure.enums import ErasureState as Decision
from core.erasure.wording import ERASED
from core.files.storage import ErasedFile
from results.domain.answers import Answer
from results.domain.erasing import (
    NothingNamed,
    confirm_erasure,
    decline_erasure,
    erasure_findings,
    request_erasure,
)
from results.domain.figures import FigureConflict, Narrative, save_answers
from results.domain.spills import WAITING, places_of
from results.enums import AnswerKind
from results.models import Figure
from tests.core.files.scanned import PDF
from tests.refusals import run_sql
from tests.secrets import (
    CANARY,
    REASON,
    asked,
    confirmed,
    erased,
    inspector_of,
    places_with,
    value_key,
)
from tests.workflows import (
    accept,
    answer_to,
    attach,
    clerk_of,
    fill_in,
    head_of,
    reopen,
    reviewer_of,
    send_back,
    submit,
)

pytestmark = pytest.mark.django_db


def note(submission, text: str):
    """Saved by the clerk beside the figure."""
    figure = submission.current_revision.figures.select_related("indicator").get()
    answer = answer_to(figure)
    answer = Answer(**{**vars(answer), "note": text})
    revision = submission.current_revision_id
    return save_answers(submission, [answer], by=clerk_of(submission), revision_id=revision)


def tell(submission, **words):
    revision = submission.current_revision
    told = dict.fromkeys(("strengths", "shortcomings", "causes", "proposals"), "") | words
    narrative = Narrative(revision.row_version, told)
    by = clerk_of(submission)
    return save_answers(submission, [], by=by, revision_id=revision.pk, narrative=narrative)


def note_key(submission) -> str:
    return f"figure-{submission.current_revision.figures.get().indicator_id}-note"


@pytest.fixture
def spilled(submission):
    """Typed, changed, sent, returned, sent again, accepted, opened again: copied every time."""
    note(submission, f"{CANARY}.")
    submission = note(submission, f"Ghi chú: {CANARY}, đã đối chiếu.")
    submission = submit(submission)
    submission = send_back(submission, reason=f"Bỏ câu “{CANARY}” ra.")
    submission = accept(submit(submission))
    seal_finished()
    return reopen(submission)


def test_erased_text_stands_nowhere(spilled):
    assert places_with(CANARY) == {
        "results_figure.note",
        "results_revision.reason",
        "results_revision.return_reason",
        "audit_entry.before",
        "audit_entry.after",
        "audit_entry.reason",
    }
    seal_finished()

    erased(spilled, note_key(spilled), phrases=[CANARY])

    assert places_with(CANARY) == set()
    notes = Figure.objects.filter(revision__submission=spilled).values_list("note", flat=True)
    assert set(notes) == {ERASED}


def test_chain_verifies_after_an_erasure(spilled):
    seal_finished()
    erased(spilled, note_key(spilled))
    assert list(verify_chain()) == []
    seal_finished()
    assert list(verify_chain()) == []


def test_values_are_taken_to_be_reported_apart(submission):
    submission = accept(submit(fill_in(submission)))
    seal_finished()
    figure = submission.current_revision.figures.get()

    erased(submission, f"figure-{figure.indicator_id}-value")

    figure.refresh_from_db()
    assert (figure.answer, figure.part, figure.whole) == (
        AnswerKind.REPORTED_SEPARATELY,
        None,
        None,
    )
    assert not run_sql('SELECT 1 FROM audit_entry WHERE after::text LIKE \'%"part": "95"%\'')
    assert list(verify_chain()) == []


def test_copies_in_other_places_are_erased_with_it(spilled):
    tell(spilled, proposals=f"Đề nghị:\n- Bổ sung {CANARY} cho đơn vị;\n- Khác.")
    erased(spilled, note_key(spilled), phrases=[CANARY])
    assert places_with(CANARY) == set()


def test_words_are_erased_with_what_they_said_before(submission):
    submission = tell(submission, strengths=f"{CANARY}.")
    submission = tell(submission, strengths=f"Tốt. {CANARY}.")
    erased(submission, "words-strengths")
    assert places_with(CANARY) == set()


def test_short_words_are_erased_from_the_trail_of_the_submission(submission):
    submission = tell(submission, strengths="K17")
    erased(submission, "words-strengths")
    assert places_with("K17") == set()


def test_file_is_erased_from_the_disk(submission, django_capture_on_commit_callbacks):
    content = PDF[:-6] + CANARY.encode() + PDF[-6:]
    evidence = attach(submission, content)
    assert places_with(CANARY) == {"files"}

    with django_capture_on_commit_callbacks(execute=True):
        erased(submission, f"evidence-{evidence.file_id}")

    assert places_with(CANARY) == set()
    assert not evidence.file.path.exists()


def test_form_that_waits_in_a_session_is_erased(spilled, client):
    client.force_login(clerk_of(spilled))
    session = client.session
    waiting = {"cells": [f"{CANARY}."]}
    session[WAITING] = {str(spilled.pk): {"cells": []}, "1": waiting, "2": {"cells": []}}
    session.save()

    erased(spilled, note_key(spilled), phrases=[CANARY])

    assert places_with(CANARY) == set()


def test_form_of_the_submission_is_erased_whatever_it_says(submission, client):
    submission = submit(fill_in(submission))
    client.force_login(clerk_of(submission))
    session = client.session
    session[WAITING] = {str(submission.pk): {"cells": ["9500"]}, "2": {"cells": ["7"]}}
    session.save()

    erased(submission, value_key(submission))

    assert client.session[WAITING] == {"2": {"cells": ["7"]}}


def test_whoever_has_the_page_open_does_not_write_it_back(submission):
    submission = note(submission, f"{CANARY}.")
    seen = submission.current_revision.figures.select_related("indicator").get()
    erased(submission, note_key(submission))
    answer = Answer(**{**vars(answer_to(seen)), "note": f"{CANARY}!"})
    revision = submission.current_revision_id
    with pytest.raises(FigureConflict):
        save_answers(submission, [answer], by=clerk_of(submission), revision_id=revision)


def test_erased_bytes_do_not_come_back(submission, django_capture_on_commit_callbacks):
    evidence = attach(submission)
    with django_capture_on_commit_callbacks(execute=True):
        erased(submission, f"evidence-{evidence.file_id}")
    with pytest.raises(ErasedFile):
        attach(submission)
    assert not evidence.file.path.exists()


def test_act_tells_who_whom_why_and_where_and_never_what(spilled):
    inspector = inspector_of(spilled)
    request = confirmed(spilled, asked(spilled, note_key(spilled)), by=inspector)
    act = Entry.objects.get(event=ERASING)
    name = spilled.current_revision.figures.get().indicator.name
    assert (act.actor_name, act.authority, act.reason, act.unit_id) == (
        inspector.full_name,
        request.decided_under,
        REASON,
        spilled.unit_id,
    )
    assert act.after["places"] == [f"Ghi chú: {name}"]
    assert act.after["counts"] == [f"Ghi chú: {name}: 3", "Nhật ký: 3"]


@pytest.mark.parametrize("who", [clerk_of, reviewer_of, head_of])
def test_confirming_needs_the_right(submission, who):
    submission = note(submission, CANARY)
    by = inspector_of(submission)
    with pytest.raises(NotPermitted):
        confirmed(submission, asked(submission, note_key(submission), by=by), by=who(submission))


@pytest.mark.parametrize("who", [head_of, reviewer_of, inspector_of])
def test_asking_is_for_heads_reviewers_and_inspectors(submission, who):
    submission = note(submission, CANARY)
    assert asked(submission, note_key(submission), by=who(submission)).is_waiting


def test_asking_is_not_for_clerks(submission):
    submission = note(submission, CANARY)
    with pytest.raises(NotPermitted):
        asked(submission, note_key(submission), by=clerk_of(submission))


def test_the_same_person_never_does_both(submission):
    submission = note(submission, CANARY)
    inspector = inspector_of(submission)
    request = asked(submission, note_key(submission), by=inspector)
    with pytest.raises(OwnRequest):
        confirmed(submission, request, by=inspector)
    with pytest.raises(OwnRequest):
        decline_erasure(submission, request, reason="Không bí mật.", by=inspector)


def test_what_was_not_shown_is_not_erased(submission):
    submission = note(submission, f"{CANARY}.")
    request = asked(submission, note_key(submission))
    seen = fingerprint(erasure_findings(submission, request).facts)
    tell(submission, strengths=f"{CANARY}.")
    with pytest.raises(ChangedMeanwhile):
        confirm_erasure(submission, request, seen=seen, by=inspector_of(submission))
    assert "results_figure.note" in places_with(CANARY)


def test_declined_request_keeps_the_content_and_no_phrase(submission):
    submission = note(submission, f"{CANARY}.")
    request = asked(submission, note_key(submission), phrases=[CANARY])
    by = inspector_of(submission)
    request = decline_erasure(submission, request, reason="Không phải bí mật.", by=by)
    assert (request.state, request.phrases) == (Decision.DECLINED, [])
    assert "results_figure.note" in places_with(CANARY)
    with pytest.raises(AlreadyDecided):
        confirmed(submission, request, by=by)


def test_second_request_waits_for_the_first(submission):
    submission = note(submission, CANARY)
    asked(submission, note_key(submission))
    with pytest.raises(AlreadyAsked):
        asked(submission, note_key(submission))


def test_reason_that_repeats_the_content_is_refused(submission):
    submission = note(submission, CANARY)
    with pytest.raises(ContentInReason):
        request_erasure(
            submission,
            [note_key(submission)],
            reason=f"Ghi nhầm “{CANARY}”.",
            by=head_of(submission),
        )


@pytest.mark.parametrize("keys", [[], ["figure-0-note"]])
def test_request_names_what_is_there(submission, keys):
    with pytest.raises(NothingNamed):
        asked(submission, *keys)


def test_empty_places_are_not_offered(submission):
    assert places_of(submission) == {}
