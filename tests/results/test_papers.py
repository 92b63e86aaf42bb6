"""The signed paper beside what was sent: with the sending or after it, once, and for good."""

from datetime import date

import pytest
import time_machine

from campaigns.domain.campaigns import close_campaign
from campaigns.domain.policies import CampaignClosed
from core.access.refusals import NotPermitted, Stale
from core.audit.models import Entry
from core.files.uploads import UnusableFile
from results.domain.papers import InvalidPaper, NoPlaceForPaper, scan_name
from results.domain.receipts import receipt_of
from results.domain.submissions import submit_submission
from results.enums import SubmissionState as State
from results.models import PaperReport
from tests.core.files.scanned import PDF, PNG
from tests.on_behalf import DAY, NUMBER, attach_signed, given
from tests.refusals import refused_by
from tests.workflows import (
    accept,
    fill_in,
    head_of,
    officer_of,
    reopen,
    reviewer_of,
    send_back,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(submission):
    return fill_in(submission)


@pytest.fixture
def sent(filled):
    return submit(filled)


def send_with(submission, paper, *, by=None):
    revision = submission.current_revision_id
    by = by or head_of(submission)
    return submit_submission(submission, by=by, revision_id=revision, given=paper)


def test_paper_goes_with_the_sending(filled):
    head = head_of(filled)
    revision = send_with(filled, given(), by=head).current_revision
    paper = PaperReport.objects.get(revision=revision)
    assert (paper.number, paper.dated_on, paper.attached_by, paper.stand_in) == (
        NUMBER,
        DAY,
        head,
        None,
    )
    with paper.scan.path.open("rb") as kept:
        assert kept.read() == PDF


def test_sending_goes_without_a_paper(filled):
    send_with(filled, None)
    assert not PaperReport.objects.exists()


def test_paper_follows_what_was_sent(sent):
    paper = attach_signed(sent)
    assert paper.revision == sent.current_revision


def test_paper_is_recorded_with_the_hash_of_its_scan(sent):
    paper = attach_signed(sent)
    entry = Entry.objects.get(event="results.paper_attached")
    assert (entry.after, entry.unit_id, entry.authority) == (
        {"number": NUMBER, "dated_on": "2026-04-05", "sha256": paper.scan.sha256},
        sent.unit_id,
        f"Nhập liệu, {sent.unit}",
    )


def test_paper_follows_once(sent):
    attach_signed(sent)
    with pytest.raises(NoPlaceForPaper):
        attach_signed(sent, content=PNG)


def test_paper_that_went_with_the_sending_stays_the_only_one(filled):
    sent = send_with(filled, given())
    with pytest.raises(NoPlaceForPaper):
        attach_signed(sent)


@pytest.mark.parametrize("hand_back", [send_back, reopen])
def test_paper_of_what_was_handed_back_stays_with_it(sent, hand_back):
    paper = attach_signed(sent)
    following = hand_back(accept(sent) if hand_back is reopen else sent)
    assert list(PaperReport.objects.all()) == [paper]
    with pytest.raises(NoPlaceForPaper):
        attach_signed(following)


def test_paper_of_a_page_that_was_overtaken_is_refused(sent):
    seen = sent.current_revision_id
    again = submit(send_back(sent))
    again.current_revision_id = seen
    with pytest.raises(Stale):
        attach_signed(again)


def test_whoever_judges_attaches_no_paper(sent):
    with pytest.raises(NotPermitted):
        attach_signed(sent, by=reviewer_of(sent))


def test_paper_comes_too_late_in_a_closed_campaign(sent):
    close_campaign(sent.campaign, by=officer_of(sent.campaign))
    with pytest.raises(CampaignClosed):
        attach_signed(sent)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"number": " "}, "number"),
        ({"day": date(2025, 12, 31)}, "dated_on"),
        ({"day": date(2026, 5, 2)}, "dated_on"),
        ({"content": b"<script>"}, "file"),
    ],
)
def test_paper_that_cannot_be_is_refused_at_its_field(filled, said, field):
    with (
        time_machine.travel("2026-05-01 23:00+07:00", tick=False),
        pytest.raises((InvalidPaper, UnusableFile)) as caught,
    ):
        send_with(filled, given(**said))
    filled.refresh_from_db()
    assert (caught.value.field, filled.state) == (field, State.OPEN)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 5, 1)])
def test_paper_is_of_a_day_from_the_beginning_of_the_period_to_today(sent, day):
    with time_machine.travel("2026-05-01 00:00+07:00", tick=False):
        assert attach_signed(sent, day=day).dated_on == day


def test_paper_never_changes(sent):
    paper = attach_signed(sent)
    with refused_by("paper_report_fixed"):
        PaperReport.objects.update(number="16/BC-UBND")
    with refused_by("paper_report_fixed"):
        paper.delete()


def test_paper_has_no_place_beside_what_was_not_sent(sent):
    paper = attach_signed(sent)
    paper.pk, paper.revision = None, send_back(sent).current_revision
    with refused_by("paper_report_fixed"):
        paper.save()


def test_receipt_that_was_printed_stays_true_when_the_paper_follows(sent):
    before = receipt_of(sent.current_revision)
    paper = attach_signed(sent)
    after = receipt_of(paper.revision)
    assert (before.paper, after.paper, after.digest) == (None, paper, before.digest)


def test_scan_is_kept_under_what_it_is(sent):
    paper = attach_signed(sent, content=PNG)
    assert scan_name(paper) == "Báo cáo số 15-BC-UBND ngày 05-04-2026.png"
