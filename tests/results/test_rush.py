"""Many units send at the same moment, each twice, to the server of service."""

import pytest

from core.audit.models import Entry
from results.enums import SubmissionState
from results.models import Revision, Submission
from script.benchmarks.serving import send_at_once, serving
from tests.rush import posts_of, ready_to_send

UNITS = 40
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def statuses(child_environment):
    posts = [*posts_of(ready_to_send(UNITS, indicators=2))] * 2
    with serving(child_environment) as port:
        return send_at_once(port, posts)


def test_every_report_is_stored_once(statuses):
    assert set(statuses) == {302}
    assert Submission.objects.filter(state=SubmissionState.SUBMITTED).count() == UNITS
    assert Revision.objects.exclude(submitted_at=None).count() == UNITS
    assert Entry.objects.filter(event="results.submitted").count() == UNITS
