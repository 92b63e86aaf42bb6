"""Official letters that ask for owed reports: what they say, to whom, and who may have them."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.enums import Role
from campaigns.domain.campaigns import close_campaign
from campaigns.domain.policies import CampaignClosed
from campaigns.domain.records import papers_of
from campaigns.models import Period
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from core.notices.models import Notice
from documents.domain.encoding import annexes_from_json, blocks_from_json
from documents.domain.grammar import line_of
from documents.domain.naming import reference_of
from documents.enums import DocumentKind
from documents.enums import DocumentState as State
from documents.models import Dispatch, Document, Issuer
from results.domain.letter_words import LISTED, MOST_NAMED
from results.domain.letters import (
    CameMeanwhile,
    NothingChosen,
    draft_letter,
    letters_of,
    with_letters,
)
from results.enums import SubmissionState
from results.models import Reminder, ReminderLetter
from tests.factories import IssuerFactory
from tests.paperwork import document_at, printed
from tests.results.letters import NOW, drafted, owing_movement, writer_at
from tests.results.test_extending import extend
from tests.workflows import clerk_of, officer_of, submission_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """In its first days after the due day."""
    with time_machine.travel(NOW, tick=False):
        yield owing_movement()


@pytest.fixture
def crowded():
    """With more units than a letter names one by one."""
    with time_machine.travel(NOW, tick=False):
        yield owing_movement(more=2)


def all_of(movement) -> list:
    """All that report to the root, nearly or remotely."""
    reports = movement.period.submissions.exclude(unit=movement.root)
    return [one.unit for one in reports.select_related("unit")]


def lines_of(letter: ReminderLetter) -> list[str]:
    return [line_of(block) for block in blocks_from_json(letter.document.body)]


def told_of(letter: ReminderLetter) -> list[str]:
    """What the letter says of single units."""
    return [line for line in lines_of(letter) if line.startswith("- ")]


def letters_for(reader) -> list:
    return letters_of(with_letters(Period.objects.all()), reader)


def test_letter_is_an_official_letter_of_the_issuer(movement):
    document = drafted(movement).document
    assert (document.kind, document.symbol, document.title, document.state) == (
        DocumentKind.OFFICIAL_LETTER,
        "UBND",
        "đôn đốc báo cáo số liệu quý I năm 2026",
        State.DRAFT,
    )


def test_letter_goes_to_the_unit_and_says_what_it_owes(movement):
    letter = drafted(movement)
    name = movement.unit.official_name
    assert letter.document.addressees == [name]
    assert told_of(letter) == [
        f"- {name}: chưa gửi, quá hạn; hạn gửi 10/04/2026; kỳ này báo cáo 01 chỉ tiêu."
    ]


def test_letter_tells_the_day_of_an_extension(movement):
    extend(movement.submission, due_on=date(2026, 4, 25), closes_on=date(2026, 4, 30))
    [line] = told_of(drafted(movement))
    assert "chưa gửi, chưa đến hạn; hạn gửi 10/04/2026, gia hạn đến 25/04/2026;" in line


def test_letter_tells_that_a_report_was_handed_back_and_never_why(movement):
    submission_at(SubmissionState.RETURNED, movement)
    letter = drafted(movement)
    [line] = told_of(letter)
    assert "trả lại để bổ sung ngày 13/04/2026, chưa gửi lại" in line
    reason = movement.submission.current_revision.reason
    assert [text for text in lines_of(letter) if reason in text] == []


def test_letter_tells_of_shut_books(movement):
    with time_machine.travel("2026-04-22 08:00+07:00", tick=False):
        letter = drafted(movement)
    [line] = told_of(letter)
    assert "chưa gửi, đã khóa sổ" in line
    assert "Trường hợp kỳ đã khóa sổ thì đề nghị gia hạn trước khi gửi." in lines_of(letter)[-2]


def test_letter_to_many_has_a_list_in_place_of_names(crowded):
    letter = drafted(crowded, *all_of(crowded))
    [annex] = annexes_from_json(letter.document.annexes)
    [table] = annex.blocks
    assert letter.document.addressees == [LISTED]
    assert told_of(letter) == []
    assert [row.cells[1] for row in table.rows] == [one.official_name for one in all_of(crowded)]


def test_list_begins_where_names_end(crowded):
    assert drafted(crowded, *all_of(crowded)[:MOST_NAMED]).document.annexes == []


def test_letter_to_many_sums_up_how_they_stand(crowded):
    submission_at(SubmissionState.RETURNED, crowded)
    summary = lines_of(drafted(crowded, *all_of(crowded)))[1]
    assert "còn 06 đơn vị chưa hoàn thành báo cáo số liệu quý I năm 2026, gồm " in summary
    assert "05 đơn vị chưa gửi; 01 đơn vị được trả lại để bổ sung, chưa gửi lại" in summary


def test_listed_units_are_those_that_the_issued_letter_is_sent_to(crowded):
    units = all_of(crowded)
    document = document_at(State.ISSUED, printed(drafted(crowded, *units).document))
    sent = Dispatch.objects.filter(document=document)
    assert {row.unit for row in sent} == set(units)


def test_issued_letter_is_open_to_the_unit_it_asks(movement):
    clerk = clerk_of(movement.submission)
    letter = drafted(movement)
    assert letters_for(clerk) == []
    document = document_at(State.ISSUED, printed(letter.document))
    [line] = letters_for(clerk)
    assert (line.pk, line.reference, line.asks_for) == (document.pk, reference_of(document), 1)


def test_units_asked_are_told_of_the_issued_letter(movement):
    asked, beside = (
        clerk_of(movement.submission),
        clerk_of(movement.submission_of(movement.sibling)),
    )
    letter = drafted(movement)
    assert not Notice.objects.filter(event="results.letter_issued").exists()
    document_at(State.ISSUED, printed(letter.document))
    told = Notice.objects.filter(event="results.letter_issued", user_id__in=[asked.pk, beside.pk])
    assert [(one.user_id, one.address, one.about_name) for one in told] == [
        (asked.pk, letter.document.get_absolute_url(), "Công văn đôn đốc, Quý I năm 2026")
    ]


def test_issued_letter_is_a_reminder_of_each_report_it_asks_for(movement):
    letter = drafted(movement, movement.unit, movement.sibling)
    document_at(State.ISSUED, printed(letter.document))
    reminders = Reminder.objects.filter(submission__in=letter.submissions.all())
    assert [one.is_by_letter for one in reminders] == [True, True]


def test_unit_that_the_letter_does_not_reach_is_not_reminded(movement):
    letter = drafted(movement)
    Document.objects.update(addressees=["Các đơn vị"])
    document_at(State.ISSUED, printed(letter.document))
    assert (Reminder.objects.count(), Notice.objects.count()) == (0, 0)


def test_another_issued_document_reminds_nobody(movement):
    clerk_of(movement.submission)
    name = movement.unit.official_name
    document = document_at(State.ISSUED, recipients=[name])
    assert document.dispatches.get().unit == movement.unit
    assert (Reminder.objects.count(), Notice.objects.count()) == (0, 0)


def test_letters_are_told_newest_first(movement):
    officer = writer_at(movement.root)
    letters = [drafted(movement, by=officer) for _ in range(3)]
    keys = [letter.document_id for letter in reversed(letters)]
    assert [line.pk for line in letters_for(officer)] == keys


def test_letter_is_tied_to_its_period_and_reports(movement):
    letter = drafted(movement, movement.unit, movement.sibling)
    asked = {one.unit for one in letter.submissions.all()}
    assert (letter.period, asked) == (movement.period, {movement.unit, movement.sibling})


def test_letter_is_on_the_trail_with_its_grant(movement):
    by = writer_at(movement.root)
    drafted(movement, by=by)
    entry = Entry.objects.get(event="results.letter_drafted")
    assert (entry.actor_id, entry.authority, entry.unit_id, entry.after) == (
        by.pk,
        str(by.grants_today[0]),
        movement.root.pk,
        {"period": "Quý I năm 2026", "asked_units": 1},
    )


def test_second_click_makes_no_second_letter(movement):
    key, by = uuid4(), writer_at(movement.root)
    assert drafted(movement, by=by, key=key) == drafted(movement, by=by, key=key)
    assert ReminderLetter.objects.count() == 1


def test_database_keeps_one_letter_of_a_press(movement):
    first, second = drafted(movement), drafted(movement)
    with pytest.raises(IntegrityError, match="request_key"), transaction.atomic():
        ReminderLetter.objects.filter(pk=second.pk).update(request_key=first.request_key)


def test_print_is_asked_for_as_of_any_document(movement):
    assert drafted(movement).document.print_job.kind == "documents.print"


@pytest.mark.parametrize("role", Role)
def test_letter_is_for_those_who_collect(movement, role):
    by = writer_at(movement.root, role)
    try:
        drafted(movement, by=by)
    except NotPermitted:
        permitted = False
    else:
        permitted = True
    assert permitted == (role in {Role.REVIEWER, Role.CAMPAIGN_OFFICER})


def test_letter_of_a_unit_that_is_not_above_is_refused(movement):
    IssuerFactory(unit=movement.sibling)
    with pytest.raises(NotPermitted):
        drafted(movement, unit=movement.sibling, by=writer_at(movement.sibling, Role.REVIEWER))


def test_letter_in_the_name_of_another_issuer_is_refused(movement):
    with pytest.raises(NotPermitted):
        drafted(movement, by=writer_at(movement.superior, Role.REVIEWER))


def test_superior_in_between_asks_those_under_it(movement):
    IssuerFactory(unit=movement.superior)
    by = writer_at(movement.superior, Role.REVIEWER)
    letter = drafted(movement, movement.unit, unit=movement.superior, by=by)
    assert letter.document.issuer.unit == movement.superior


def test_letter_of_a_unit_that_has_ended_is_refused(movement):
    movement.root.valid_to = date(2026, 4, 12)
    movement.root.save()
    with pytest.raises(NotPermitted):
        drafted(movement)


def test_letter_to_whom_sent_meanwhile_is_refused(movement):
    submission_at(SubmissionState.SUBMITTED, movement)
    with pytest.raises(CameMeanwhile):
        drafted(movement)


def test_letter_to_nobody_is_refused(movement):
    issuer = Issuer.objects.get(unit=movement.root)
    facts = {"issuer": issuer, "by": writer_at(movement.root), "request_key": uuid4()}
    with pytest.raises(NothingChosen):
        draft_letter(movement.period, [], **facts)


def test_letter_in_a_closed_campaign_is_refused(movement):
    close_campaign(movement.campaign, by=officer_of(movement.campaign))
    with pytest.raises(CampaignClosed):
        drafted(movement)


def test_issued_letter_is_among_the_papers_of_the_campaign(movement):
    document = document_at(State.ISSUED, printed(drafted(movement).document))
    issuer = Issuer.objects.get(unit=movement.root)
    proposals = [(one.document, one.why) for one in papers_of(movement.campaign, issuer)]
    assert proposals == [(document, "công văn đôn đốc")]
