"""To whom a copy goes and who signs it is corrected before it goes out."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile
from core.audit.models import Entry
from documents.domain.copies import change_copy, copy_document
from documents.domain.documents import Signature
from documents.domain.facts import seen_mark
from documents.domain.refusals import Incomplete, WrongState
from documents.enums import DocumentKind
from documents.enums import DocumentState as State
from documents.models import Document
from tests.factories import OfficeFactory
from tests.paperwork import act_on, document_at, draft, person_of, with_file

pytestmark = pytest.mark.django_db
SIGNER = Signature("TL. CHỦ TỊCH", "Chánh Văn phòng", "", "", "Lê Thị Sáu")
RECIPIENTS = ["UBND các xã, phường", "Lưu: VT"]
OF_ITS_OWN = {"recipients", "authority_line", "signer_title", "signer_name"}


@pytest.fixture
def original(issuer):
    return document_at(State.ISSUED, issuer=issuer)


@pytest.fixture
def copy(original, clerk):
    """Of an issuer for which no office is recorded."""
    kind, today = DocumentKind.TRUE_COPY, timezone.localdate()
    return copy_document(original, kind, issuer=original.issuer, on=today, by=clerk)


def correct(copy, by, **changes) -> Document:
    facts = {"recipients": RECIPIENTS, "signature": SIGNER, "seen": seen_mark(copy)}
    return change_copy(copy, by=by, **facts | changes)


def columns_of(document) -> dict:
    names = [field.attname for field in Document._meta.concrete_fields]
    return Document.objects.values(*names).get(pk=document.pk)


def test_copy_without_an_office_is_signed_once_it_is_corrected(copy, clerk):
    with pytest.raises(Incomplete):
        act_on(copy, "check_content")
    assert act_on(correct(copy, clerk), "check_content").state == State.CONTENT_CHECKED


def test_nothing_but_recipients_and_signer_changes(copy, clerk):
    before = columns_of(copy)
    correct(copy, clerk)
    after = columns_of(copy)
    assert {name for name in after if after[name] != before[name]} == OF_ITS_OWN


def test_trail_tells_what_was_corrected_and_by_which_right(copy, clerk):
    correct(copy, clerk)
    entry = Entry.objects.get(event="documents.changed", subject_id=copy.pk)
    assert (entry.before, entry.after, entry.authority) == (
        {"Nơi nhận": "", "Người ký": ""},
        {
            "Nơi nhận": "UBND các xã, phường\nLưu: VT",
            "Người ký": "TL. CHỦ TỊCH, Chánh Văn phòng, Lê Thị Sáu",
        },
        str(clerk.grants.get()),
    )


def test_correction_takes_the_print_away_and_makes_a_draft_of_what_was_checked(copy, clerk):
    checked = with_file(act_on(correct(copy, clerk), "check_content"))
    changed = correct(checked, clerk, recipients=["Lưu: VT"])
    assert (changed.state, changed.file) == (State.DRAFT, None)


def test_saving_the_same_changes_nothing(copy, clerk):
    checked = with_file(act_on(correct(copy, clerk), "check_content"))
    assert correct(checked, clerk).state == State.CONTENT_CHECKED


def test_two_clerks_do_not_write_over_each_other(copy, clerk):
    seen = seen_mark(copy)
    correct(copy, clerk, recipients=["Lưu: VT"])
    with pytest.raises(ChangedMeanwhile):
        correct(copy, clerk, seen=seen)


@pytest.mark.parametrize("state", [State.APPROVED, State.NUMBERED, State.ISSUED])
def test_copy_that_is_approved_is_not_corrected(original, copy, clerk, state):
    copy = document_at(state, correct(copy, clerk))
    with pytest.raises(WrongState):
        correct(copy, clerk, recipients=["Lưu: VT"])


def test_what_is_no_copy_is_not_corrected_as_one(clerk, original):
    with pytest.raises(WrongState):
        correct(draft(original.issuer), clerk)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.RECORDS_CLERK])
def test_copy_is_corrected_by_the_records_clerk_alone(copy, role):
    with pytest.raises(NotPermitted):
        correct(copy, person_of(copy.issuer, role))


def address(copy) -> str:
    return reverse("documents:change_copy", args=[copy.pk])


def typed(copy, **changes) -> dict:
    facts = {"recipients": "Lưu: VT", "signer_title": "Phó Chủ tịch", "signer_name": "Lê Thị Sáu"}
    return facts | {"seen": seen_mark(copy)} | changes


def test_page_offers_what_is_the_copys_own_as_it_stands(client, copy, clerk):
    correct(copy, clerk)
    form = client.get(address(copy)).context["form"]
    assert form["recipients"].value() == "UBND các xã, phường\nLưu: VT"
    assert list(form.fields) == [
        "recipients",
        "office",
        "authority_line",
        "signer_title",
        "signer_office",
        "signer_rank",
        "signer_name",
        "seen",
    ]


def test_page_saves_what_was_typed(client, copy):
    response = client.post(address(copy), typed(copy))
    copy.refresh_from_db()
    assert response.url == copy.get_absolute_url()
    assert (copy.recipients, copy.signer_name) == (["Lưu: VT"], "Lê Thị Sáu")


def test_page_takes_the_signer_of_an_office(client, copy):
    office = OfficeFactory(unit=copy.issuer.unit)
    client.post(address(copy), typed(copy, office=office.pk))
    copy.refresh_from_db()
    assert (copy.signer_title, copy.signer_name) == (office.title, office.holder)


def test_page_that_was_overtaken_keeps_what_was_typed_beside_what_stands(client, copy, clerk):
    data = typed(copy)
    correct(copy, clerk, recipients=["Của người trước"])
    response = client.post(address(copy), data)
    form = response.context["form"]
    assert (response.status_code, form["recipients"].value()) == (422, "Lưu: VT")
    assert form.errors["recipients"] == [
        "Người khác vừa ghi: “Của người trước”. Nội dung bạn gõ vẫn còn trong ô; "
        "ghi lần nữa nếu muốn thay bằng nội dung bạn gõ."
    ]


def test_page_is_offered_for_a_copy_that_may_be_corrected(client, copy, original):
    offered = [address(one) in client.get(one.get_absolute_url()).text for one in (copy, original)]
    assert offered == [True, False]


def test_page_of_what_is_no_copy_leads_back(client, original, clerk):
    response = client.get(address(original))
    assert response.url == original.get_absolute_url()
