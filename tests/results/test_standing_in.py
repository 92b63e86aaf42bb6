"""Entering for a unit from its paper: by whom, how long, and that no own hand confirms it."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from campaigns.models import Period
from core.access.refusals import NotPermitted, ReasonMissing, Stale
from core.audit.models import Entry
from core.notices.models import Notice
from results.domain.papers import InvalidPaper
from results.domain.policies import OwnHand, PeriodClosed, WrongState
from results.domain.stand_ins import NobodyStandsIn, StoodInAlready
from results.enums import SubmissionState as State
from results.models import Figure, Hand, PaperReport, StandIn, Submission
from tests.factories import GrantFactory, UserFactory
from tests.on_behalf import DAY, NUMBER, WHY, begin, give_back, superiors_clerk
from tests.refusals import refused_by
from tests.workflows import (
    accept,
    answer,
    attach,
    clerk_of,
    fill_in,
    head_of,
    remark,
    reviewer_of,
    running_movement,
    send_back,
    submission_at,
    submit,
)

WORDS = f"Nhập thay theo báo cáo giấy số {NUMBER} ngày 05/04/2026"
pytestmark = pytest.mark.django_db


def again(submission) -> Submission:
    return Submission.objects.with_context().get(pk=submission.pk)


@pytest.fixture
def stood_in(submission):
    begin(submission)
    return again(submission)


def sent_on_behalf(submission, *, by) -> Submission:
    return submit(fill_in(submission, by=by), by=by)


def test_standing_in_opens_the_cells_to_those_above(submission):
    person = superiors_clerk(submission)
    with pytest.raises(NotPermitted):
        fill_in(submission, by=person)
    begin(submission, by=person)
    fill_in(submission, by=person)
    assert not Figure.objects.filter(revision=submission.current_revision, part=None).exists()


def test_standing_in_is_recorded_with_its_paper_and_its_reason(submission):
    begun = begin(submission, by=superiors_clerk(submission))
    entry = Entry.objects.get(event="results.stand_in_begun")
    assert (entry.authority, entry.unit_id, entry.reason, entry.after) == (
        f"Nhập liệu, {submission.superior}",
        submission.unit_id,
        WHY,
        {"number": NUMBER, "dated_on": "2026-04-05", "sha256": begun.scan.sha256},
    )


def test_what_is_entered_from_above_says_so_in_the_trail(stood_in):
    fill_in(stood_in, by=superiors_clerk(stood_in))
    entry = Entry.objects.get(event="results.figures_saved")
    assert (entry.authority, entry.reason) == (f"Nhập liệu, {stood_in.superior}", WORDS)


def test_file_attached_from_above_says_so_in_the_trail(stood_in):
    attach(stood_in, by=superiors_clerk(stood_in))
    assert Entry.objects.get(event="results.evidence_attached").reason == WORDS


def test_remark_answered_from_above_says_so_in_the_trail(submission):
    person, sent = superiors_clerk(submission), submit(fill_in(submission))
    remark(sent)
    returned = send_back(sent)
    begin(returned, by=person)
    answer(again(returned), by=person)
    assert Entry.objects.get(event="results.remark_answered").reason == WORDS
    assert Hand.objects.get().user == person


def test_units_own_hands_go_on_entering(stood_in):
    fill_in(stood_in)
    entry = Entry.objects.get(event="results.figures_saved")
    assert (entry.reason, Hand.objects.count()) == ("", 0)


def test_report_sent_on_behalf_names_the_paper(stood_in):
    person = superiors_clerk(stood_in)
    revision = sent_on_behalf(stood_in, by=person).current_revision
    paper = PaperReport.objects.get(revision=revision)
    assert (paper.reference, paper.stand_in, revision.submitted_by) == (
        f"số {NUMBER} ngày 05/04/2026",
        StandIn.objects.get(),
        person,
    )
    entry = Entry.objects.get(event="results.submitted")
    assert (entry.authority, entry.reason) == (f"Nhập liệu, {stood_in.superior}", WORDS)


def told_of(event: str) -> set[int]:
    return set(Notice.objects.filter(event=event).values_list("user_id", flat=True))


def test_unit_is_told_that_somebody_stands_in_and_sends(submission):
    clerk, head, person = clerk_of(submission), head_of(submission), superiors_clerk(submission)
    begin(submission, by=person)
    sent_on_behalf(again(submission), by=person)
    assert told_of("results.stand_in_begun") == {clerk.pk, head.pk}
    assert {clerk.pk, head.pk} <= told_of("results.submitted")


@pytest.mark.parametrize("act", [give_back, submit])
def test_who_began_is_told_that_the_unit_took_entering_back(submission, act):
    head, person = head_of(submission), superiors_clerk(submission)
    begin(fill_in(submission), by=person)
    act(again(submission), by=head)
    told = told_of("results.stand_in_ended")
    assert (person.pk in told, head.pk in told) == (True, False)


def test_notices_repeat_nothing_that_was_typed(submission):
    begin(submission, by=superiors_clerk(submission))
    said = "".join(Notice.objects.values_list("words", flat=True))
    assert (WHY in said, NUMBER in said) == (False, False)


@pytest.fixture
def reviewers(submission):
    """Who entered, who sent, and a third."""
    return [reviewer_of(submission) for _ in range(3)]


def test_neither_who_entered_nor_who_sent_confirms(stood_in, reviewers):
    entered, sent, third = reviewers
    submission = submit(fill_in(stood_in, by=entered), by=sent)
    for person in (entered, sent):
        with pytest.raises(OwnHand):
            accept(submission, by=person)
    assert accept(submission, by=third).state == State.ACCEPTED


def test_who_entered_does_not_confirm_the_next_revision_either(stood_in, reviewers):
    entered, _, third = reviewers
    returned = send_back(submit(fill_in(stood_in, by=entered)), by=third)
    submission = submit(returned)
    with pytest.raises(OwnHand):
        accept(submission, by=entered)


def test_who_attached_a_file_on_behalf_does_not_confirm(stood_in, reviewers):
    attach(stood_in, by=reviewers[0])
    submission = submit(fill_in(stood_in))
    with pytest.raises(OwnHand):
        accept(submission, by=reviewers[0])


def test_who_only_began_may_confirm_what_others_entered(submission, reviewers):
    begin(submission, by=reviewers[0])
    sent = sent_on_behalf(again(submission), by=reviewers[1])
    assert accept(sent, by=reviewers[0]).state == State.ACCEPTED


def test_head_who_sends_ends_the_standing_in(stood_in):
    head = head_of(stood_in)
    submit(fill_in(stood_in, by=superiors_clerk(stood_in)), by=head)
    ended = StandIn.objects.get()
    assert (ended.ended_by, ended.end_reason) == (head, "Đơn vị tự gửi báo cáo.")
    assert not PaperReport.objects.exists()
    assert Entry.objects.get(event="results.submitted").reason == ""


def test_what_was_returned_is_the_units_own_again(stood_in):
    person = superiors_clerk(stood_in)
    returned = send_back(sent_on_behalf(stood_in, by=person))
    with pytest.raises(NotPermitted):
        fill_in(returned, by=person)
    assert submit(fill_in(returned)).state == State.SUBMITTED


@pytest.mark.parametrize("make", [head_of, reviewer_of, superiors_clerk])
def test_entering_is_given_back(stood_in, make):
    person, other = make(stood_in), superiors_clerk(stood_in)
    fill_in(stood_in, by=other)
    ended = give_back(stood_in, by=person)
    assert (ended.ended_by, ended.end_reason) == (person, WHY)
    with pytest.raises(NotPermitted):
        fill_in(stood_in, by=other)


def test_giving_back_is_recorded(stood_in):
    give_back(stood_in, by=head_of(stood_in))
    entry = Entry.objects.get(event="results.stand_in_ended")
    assert (entry.authority, entry.reason, entry.before["number"]) == (
        f"Thủ trưởng đơn vị, {stood_in.unit}",
        WHY,
        NUMBER,
    )


def test_clerk_does_not_take_entering_back(stood_in):
    with pytest.raises(NotPermitted):
        give_back(stood_in, by=clerk_of(stood_in))


def test_after_giving_back_another_paper_opens_the_cells_again(stood_in):
    give_back(stood_in)
    begin(stood_in, number="16/BC-UBND")
    assert again(stood_in).has_stand_in


def test_nobody_gives_back_what_nobody_took(submission):
    with pytest.raises(NobodyStandsIn):
        give_back(submission)


def test_one_stands_in_at_a_time(stood_in):
    with pytest.raises(StoodInAlready):
        begin(stood_in)


@pytest.mark.parametrize("act", [begin, give_back])
def test_act_without_a_reason_is_refused(submission, act):
    with pytest.raises(ReasonMissing):
        act(submission, reason=" \n")


def test_paper_that_cannot_be_opens_nothing(submission):
    with pytest.raises(InvalidPaper):
        begin(submission, day=date(2025, 12, 31))
    assert not StandIn.objects.exists()


def test_standing_in_on_what_was_replaced_is_stale():
    seen = submission_at(State.SUBMITTED)
    send_back(seen)
    with pytest.raises(Stale):
        begin(seen)


def test_standing_in_after_the_books_were_shut_is_refused(submission):
    yesterday = timezone.localdate() - timezone.timedelta(1)
    Period.objects.filter(pk=submission.period_id).update(due_on=yesterday, closes_on=yesterday)
    with pytest.raises(PeriodClosed):
        begin(submission)


def test_standing_in_for_what_was_sent_is_refused():
    with pytest.raises(WrongState):
        begin(submission_at(State.SUBMITTED))


def test_a_hand_of_the_unit_does_not_stand_in_for_it(submission):
    person = clerk_of(submission)
    GrantFactory(user=person, role=Role.REVIEWER, unit=submission.superior)
    with pytest.raises(NotPermitted):
        begin(submission, by=User.objects.get(pk=person.pk))


def test_nobody_stands_in_for_the_root():
    movement = running_movement()
    submission = movement.submission_of(movement.root)
    person = UserFactory(grants=[(Role.REVIEWER, movement.root)])
    with pytest.raises(NotPermitted):
        begin(submission, by=person)


def test_stand_in_of_what_was_sent_is_settled(stood_in):
    sent_on_behalf(stood_in, by=superiors_clerk(stood_in))
    row = StandIn.objects.get()
    row.ended_at, row.ended_by, row.end_reason = timezone.now(), row.begun_by, WHY
    with refused_by("stand_in_fixed"):
        row.save()
    row.pk = None
    with refused_by("stand_in_fixed"):
        row.save()


def test_stand_in_is_never_lost(stood_in):
    with refused_by("stand_in_fixed"):
        StandIn.objects.all().delete()


def test_paper_of_a_stand_in_stays(stood_in):
    with pytest.raises(Exception, match="Cannot update"):
        StandIn.objects.update(dated_on=DAY.replace(day=6))


def test_one_stand_in_of_a_revision_stands(stood_in):
    row = StandIn.objects.get()
    row.pk = None
    with refused_by("one_stand_in_stands"):
        row.save()


def test_hand_is_never_forgotten(stood_in):
    fill_in(stood_in, by=superiors_clerk(stood_in))
    with pytest.raises(Exception, match="Cannot update or delete"):
        Hand.objects.all().delete()
