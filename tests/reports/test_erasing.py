"""What was made from secret content goes with it: tables, documents, prints and archives."""

import pytest
from django.urls import reverse

from core.erasure.wording import ERASED
from documents.domain.encoding import blocks_from_json
from documents.enums import DocumentState
from documents.models import Document
from reports.domain.adjusted import adjusted_totals
from reports.domain.collect import collect
from reports.domain.integrity import harmed_reports
from results.domain.wording import ERASED_CHANGE
from results.models import Submission
from tests.paperwork import document_at, printed
from tests.reports.conftest import written
from tests.secrets import CANARY, asked, confirmed, places_with, value_key

pytestmark = pytest.mark.django_db

NUMBER = "421739"
ADJUSTED = "638514"


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def erased(submission, *keys, phrases=()):
    submission = Submission.objects.with_context().get(pk=submission.pk)
    return confirmed(submission, asked(submission, *keys, phrases=phrases))


@pytest.fixture
def quoted(make_quarter):
    """A unit's own report that quotes its words, printed."""
    quarter = make_quarter(communes=1)
    unit = quarter.communes[0]
    quarter.send(unit, words={"strengths": f"Tốt.\n{CANARY}."}, part=95, whole=100)
    report = written(quarter.submission(unit), quarter.person("unit_head", unit))
    printed(report.document, f"%PDF-1.7 {CANARY} %%EOF".encode())
    return report


def test_words_quoted_in_a_report_are_erased_with_its_print(quoted, on_commit):
    assert {"documents_document.body", "files"} <= places_with(CANARY)
    with on_commit():
        erased(quoted.submission, "words-strengths")
    assert places_with(CANARY) == set()


def test_draft_whose_words_were_erased_can_be_printed_anew(quoted, on_commit):
    with on_commit():
        request = erased(quoted.submission, "words-strengths")
    document = Document.objects.get(pk=quoted.document_id)
    assert (document.file, document.print_job) == (None, None)
    assert ERASED in str(blocks_from_json(document.body))
    assert request.remaining == [
        f"Báo cáo (mã {document.pk}) đang soạn thảo: còn phải hủy bản in nếu đã in."
    ]


def test_issued_document_loses_the_words_and_keeps_its_number(quoted, on_commit):
    issued = document_at(DocumentState.ISSUED, text=f"Điều 1. {CANARY}.")
    kept = Document.objects.filter(pk=issued.pk).values("number", "state", "legal_date", "file")
    former = kept.get()
    with on_commit():
        request = erased(quoted.submission, "words-strengths", phrases=[CANARY])
    assert places_with(CANARY) == set()
    assert kept.get() == former
    assert not issued.file.path.exists()
    assert request.remaining[1] == (
        f"Quyết định (mã {issued.pk}) đã phát hành: còn phải thu hồi, hủy bản in và bản đã gửi."
    )


def test_erased_print_of_a_report_is_answered_with_words(client, quoted, on_commit):
    with on_commit():
        erased(quoted.submission, "words-strengths")
    client.force_login(quoted.requested_by)
    response = client.get(reverse("documents:file", args=[quoted.document_id]))
    assert response.status_code == 410


@pytest.fixture
def added_up(make_quarter):
    """A province's report that adds up a number of a commune, printed."""
    quarter = make_quarter(communes=2)
    quarter.accept(quarter.communes[0], part=NUMBER, whole=NUMBER)
    report = written(quarter.submission(), quarter.leader)
    printed(report.document, f"%PDF-1.7 {NUMBER} %%EOF".encode())
    return quarter, report


def test_report_on_erased_numbers_is_emptied_as_a_whole(added_up, on_commit):
    quarter, report = added_up
    commune = quarter.submission(quarter.communes[0])
    assert {"reports_progressreport.table", "files"} <= places_with(NUMBER)

    with on_commit():
        erased(commune, value_key(commune))

    report.refresh_from_db()
    assert report.table == {}
    assert places_with(NUMBER) == places_with("421.739") == set()
    assert list(harmed_reports()) == []


def test_page_of_an_emptied_report_opens(client, added_up, on_commit):
    quarter, report = added_up
    commune = quarter.submission(quarter.communes[0])
    with on_commit():
        erased(commune, value_key(commune))
    client.force_login(quarter.leader)
    assert client.get(report.get_absolute_url()).status_code == 200


def test_report_that_used_other_numbers_stays(added_up, on_commit):
    quarter, report = added_up
    other = quarter.submission(quarter.communes[1])
    quarter.send(quarter.communes[1], part=5, whole=5)
    with on_commit():
        erased(other, value_key(other))
    report.refresh_from_db()
    assert report.table != {}


@pytest.fixture
def with_adjustment(make_quarter):
    """A province's report on a total that the province adjusted, printed."""
    quarter = make_quarter(communes=1)
    quarter.accept(quarter.communes[0], part=48, whole=50)
    quarter.adjust(part=ADJUSTED, whole=ADJUSTED)
    quarter.close()
    report = written(quarter.submission(), quarter.leader)
    printed(report.document, f"%PDF-1.7 {ADJUSTED} %%EOF".encode())
    return quarter, report


def test_report_on_an_erased_adjustment_is_emptied_as_a_whole(with_adjustment, on_commit):
    quarter, report = with_adjustment
    assert {"reports_progressreport.table", "files"} <= places_with(ADJUSTED)
    with on_commit():
        erased(quarter.submission(), f"adjusted-{quarter.indicator.pk}-value")
    report.refresh_from_db()
    assert report.table == {}
    assert places_with(ADJUSTED) == places_with("638.514") == set()


def test_report_made_anew_says_that_an_adjustment_was_erased(with_adjustment, on_commit):
    quarter, _ = with_adjustment
    with on_commit():
        erased(quarter.submission(), f"adjusted-{quarter.indicator.pk}-value")
    told = adjusted_totals(collect(quarter.submission()))
    assert [one.change for one in told] == [ERASED_CHANGE]
