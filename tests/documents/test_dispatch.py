"""Where an issued document goes, and what is kept of its sending."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from documents.domain.dispatch import Delivery, dispatch_facts, set_dispatches
from documents.domain.refusals import InvalidDispatch, WrongState
from documents.enums import DispatchWay
from documents.enums import DocumentState as State
from documents.models import Dispatch, Document
from tests.factories import IssuerFactory, UnitFactory
from tests.paperwork import document_at, draft, person_of
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
RECIPIENTS = ["Như trên", "Bộ CHQS tỉnh", "Bộ CHQS tỉnh", "Lưu: VT, NC"]


def today():
    return timezone.localdate()


@pytest.fixture
def issued():
    return document_at(State.ISSUED, addressees=["Sở Nội vụ"], recipients=RECIPIENTS)


def keep(document, delivery, *, role=Role.RECORDS_CLERK, seen=None) -> Document:
    """Of the first recipient."""
    row = document.dispatches.first()
    seen = seen or fingerprint(dispatch_facts(document))
    by = person_of(document.issuer, role)
    return set_dispatches(document, {row.pk: delivery}, by=by, seen=seen)


def on_paper(**changes) -> Delivery:
    return Delivery(**{"way": DispatchWay.PAPER, "sent_on": today()} | changes)


def test_issue_lays_the_list_out_each_recipient_once_and_no_copy_of_the_house(issued):
    assert [row.recipient for row in issued.dispatches.all()] == ["Sở Nội vụ", "Bộ CHQS tỉnh"]


def test_draft_has_no_list():
    assert draft(recipients=RECIPIENTS).dispatches.count() == 0


@pytest.mark.parametrize("field", ["official_name", "short_name"])
def test_recipient_is_the_unit_of_that_name(field):
    unit = UnitFactory(**{field: "Bộ CHQS tỉnh"})
    document = document_at(State.ISSUED, recipients=["Bộ CHQS tỉnh"])
    assert document.dispatches.get().unit == unit


def test_recipient_whose_name_two_units_bear_is_none_of_them():
    UnitFactory.create_batch(2, short_name="Bộ CHQS tỉnh")
    document = document_at(State.ISSUED, recipients=["Bộ CHQS tỉnh"])
    assert document.dispatches.get().unit is None


def test_delivery_is_kept_and_told_on_the_trail(issued):
    keep(issued, on_paper(received_on=today(), received_by="Trần Văn Bình"))
    act = Entry.objects.get(event="documents.dispatched")
    day = f"{today():%d/%m/%Y}"
    told = f"Giấy, gửi {day}, nhận {day} (Trần Văn Bình)"
    assert (act.before, act.after) == ({"Sở Nội vụ": ""}, {"Sở Nội vụ": told})


def test_same_again_is_no_act(issued):
    keep(issued, on_paper())
    keep(issued, on_paper())
    assert Entry.objects.filter(event="documents.dispatched").count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.RECORDS_CLERK])
def test_list_is_kept_by_the_records_clerk_alone(issued, role):
    with pytest.raises(NotPermitted):
        keep(issued, on_paper(), role=role)


def test_two_clerks_do_not_write_over_each_other(issued):
    seen = fingerprint(dispatch_facts(issued))
    keep(issued, on_paper())
    with pytest.raises(ChangedMeanwhile):
        keep(issued, on_paper(way=DispatchWay.ELECTRONIC), seen=seen)


def test_nothing_is_sent_before_the_issue():
    document = document_at(State.NUMBERED)
    with pytest.raises(WrongState):
        set_dispatches(document, {}, by=person_of(document.issuer, Role.RECORDS_CLERK), seen="")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"way": ""}, "way"),
        ({"sent_on": None}, "sent_on"),
        ({"sent_on": timezone.localdate() - timedelta(days=1)}, "sent_on"),
        ({"sent_on": timezone.localdate() + timedelta(days=1)}, "sent_on"),
        ({"received_by": "Trần Văn Bình"}, "received_on"),
        ({"received_on": timezone.localdate() - timedelta(days=1)}, "received_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(issued, changes, field):
    with pytest.raises(InvalidDispatch) as refused:
        keep(issued, on_paper(**changes))
    row = issued.dispatches.first()
    assert [(key, name) for key, name, _ in refused.value.problems] == [(row.pk, field)]


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"way": "paper"}, "dispatch_is_sent_in_a_way"),
        ({"way": "pigeon", "sent_on": "2026-03-02"}, "dispatch_is_sent_in_a_way"),
        ({"received_on": "2026-03-02"}, "dispatch_is_received_after_it_is_sent"),
        ({"received_by": "Trần Văn Bình"}, "dispatch_is_received_after_it_is_sent"),
        (
            {"way": "paper", "sent_on": "2026-03-02", "received_on": "2026-03-01"},
            "dispatch_is_received_after_it_is_sent",
        ),
    ],
)
def test_database_holds_what_a_delivery_is(issued, facts, constraint):
    with refused_by(constraint):
        Dispatch.objects.filter(document=issued).update(**facts)


def test_database_holds_a_recipient_once(issued):
    with refused_by("one_dispatch_to_a_recipient"):
        Dispatch.objects.create(document=issued, recipient="Sở Nội vụ")


def page_of(document) -> str:
    return reverse("documents:dispatch", args=[document.pk])


def test_page_keeps_what_was_typed_and_marks_the_cell(client, issued):
    client.force_login(person_of(issued.issuer, Role.RECORDS_CLERK))
    row, seen = issued.dispatches.first(), fingerprint(dispatch_facts(issued))
    response = client.post(page_of(issued), {f"to{row.pk}-way": "paper", "seen": seen})
    _, cells = response.context["form"].rows[row.pk]
    assert (response.status_code, cells["way"].value()) == (422, "paper")
    assert cells.errors == {"sent_on": ["Hãy ghi ngày gửi."]}


def test_overtaken_page_tells_what_stands(client, issued):
    client.force_login(person_of(issued.issuer, Role.RECORDS_CLERK))
    row, seen = issued.dispatches.first(), fingerprint(dispatch_facts(issued))
    keep(issued, on_paper())
    data = {f"to{row.pk}-way": "electronic", f"to{row.pk}-sent_on": f"{today():%d/%m/%Y}"}
    response = client.post(page_of(issued), data | {"seen": seen})
    _, cells = response.context["form"].rows[row.pk]
    assert cells.errors["way"][0].startswith("Người khác vừa ghi: “Giấy”.")


def test_list_stands_on_the_page_of_the_document(client, issued):
    keep(issued, on_paper())
    client.force_login(person_of(issued.issuer, Role.INSPECTOR))
    rows = client.get(issued.get_absolute_url()).context["dispatches"]
    assert [(row.recipient, row.way) for row in rows] == [
        ("Sở Nội vụ", "paper"),
        ("Bộ CHQS tỉnh", ""),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_queries_for_one_row_and_for_three(
    client, rows, django_assert_num_queries
):
    recipients = [f"Nơi nhận số {number}" for number in range(rows)]
    document = document_at(State.ISSUED, issuer=IssuerFactory(), recipients=recipients)
    client.force_login(person_of(document.issuer, Role.RECORDS_CLERK))
    client.get(page_of(document))
    with django_assert_num_queries(7):
        response = client.get(page_of(document))
    assert len(response.context["form"].rows) == rows
