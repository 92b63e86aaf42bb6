"""A link to a file that was erased answers with words, to those who may see the report."""

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.erasure.answers import erased_answer
from core.files.models import StoredFile
from core.vietnamese.dates import short_date
from tests.factories import UnitFactory, UserFactory
from tests.on_behalf import attach_signed, begin
from tests.refusals import refused_by
from tests.secrets import erased
from tests.workflows import attach, clerk_of, fill_in, submit

pytestmark = pytest.mark.django_db


def evidence(submission):
    kept = attach(submission)
    return f"evidence-{kept.file_id}", reverse(
        "results:evidence_file", args=[submission.pk, kept.pk]
    )


def scan(submission):
    paper = attach_signed(submit(fill_in(submission)))
    return f"scan-{paper.scan_id}", reverse("results:paper_file", args=[submission.pk, 1])


def scan_of_stand_in(submission):
    standing = begin(submission)
    address = reverse("results:stand_in_file", args=[submission.pk, standing.pk])
    return f"scan-{standing.scan_id}", address


@pytest.fixture(params=[evidence, scan, scan_of_stand_in])
def gone(request, submission):
    """The request, and the address of the file that was erased under it."""
    key, address = request.param(submission)
    submission.refresh_from_db()
    return erased(submission, key), address


def test_erased_file_is_answered_with_the_day_and_the_request(client, submission, gone):
    asked, address = gone
    client.force_login(clerk_of(submission))
    response = client.get(address)
    page = response.content.decode()
    day = short_date(timezone.localdate())
    told = f"Đề nghị xóa nội dung bí mật số {asked.pk} ngày {day}"
    assert (response.status_code, told in page, f"<dd>{day}</dd>" in page) == (410, True, True)


def test_erased_file_is_not_there_for_others(client, gone):
    _, address = gone
    client.force_login(UserFactory(grants=[(Role.CLERK, UnitFactory())]))
    assert client.get(address).status_code == 404


def test_words_are_for_whoever_may_see_the_report(rf, gone):
    asked, address = gone
    request = rf.get(address)
    request.user = UserFactory(grants=[(Role.CLERK, UnitFactory())])
    with pytest.raises(Http404):
        erased_answer(request, StoredFile.objects.get(erased_under=asked.pk))


@pytest.mark.parametrize("facts", [{"erased_under": 1}, {"erased_at": timezone.now()}])
def test_file_is_erased_under_a_request(submission, facts):
    attach(submission)
    with refused_by("stored_file_erased_at_under"):
        StoredFile.objects.update(**facts)
