"""Two real connections at once: who enters from above, and the unit that takes entering back."""

import pytest
from django.db import transaction

from core.access.refusals import NotPermitted
from results.domain.stand_ins import StoodInAlready
from results.enums import SubmissionState as State
from results.models import Figure, StandIn, Submission
from tests.on_behalf import begin, give_back, superiors_clerk
from tests.refusals import wait_until_blocked
from tests.workflows import fill_in, head_of, reviewer_of, submission_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submission():
    return submission_at(State.OPEN)


def again(submission) -> Submission:
    return Submission.objects.with_context().get(pk=submission.pk)


def test_saving_from_above_waits_for_the_taking_back_and_is_refused(submission, elsewhere):
    begin(submission)
    person, head, shown = superiors_clerk(submission), head_of(submission), again(submission)
    with transaction.atomic():
        give_back(shown, by=head)
        late = elsewhere(fill_in, shown, by=person)
        wait_until_blocked()
    assert isinstance(late.result(timeout=10), NotPermitted)
    assert not Figure.objects.exclude(part=None).exists()


def test_of_two_who_begin_at_once_one_stands_in(submission, elsewhere):
    one, other = superiors_clerk(submission), reviewer_of(submission)
    with transaction.atomic():
        begin(submission, by=one)
        late = elsewhere(begin, submission, by=other)
        wait_until_blocked()
    assert isinstance(late.result(timeout=10), StoodInAlready)
    assert [stand_in.begun_by for stand_in in StandIn.objects.all()] == [one]
