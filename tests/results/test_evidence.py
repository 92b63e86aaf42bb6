"""Files that prove figures: kept with what was sent, and with nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.access.refusals import NotPermitted, Stale
from core.audit.models import Entry
from core.files.uploads import UnusableFile
from results.domain import evidence as verbs
from results.domain.evidence import TooManyFiles, evidence_name, remove_evidence
from results.domain.policies import WrongState
from results.enums import SubmissionState as State
from results.models import Evidence
from tests.core.files.scanned import JPEG, PDF, PNG
from tests.refusals import refused_by
from tests.workflows import (
    accept,
    attach,
    clerk_of,
    fill_in,
    reopen,
    reviewer_of,
    send_back,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


def remove(submission, evidence):
    revision = submission.current_revision_id
    remove_evidence(submission, evidence.pk, by=clerk_of(submission), revision_id=revision)


def sent(submission):
    return submit(fill_in(submission))


def upload(client, submission, content=PDF, **typed):
    file = SimpleUploadedFile("minh-chung.pdf", content)
    data = {"revision": submission.current_revision_id, "title": "Quyết định", "file": file}
    return client.post(reverse("results:attach_evidence", args=[submission.pk]), data | typed)


def test_file_is_kept_beside_the_revision(submission):
    evidence = attach(submission)
    with evidence.file.path.open("rb") as kept:
        assert kept.read() == PDF
    assert [one.revision_id for one in Evidence.objects.all()] == [submission.current_revision_id]
    act = Entry.objects.get(event="results.evidence_attached")
    assert act.after == {"title": "Quyết định công nhận", "sha256": evidence.file.sha256}


@pytest.mark.parametrize("content", [b"<script>", b"PK\x03\x04", PDF[:8]])
def test_file_that_is_no_paper_is_refused(submission, content):
    with pytest.raises(UnusableFile):
        attach(submission, content)


def test_same_bytes_are_attached_once(submission):
    evidence = attach(submission)
    with pytest.raises(UnusableFile):
        attach(submission)
    evidence.pk = None
    with refused_by("one_evidence_of_the_same_bytes"):
        evidence.save()


def test_files_of_a_report_are_few(submission, monkeypatch):
    monkeypatch.setattr(verbs, "MOST_FILES", 2)
    attach(submission, PDF)
    attach(submission, PNG)
    with pytest.raises(TooManyFiles):
        attach(submission, JPEG)


def test_whoever_does_not_enter_attaches_nothing(submission):
    with pytest.raises(NotPermitted):
        attach(submission, by=reviewer_of(submission))


def test_file_of_a_report_that_was_sent_stays(submission):
    evidence = attach(submission)
    sent(submission)
    submission.refresh_from_db()
    with pytest.raises(WrongState):
        remove(submission, evidence)
    with refused_by("evidence_fixed"):
        evidence.delete()
    with refused_by("evidence_fixed"):
        Evidence.objects.update(title="Khác")


def test_report_that_was_sent_takes_no_file(submission):
    evidence = attach(submission)
    sent(submission)
    with pytest.raises(WrongState):
        attach(submission, PNG)
    evidence.pk = None
    with refused_by("evidence_fixed"):
        evidence.save()


def test_file_is_taken_away_until_the_report_is_sent(submission):
    evidence = attach(submission)
    remove(submission, evidence)
    remove(submission, evidence)
    assert not Evidence.objects.exists()
    assert evidence.file.path.exists()
    act = Entry.objects.get(event="results.evidence_removed")
    assert act.before["sha256"] == evidence.file.sha256


@pytest.mark.parametrize("hand_back", [send_back, reopen])
def test_next_revision_begins_with_the_same_files(submission, hand_back):
    evidence = attach(submission)
    decided = sent(submission) if hand_back is send_back else accept(sent(submission))
    following = hand_back(decided)
    [carried] = following.current_revision.evidence.all()
    assert (carried.file, carried.title) == (evidence.file, evidence.title)
    assert carried.pk != evidence.pk


def test_file_of_a_page_that_was_overtaken_is_refused(submission):
    stale = submission.current_revision_id - 1
    with pytest.raises(Stale):
        remove_evidence(submission, 1, by=clerk_of(submission), revision_id=stale)


def test_upload_is_listed_on_the_entry_page(client, submission):
    client.force_login(clerk_of(submission))
    assert upload(client, submission).status_code == 302
    page = client.get(reverse("results:enter", args=[submission.pk])).content.decode()
    address = reverse("results:evidence_file", args=[submission.pk, Evidence.objects.get().pk])
    assert f'<a href="{address}">Quyết định</a>' in page


def test_upload_that_is_refused_keeps_what_was_typed(client, submission):
    client.force_login(clerk_of(submission))
    response = upload(client, submission, b"<script>")
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, ["file"])
    assert form["title"].value() == "Quyết định"


def test_file_is_given_under_its_title(client, submission):
    evidence = attach(submission)
    client.force_login(reviewer_of(submission))
    address = reverse("results:evidence_file", args=[submission.pk, evidence.pk])
    assert b"".join(client.get(address).streaming_content) == PDF
    assert evidence_name(evidence) == "Quyết định công nhận.pdf"


def test_file_of_another_report_is_not_there(client, submission):
    evidence = attach(submission_at(State.OPEN))
    client.force_login(clerk_of(submission))
    address = reverse("results:evidence_file", args=[submission.pk, evidence.pk])
    assert client.get(address).status_code == 404
