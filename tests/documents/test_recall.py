"""A document that was numbered and cannot go out: called back, it holds its number."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import ReasonMissing
from core.audit.models import Entry
from documents.domain.drafting import change_document
from documents.domain.endings import drop_ending
from documents.domain.facts import seen_mark
from documents.domain.layout import date_line, document_html, full_number
from documents.domain.refusals import CannotEnd, NumberTaken, OtherYear, OutOfOrder
from documents.domain.signing import keep_signed_copy
from documents.domain.verification import document_of_code, document_of_file
from documents.enums import DocumentState as State
from documents.enums import EndingWay
from documents.models import Document
from documents.signing.refusals import BytesChanged
from tests.paperwork import (
    REASON,
    act_on,
    dated,
    document_at,
    draft,
    name,
    person_of,
    printed,
    recalled,
    series_for,
    words,
)

pytestmark = pytest.mark.django_db
WHEN = date(2026, 3, 2)


def numbered(issuer, day=None, **facts) -> Document:
    document = document_at(State.APPROVED, issuer=issuer)
    return dated(document, day or timezone.localdate(), **facts)


def again(document, **facts) -> Document:
    """The recalled document on its way once more, up to its number."""
    return act_on(document_at(State.APPROVED, document), "number", **facts)


def test_recalled_document_is_a_draft_that_holds_number_and_day(issuer):
    document = act_on(numbered(issuer, WHEN), "recall")
    assert (document.state, document.number, document.legal_date) == (State.DRAFT, 1, WHEN)
    assert (document.file, document.verification_code) == (None, None)


def test_recall_keeps_its_reason_on_the_trail(issuer):
    document = recalled(issuer)
    entry = Entry.objects.get(event="documents.recalled", subject_id=document.pk)
    assert (entry.reason, entry.after) == (REASON, {"state": "draft", "number": 1})


def test_recall_needs_a_reason(issuer):
    with pytest.raises(ReasonMissing):
        act_on(numbered(issuer), "recall", reason=" ")


def test_recalled_document_can_be_corrected_and_keeps_its_number(issuer):
    document = recalled(issuer)
    clerk = person_of(issuer, Role.RECORDS_CLERK)
    changed = change_document(document, words(title="Khác"), by=clerk, seen=seen_mark(document))
    assert (again(changed).title, changed.number) == ("Khác", 1)


def test_number_that_is_held_is_given_again_and_no_other(issuer):
    document = recalled(issuer)
    later = numbered(issuer)
    assert (again(document).number, later.number, numbered(issuer).number) == (1, 2, 3)


def test_number_that_is_held_gets_another_code(issuer):
    document = numbered(issuer)
    first = document.verification_code
    second = again(act_on(document, "recall")).verification_code
    assert second not in (None, first)


def test_day_can_be_corrected(issuer):
    document = act_on(numbered(issuer, WHEN), "recall")
    day = WHEN + timedelta(days=1)
    assert again(document, legal_date=day).legal_date == day


def test_corrected_day_follows_the_order_of_the_numbers(issuer):
    document = act_on(numbered(issuer, WHEN), "recall")
    numbered(issuer, WHEN)
    with pytest.raises(OutOfOrder):
        again(document, legal_date=WHEN + timedelta(days=1))


def test_order_of_others_counts_the_number_that_is_held(issuer):
    act_on(numbered(issuer, WHEN), "recall")
    with pytest.raises(OutOfOrder):
        numbered(issuer, WHEN - timedelta(days=1))


def test_number_that_is_held_stays_in_its_year(issuer):
    document = act_on(numbered(issuer, WHEN), "recall")
    with pytest.raises(OtherYear) as refused:
        again(document, legal_date=WHEN.replace(year=WHEN.year - 1))
    assert refused.value.message == (
        f"Số 01 được giữ trong hệ thống số năm {WHEN.year}: "
        f"ngày ban hành phải trong năm {WHEN.year}."
    )


def test_number_of_another_system_is_held_as_well(issuer):
    series_for(issuer, is_kept_here=False)
    document = act_on(numbered(issuer, number=157), "recall")
    with pytest.raises(NumberTaken):
        numbered(issuer, number=157)
    assert again(document).number == 157


def test_number_of_another_system_can_be_typed_anew(issuer):
    series_for(issuer, is_kept_here=False)
    document = act_on(numbered(issuer, number=175), "recall")
    assert again(document, number=157).number == 157


def test_number_of_another_document_is_not_typed_over_the_one_that_is_held(issuer):
    series_for(issuer, is_kept_here=False)
    numbered(issuer, number=158)
    document = act_on(numbered(issuer, number=157), "recall")
    with pytest.raises(NumberTaken):
        again(document, number=158)


def test_print_of_a_draft_shows_the_number_that_it_holds(issuer):
    document = recalled(issuer)
    page = document_html(document)
    assert (full_number(document) in page, date_line(document) in page) == (True, True)
    assert "Mã xác minh" not in page


def test_print_with_the_former_code_that_comes_late_is_not_kept(issuer):
    late = numbered(issuer)
    act_on(late, "recall")
    assert printed(late).file is None


def test_file_and_code_of_what_was_recalled_are_not_confirmed(issuer):
    document = act_on(numbered(issuer), "print")
    file, code = document.file, document.verification_code
    document = printed(again(act_on(document, "recall")), b"%PDF-1.7 lan hai ")
    act_on(document, "issue")
    assert document_of_file(file.sha256) is None
    assert document_of_code(code, client="192.0.2.1") is None
    assert document_of_code(document.verification_code, client="192.0.2.1") == document


def test_signatures_on_what_was_recalled_are_not_taken(issuer):
    document = act_on(numbered(issuer), "print")
    signed = document.file.path.read_bytes() + b"chu ky"
    document = again(act_on(document, "recall"))
    issued = act_on(printed(document, b"%PDF-1.7 lan hai "), "issue")
    clerk = person_of(issuer, Role.RECORDS_CLERK)
    with pytest.raises(BytesChanged):
        keep_signed_copy(issued, SimpleUploadedFile("da-ky.pdf", signed), by=clerk)


def test_what_it_ends_is_free_for_another_while_it_is_recalled(issuer):
    issued = document_at(State.ISSUED, issuer=issuer)
    document, rival = draft(issuer), draft(issuer)
    for one in (document, rival):
        name(one, issued, EndingWay.REPLACES)
    document = act_on(document_at(State.NUMBERED, document), "recall")
    document_at(State.NUMBERED, rival)
    document = document_at(State.APPROVED, document)
    with pytest.raises(CannotEnd):
        act_on(document, "number")
    document = act_on(document, "take_back")
    drop_ending(document, issued.pk, by=person_of(issuer, Role.CAMPAIGN_OFFICER))
    assert again(document).number == 2


def test_numbering_page_says_which_number_is_held(client, clerk, issuer):
    document = document_at(State.APPROVED, recalled(issuer, legal_date=WHEN))
    page = client.get(reverse("documents:number", args=[document.pk]))
    said = f"Giữ số <strong>{full_number(document)}</strong> ngày {WHEN:%d/%m/%Y}"
    assert said in page.text
    assert page.context["form"].initial["legal_date"] == WHEN


@pytest.mark.parametrize(("is_kept_here", "asked"), [(True, False), (False, True)])
def test_numbering_page_asks_a_held_number_of_another_system_alone(
    client, clerk, issuer, is_kept_here, asked
):
    series_for(issuer, is_kept_here=is_kept_here)
    facts = {} if is_kept_here else {"number": 157}
    document = document_at(State.APPROVED, recalled(issuer, **facts))
    page = client.get(reverse("documents:number", args=[document.pk]))
    assert ("number" in page.context["form"].fields) is asked


def test_day_of_another_year_stands_at_its_field(client, clerk, issuer):
    document = document_at(State.APPROVED, recalled(issuer, legal_date=WHEN))
    data = {"seen": seen_mark(document), "legal_date": f"15/01/{WHEN.year - 1}"}
    page = client.post(reverse("documents:number", args=[document.pk]), data)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["legal_date"])


def test_held_number_is_given_on_the_page(client, clerk, issuer):
    document = document_at(State.APPROVED, recalled(issuer, legal_date=WHEN))
    data = {"seen": seen_mark(document), "legal_date": f"{WHEN:%d/%m/%Y}"}
    client.post(reverse("documents:number", args=[document.pk]), data)
    document.refresh_from_db()
    assert (document.state, document.number) == (State.NUMBERED, 1)


def test_register_tells_a_number_that_is_held(client, clerk, issuer):
    document = recalled(issuer)
    page = client.get(reverse("documents:list")).text
    assert f"{full_number(document)} <div>(giữ số)</div>" in page
