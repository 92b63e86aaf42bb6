"""Who sees which document: its issuer, the unit that drafted it, those whom it was sent to."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from accounts.enums import FIGURE_READERS, Role
from documents.domain.prints import request_print
from documents.enums import DocumentState as State
from documents.enums import EndingWay
from documents.models import Dispatch, Document, Issuer
from tests.factories import IssuerFactory, UnitFactory, UserFactory
from tests.paperwork import document_at, draft, end, name, person_of, printed
from units.enums import UnitKind
from units.models import Unit

pytestmark = pytest.mark.django_db

OUT = {State.ISSUED, State.REPLACED, State.REVOKED}
FILES = ["documents:file", "documents:word", "documents:format"]


@dataclass
class Province:
    """A committee issues what its military command drafts, and sends it to one commune."""

    issuer: Issuer
    drafting: Unit
    receiving: Unit
    under_receiving: Unit
    sibling: Unit
    foreign: Unit

    def document(self, state: State = State.ISSUED, **facts) -> Document:
        if state in (State.REPLACED, State.REVOKED):
            way = next(way for way in EndingWay if way.state_of_ended == state)
            return end(self.draft(**facts), way)
        return document_at(state, self.draft(**facts))

    def draft(self, **facts) -> Document:
        facts = {"recipients": [self.receiving.short_name, "UBND xã khác", "Lưu: VT"]} | facts
        document = draft(self.issuer, **facts)
        Document.objects.filter(pk=document.pk).update(drafting_unit=self.drafting)
        return Document.objects.get(pk=document.pk)

    @property
    def units(self) -> dict[str, Unit]:
        names = ("drafting", "receiving", "under_receiving", "sibling", "foreign")
        return {"issuing": self.issuer.unit} | {name: getattr(self, name) for name in names}


@pytest.fixture
def province():
    root = UnitFactory(kind=UnitKind.PROVINCE)
    receiving = UnitFactory(short_name="UBND xã Ba Vì", administrative_parent=root)
    return Province(
        issuer=IssuerFactory(unit=root),
        drafting=UnitFactory(kind=UnitKind.PROVINCIAL_COMMAND, administrative_parent=root),
        receiving=receiving,
        under_receiving=UnitFactory(command_parent=receiving),
        sibling=UnitFactory(administrative_parent=root),
        foreign=UnitFactory(),
    )


def reader(unit: Unit, role: Role = Role.INSPECTOR):
    return UserFactory(grants=[(role, unit)])


def sees(unit: Unit, document: Document, role: Role = Role.INSPECTOR) -> bool:
    return Document.objects.visible_to(reader(unit, role)).filter(pk=document.pk).exists()


@pytest.mark.parametrize("state", State)
def test_document_is_seen_where_it_is_written_and_where_it_was_sent_once_it_is_out(province, state):
    document = province.document(state)
    sent = {"document": document, "unit": province.receiving}
    Dispatch.objects.get_or_create(**sent, defaults={"recipient": "Gửi trước khi phát hành"})
    seeing = {where for where, unit in province.units.items() if sees(unit, document)}
    assert seeing == {"issuing", "drafting"} | ({"receiving"} if state in OUT else set())


@pytest.mark.parametrize("role", Role)
def test_every_role_but_the_administrator_sees_what_came(province, role):
    document = province.document()
    assert sees(province.receiving, document, role) == (role in FIGURE_READERS)


def test_what_came_to_a_unit_is_seen_from_above_it(province):
    document = province.document()
    above = UnitFactory()
    Unit.objects.filter(pk=province.receiving.pk).update(command_parent=above)
    assert sees(above, document)


def test_recipient_that_is_no_unit_of_the_program_opens_it_to_nobody(province):
    document = province.document(recipients=["UBND xã khác"])
    assert not sees(province.receiving, document)


def test_document_is_listed_once_though_two_of_ones_units_got_it(province):
    other = UnitFactory(short_name="UBND xã Ba Tô")
    recipients = [province.receiving.short_name, other.short_name]
    document = province.document(recipients=recipients)
    person = UserFactory(grants=[(Role.LEADER, unit) for unit in (province.receiving, other)])
    assert list(Document.objects.visible_to(person)) == [document]


@pytest.fixture
def as_recipient(client, province):
    client.force_login(reader(province.receiving, Role.LEADER))
    return client


def answers(client, document) -> list[int]:
    addresses = [reverse(name, args=[document.pk]) for name in ["documents:detail", *FILES]]
    found = []
    for address in addresses:
        response = client.get(address)
        found.append(response.status_code)
        if response.streaming:
            list(response)  # reading to the end closes the file
    return found


def test_recipient_reads_page_file_and_word(as_recipient, province):
    assert answers(as_recipient, province.document()) == [200, 200, 200, 200]


@pytest.mark.parametrize("state", [state for state in State if state not in OUT])
def test_recipient_finds_nothing_before_the_issue(as_recipient, province, state):
    document = province.document(state)
    if state != State.NUMBERED:
        request_print(document, by=person_of(province.issuer, Role.RECORDS_CLERK))
    printed(Document.objects.get(pk=document.pk))
    Dispatch.objects.create(document=document, recipient="Xã", unit=province.receiving)
    assert answers(as_recipient, document) == [404, 404, 404, 404]


def test_recipient_sees_no_trail_and_no_receipt_of_others(as_recipient, province):
    document = province.document()
    Dispatch.objects.update(way="paper", sent_on=document.legal_date)
    page = as_recipient.get(document.get_absolute_url())
    assert page.context["trail"] == []
    assert [row.recipient for row in page.context["dispatches"]] == ["UBND xã Ba Vì"]
    hidden = ("Quá trình xử lý", "Đơn vị soạn thảo")
    assert [words in page.text for words in hidden] == [False, False]


def test_house_sees_the_trail_and_every_receipt(client, province):
    document = province.document()
    client.force_login(reader(province.drafting))
    page = client.get(document.get_absolute_url())
    assert (len(page.context["trail"]), len(page.context["dispatches"])) == (8, 2)


def test_recipient_has_no_slip_and_no_list_of_recipients(as_recipient, province):
    document = province.document()
    closed = [reverse(f"documents:{page}", args=[document.pk]) for page in ("slip", "dispatch")]
    assert [as_recipient.get(address).status_code for address in closed] == [403, 403]


def test_page_leads_only_to_documents_that_the_reader_may_open(as_recipient, province):
    kept = province.document(recipients=["Lưu: VT"])
    later = province.draft()
    name(later, kept, EndingWay.REPLACES)
    later = document_at(State.ISSUED, later)
    page = as_recipient.get(later.get_absolute_url()).text
    assert "Quyết định số 01/QĐ-UBND" in page
    assert kept.get_absolute_url() not in page


def test_recipient_makes_a_copy_of_what_came(client, province):
    document = province.document()
    own = IssuerFactory(unit=province.receiving)
    client.force_login(reader(province.receiving, Role.RECORDS_CLERK))
    given = {"kind": "SY", "issuer": own.pk, "recipients": "Lưu: VT"}
    client.post(reverse("documents:copy", args=[document.pk]), given)
    copy = Document.objects.get(copied_from=document)
    assert (copy.issuer, copy.drafting_unit) == (own, province.receiving)


@pytest.mark.parametrize(
    ("source", "found"), [("", {"Đến", "Đi"}), ("own", {"Đi"}), ("received", {"Đến"})]
)
def test_register_tells_what_came_from_what_goes_out(as_recipient, province, source, found):
    province.document(title="Đến")
    draft(IssuerFactory(unit=province.receiving), title="Đi")
    response = as_recipient.get(reverse("documents:list"), {"source": source})
    assert {row.record.title for row in response.context["table"].rows} == found


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.CAMPAIGN_OFFICER, ["edit", "endings", "check_content", "print"]),
        (Role.RECORDS_CLERK, ["edit", "endings", "print"]),
        (Role.UNIT_HEAD, ["check_content"]),
        (Role.LEADER, []),
    ],
)
def test_page_offers_the_drafting_unit_what_writers_do(client, province, role, acts):
    document = province.draft()
    client.force_login(reader(province.drafting, role))
    page = client.get(document.get_absolute_url()).text
    possible = ["edit", "endings", "check_content", "approve", "print", "slip"]
    links = {act: f'"{reverse(f"documents:{act}", args=[document.pk])}"' for act in possible}
    assert [act for act in possible if links[act] in page] == acts


def test_drafting_unit_asks_for_the_print(province):
    by = reader(province.drafting, Role.CAMPAIGN_OFFICER)
    assert request_print(province.draft(), by=by).print_job.requested_by_id == by.pk


def test_drafter_finds_no_document_to_end_that_it_may_not_see(client, province):
    province.document(title="Của mình")
    document_at(State.ISSUED, draft(province.issuer, title="Của phòng khác"))
    client.force_login(reader(province.drafting, Role.CAMPAIGN_OFFICER))
    page = client.get(reverse("documents:endings", args=[province.draft().pk]))
    assert [one.title for one, _ in page.context["found"]] == ["Của mình"]


@pytest.mark.parametrize("rows", [1, 3])
def test_register_of_a_recipient_asks_the_same_queries_for_one_row_and_for_three(
    as_recipient, province, rows, django_assert_num_queries
):
    for _ in range(rows):
        province.document()
    as_recipient.get(reverse("documents:list"))
    with django_assert_num_queries(7):
        response = as_recipient.get(reverse("documents:list"))
    assert len(response.context["table"].rows) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_recipient_asks_the_same_queries_for_one_ending_and_for_three(
    as_recipient, province, rows, django_assert_num_queries
):
    later = province.draft()
    for _ in range(rows):
        name(later, province.document(), EndingWay.REPLACES)
    later = document_at(State.ISSUED, later)
    as_recipient.get(later.get_absolute_url())
    with django_assert_num_queries(11):
        as_recipient.get(later.get_absolute_url())
