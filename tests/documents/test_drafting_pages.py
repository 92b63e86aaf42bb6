"""The editor of a draft: what is offered, kept, read along, and told when two write at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from documents.domain.drafting import change_document
from documents.domain.facts import seen_mark
from documents.enums import DRAFTED, DocumentKind
from documents.enums import DocumentState as State
from documents.models import Document
from tests.documents.samples import words_of
from tests.factories import IssuerFactory, OfficeFactory, UnitFactory, UserFactory
from tests.paperwork import TEXT, act_on, document_at, draft, person_of, words
from tests.posting import posted
from tests.saying import sentences

pytestmark = pytest.mark.django_db
NEW = "/documents/new/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def officer(client, issuer):
    officer = person_of(issuer, Role.CAMPAIGN_OFFICER)
    client.force_login(officer)
    return officer


def address(document) -> str:
    return reverse("documents:edit", args=[document.pk])


def typed(client, document) -> dict:
    """What the editor posts when nobody touched it."""
    return posted(client.get(address(document)).context["form"])


def typed_anew(issuer, **changes) -> dict:
    facts = {"kind": "QĐ", "issuer": issuer.pk, "title": "Về việc tặng Bằng khen", "text": TEXT}
    return facts | changes


def changed_by_another(document, **changes) -> None:
    by = person_of(document.issuer, Role.RECORDS_CLERK)
    change_document(document, words(**changes), by=by, seen=seen_mark(document))


def test_new_draft_is_signed_by_the_office_in_force(client, issuer, officer):
    office = OfficeFactory(unit=issuer.unit, title="Chủ tịch", holder="Đặng Hữu Nghĩa")
    form = client.get(NEW).context["form"]
    assert (form.initial["issuer"], form.initial["office"]) == (issuer, office)
    client.post(NEW, typed_anew(issuer, office=office.pk))
    document = Document.objects.get()
    assert (document.signer_title, document.signer_name) == ("Chủ tịch", "Đặng Hữu Nghĩa")


def test_unit_without_a_head_of_documents_is_told_what_to_do(client):
    client.force_login(UserFactory(grants=[(Role.CAMPAIGN_OFFICER, UnitFactory())]))
    page = client.get(NEW).content.decode()
    assert "chưa khai báo cơ quan ban hành" in page


def test_office_of_another_unit_does_not_sign(client, issuer):
    other = IssuerFactory()
    office = OfficeFactory(unit=other.unit)
    both = person_of(issuer, Role.CAMPAIGN_OFFICER)
    both.grants.create(role=Role.CAMPAIGN_OFFICER, unit=other.unit, valid_from=timezone.localdate())
    client.force_login(both)
    response = client.post(NEW, typed_anew(issuer, office=office.pk))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["office"])


def test_draft_for_an_issuer_of_others_is_not_written(client, officer):
    response = client.post(NEW, typed_anew(IssuerFactory()))
    assert (response.status_code, Document.objects.count()) == (422, 0)


@pytest.mark.parametrize("kind", DRAFTED)
def test_sample_of_every_kind_is_drafted(client, issuer, officer, kind):
    title, text = words_of(kind)
    response = client.post(NEW, typed_anew(issuer, kind=kind.value, title=title, text=text))
    document = Document.objects.get()
    assert (response.url, document.kind) == (document.get_absolute_url(), kind)


def test_lines_become_lists_without_blanks(client, issuer, officer):
    client.post(NEW, typed_anew(issuer, recipients="Như trên\r\n\r\n  Lưu:  VT\r\n"))
    assert Document.objects.get().recipients == ["Như trên", "Lưu: VT"]


def test_editor_that_nobody_touched_changes_nothing(client, issuer, officer):
    document = document_at(State.FORMAT_CHECKED, issuer=issuer)
    client.post(address(document), typed(client, document))
    assert Document.objects.get().state == State.FORMAT_CHECKED


def test_letter_alone_asks_for_its_drafter_and_minutes_for_their_secretary(client, issuer, officer):
    asked = {
        kind: client.get(address(draft(issuer, kind))).context["form"].fields.keys()
        & {"drafter", "secretary"}
        for kind in DRAFTED
    }
    special = {DocumentKind.OFFICIAL_LETTER: {"drafter"}, DocumentKind.MINUTES: {"secretary"}}
    assert asked == {kind: special.get(kind, set()) for kind in DRAFTED}


def test_drafter_of_a_letter_is_shown_as_it_stands_in_the_symbol(client, issuer, officer):
    document = draft(issuer, DocumentKind.OFFICIAL_LETTER, drafter="NC")
    assert typed(client, document)["drafter"] == "NC"


def test_text_is_read_along_and_nothing_is_stored(client, issuer, officer):
    document = draft(issuer)
    text = "Căn cứ Luật Thi đua;\nĐiều 1. Tặng Bằng khen."
    response = client.post(address(document), {"text": text}, headers=HTMX)
    assert [line.label for line in response.context["lines"]] == ["Căn cứ", "Điều"]
    assert b"<html" not in response.content
    assert Document.objects.get().title == "Về việc tặng Bằng khen"


def test_reading_along_takes_text_that_cannot_be_printed(client, issuer, officer):
    response = client.post(NEW, {"text": "Dòng\x00 có\u200b ký tự ẩn"}, headers=HTMX)
    assert response.status_code == 200


def test_text_that_cannot_be_printed_is_refused_at_its_field(client, issuer, officer):
    response = client.post(NEW, typed_anew(issuer, text="Dòng có\u200b ký tự ẩn"))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["text"])


def test_overtaken_editor_keeps_what_was_typed_and_tells_what_stands(client, issuer, officer):
    document = draft(issuer)
    mine = typed(client, document) | {"title": "Của tôi", "text": "Lời của tôi."}
    changed_by_another(document, title="Của bạn", text="Lời của bạn.")
    response = client.post(address(document), mine)
    form = response.context["form"]
    assert (response.status_code, form["title"].value()) == (422, "Của tôi")
    assert form.errors["title"][0].startswith("Người khác vừa ghi: “Của bạn”.")
    assert form.errors["text"][0].startswith("Người khác vừa ghi: “bản đang lưu ở cuối trang”.")
    assert [line.text for line in response.context["stored_lines"]] == ["Lời của bạn."]


def test_overtaken_editor_may_be_sent_again(client, issuer, officer):
    document = draft(issuer)
    mine = typed(client, document) | {"title": "Của tôi"}
    changed_by_another(document, title="Của bạn")
    again = posted(client.post(address(document), mine).context["form"])
    client.post(address(document), again)
    assert Document.objects.get().title == "Của tôi"


def test_draft_approved_meanwhile_keeps_what_was_typed(client, issuer, officer):
    document = draft(issuer)
    mine = typed(client, document) | {"title": "Của tôi"}
    act_on(document, "approve")
    response = client.post(address(document), mine)
    assert (response.status_code, response.context["form"]["title"].value()) == (422, "Của tôi")


def test_editor_of_an_approved_document_leads_back_in_words(client, issuer, officer):
    document = document_at(State.APPROVED, issuer=issuer)
    response = client.get(address(document))
    assert response.url == document.get_absolute_url()
    assert sentences(response) == [
        "Văn bản đã duyệt ký. Muốn sửa, hãy rút lại duyệt ký và ghi lý do."
    ]


def found(client, document, **query) -> list[Document]:
    page = reverse("documents:endings", args=[document.pk])
    return [one for one, _ in client.get(page, query).context["found"]]


def test_documents_to_end_are_searched_by_subject_number_and_year(client, issuer, officer):
    former = document_at(State.ISSUED, issuer=issuer, title="Về việc phát động phong trào")
    document_at(State.ISSUED, issuer=issuer)
    document = draft(issuer)
    assert found(client, document, search="phat dong") == [former]
    assert found(client, document, number="1") == [former]
    assert found(client, document, year="1999") == []


def test_document_that_is_no_longer_in_force_is_not_named(client, issuer, officer):
    document = draft(issuer)
    page = reverse("documents:endings", args=[document.pk])
    response = client.post(page, {"ended": draft(issuer).pk, "way": "revokes"})
    assert (response.status_code, document.endings.count()) == (422, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_the_same_queries_for_one_row_and_for_three(
    client, issuer, officer, rows, django_assert_num_queries
):
    document = draft(issuer)
    for _ in range(rows):
        document_at(State.ISSUED, issuer=issuer)
    page = reverse("documents:endings", args=[document.pk])
    client.get(page)
    with django_assert_num_queries(7):
        client.get(page)
