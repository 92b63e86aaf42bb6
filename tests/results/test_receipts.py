"""The receipt of a report: of what was sent, and the same as long as nothing of it changes."""

from decimal import Decimal

import pytest
from django.urls import reverse

from results.domain.receipts import receipt_of
from results.models import Evidence, Figure, Revision
from tests.core.files.scanned import PDF, PNG
from tests.refusals import run_sql
from tests.results.totalling import stated
from tests.workflows import attach, clerk_of, fill_in, send_back, submit

pytestmark = pytest.mark.django_db


def sent(submission) -> Revision:
    return submit(fill_in(submission)).current_revision


def test_receipt_is_the_same_however_often_it_is_made(submission):
    revision = sent(submission)
    assert receipt_of(revision).digest == receipt_of(Revision.objects.get(pk=revision.pk)).digest


@pytest.mark.parametrize(
    "change",
    [
        lambda revision: revision.figures.update(part=Decimal(94)),
        lambda revision: revision.figures.update(note="Khác"),
        lambda revision: Revision.objects.filter(pk=revision.pk).update(strengths="Khác"),
        lambda revision: revision.evidence.update(title="Khác"),
    ],
    ids=["figure", "note", "words", "file"],
)
def test_receipt_of_anything_else_has_another_digest(submission, change):
    attach(submission)
    revision = sent(submission)
    before = receipt_of(revision).digest
    run_sql("SET LOCAL session_replication_role = replica")  # whoever goes around the triggers
    change(revision)
    assert receipt_of(Revision.objects.get(pk=revision.pk)).digest != before


def test_receipt_names_what_was_sent(submission):
    attach(submission, PDF)
    attach(submission, PNG)
    receipt = receipt_of(sent(submission))
    assert (receipt.figures, len(receipt.evidence)) == (
        Figure.objects.filter(revision=receipt.revision).count(),
        Evidence.objects.count(),
    )


def test_what_was_not_sent_has_no_receipt(client, submission):
    with pytest.raises(ValueError, match="not sent"):
        receipt_of(submission.current_revision)
    client.force_login(clerk_of(submission))
    assert client.get(reverse("results:receipt", args=[submission.pk, 1])).status_code == 404


def test_receipt_of_what_was_returned_stays(client, submission):
    revision = sent(submission)
    digest = receipt_of(revision).digest
    submission.refresh_from_db()
    send_back(submission)
    client.force_login(clerk_of(submission))
    page = client.get(reverse("results:receipt", args=[submission.pk, 1])).content.decode()
    assert digest in page
    assert str(revision.submitted_by) in page


def test_receipt_names_what_is_estimated(submission, ratio):
    submission = submit(stated(submission, part=1, whole=2, estimated=True))
    assert receipt_of(submission.current_revision).estimated == [ratio.name]
