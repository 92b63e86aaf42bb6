"""The steps of a document as pages post them, and what they answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from documents.domain.facts import seen_mark
from documents.enums import DocumentKind
from documents.enums import DocumentState as State
from documents.models import Document, NumberSeries
from tests.factories import IssuerFactory
from tests.paperwork import act_on, dated, document_at, person_of, series_for
from tests.saying import sentences

pytestmark = pytest.mark.django_db


def post(client, act, document, **data):
    data = {"seen": seen_mark(document)} | data
    return client.post(reverse(f"documents:{act}", args=[document.pk]), data)


def today() -> str:
    return f"{timezone.localdate():%d/%m/%Y}"


def state_of(document) -> str:
    return Document.objects.get(pk=document.pk).state


def test_step_on_a_page_that_lay_open_is_refused_in_words(client):
    document = document_at(State.FORMAT_CHECKED)
    client.force_login(person_of(document.issuer, Role.LEADER))
    response = post(client, "approve", document, seen="")
    assert (response.status_code, state_of(document)) == (302, State.FORMAT_CHECKED)
    assert sentences(response)[-1].startswith("Người khác vừa thay đổi")


@pytest.mark.parametrize(
    ("state", "act"),
    [(State.FORMAT_CHECKED, "return"), (State.APPROVED, "take_back"), (State.NUMBERED, "recall")],
)
def test_handing_back_without_a_reason_asks_for_it(client, clerk, issuer, state, act):
    response = post(client, act, document_at(state, issuer=issuer), reason=" ")
    assert response.status_code == 422
    assert response.context["form"].errors == {"reason": ["Hãy ghi rõ lý do."]}


def test_handing_back_too_late_keeps_the_reason_that_was_typed(client, clerk, issuer):
    document = document_at(State.FORMAT_CHECKED, issuer=issuer)
    data = {"seen": seen_mark(document), "reason": "Của tôi"}
    act_on(document, "approve")
    response = post(client, "return", document, **data)
    assert response.status_code == 422
    assert response.context["form"]["reason"].value() == "Của tôi"


def test_number_and_day_are_given_on_their_page(client, clerk, issuer):
    series_for(issuer)
    document = document_at(State.APPROVED, issuer=issuer)
    response = post(client, "number", document, legal_date=today())
    assert response.url == document.get_absolute_url()
    assert state_of(document) == State.NUMBERED


def test_year_without_a_series_leads_to_its_opening(client, clerk, issuer):
    document = document_at(State.APPROVED, issuer=issuer)
    response = post(client, "number", document, legal_date=today())
    year = timezone.localdate().year
    address = f"{reverse('documents:open_series')}?issuer={issuer.pk}&amp;year={year}"
    assert list(response.context["form"].errors) == ["legal_date"]
    assert f'href="{address}"' in response.content.decode()


def test_year_without_a_series_says_whose_it_is_to_open(client, issuer):
    document = document_at(State.APPROVED, issuer=issuer)
    client.force_login(person_of(issuer, Role.LEADER))
    page = client.get(reverse("documents:number", args=[document.pk])).content.decode()
    assert reverse("documents:open_series") not in page
    assert "Văn thư của đơn vị mở hệ thống số" in page


def test_number_that_is_taken_stands_at_its_field(client, clerk, issuer):
    series_for(issuer, is_kept_here=False)
    dated(document_at(State.APPROVED, issuer=issuer), timezone.localdate(), number=157)
    document = document_at(State.APPROVED, issuer=issuer)
    response = post(client, "number", document, number=157, legal_date=today())
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["number"]


def test_number_is_not_asked_for_where_the_program_gives_it(client, clerk, issuer):
    series_for(issuer)
    document = document_at(State.APPROVED, issuer=issuer)
    response = client.get(reverse("documents:number", args=[document.pk]))
    assert "number" not in response.context["form"].fields


@pytest.mark.parametrize(
    ("role", "field"), [(Role.RECORDS_CLERK, "legal_date"), (Role.LEADER, "reason")]
)
def test_date_out_of_order_is_refused_at_its_field(client, issuer, role, field):
    dated(document_at(State.APPROVED, issuer=issuer), timezone.localdate())
    document = document_at(State.APPROVED, issuer=issuer)
    client.force_login(person_of(issuer, role))
    day = timezone.localdate() - timedelta(days=1)
    if day.year != timezone.localdate().year:
        series_for(issuer, year=day.year)
    response = post(client, "number", document, legal_date=f"{day:%d/%m/%Y}")
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_numbering_page_of_a_draft_leads_back(client, clerk, issuer):
    document = document_at(State.DRAFT, issuer=issuer)
    response = client.get(reverse("documents:number", args=[document.pk]))
    assert response.url == document.get_absolute_url()


def opening(client, **query):
    return client.get(reverse("documents:open_series"), query).context["form"].initial


def test_opening_proposes_the_shape_of_last_year(client, clerk, issuer):
    kinds = [DocumentKind.PLAN, DocumentKind.DECISION]
    series_for(issuer, *kinds, year=2025, is_kept_here=False)
    proposed = opening(client, issuer=issuer.pk, year=2026)
    assert (proposed["kinds"], proposed["kept"]) == (kinds, "elsewhere")


def test_opening_proposes_what_has_no_series_yet(client, clerk, issuer):
    series_for(issuer, *[kind for kind in DocumentKind if kind != "BB"], year=2026)
    assert opening(client, year=2026)["kinds"] == [DocumentKind.MINUTES]


@pytest.mark.parametrize("year", ["9" * 5000, "2026x", "-1", "٢٠٢٦"])
def test_opening_takes_no_odd_year_from_the_address(client, clerk, year):
    assert opening(client, year=year)["year"] == timezone.localdate().year


def test_kinds_that_are_taken_stand_at_their_field(client, clerk, issuer):
    year = timezone.localdate().year
    series_for(issuer, DocumentKind.DECISION)
    data = {"issuer": issuer.pk, "year": year, "kinds": ["QĐ"], "kept": "here", "first_number": 1}
    response = client.post(reverse("documents:open_series"), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["kinds"])


def test_series_of_another_issuer_is_not_opened(client, clerk):
    data = {"issuer": IssuerFactory().pk, "year": 2026, "kinds": ["QĐ"], "kept": "here"}
    response = client.post(reverse("documents:open_series"), data | {"first_number": 1})
    assert (response.status_code, NumberSeries.objects.count()) == (422, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_series_asks_the_same_queries_for_one_row_and_for_three(
    client, clerk, issuer, rows, django_assert_num_queries
):
    for year in range(2026, 2026 + rows):
        series_for(issuer, year=year)
    client.get(reverse("documents:series"))
    with django_assert_num_queries(8):
        client.get(reverse("documents:series"))
