"""The head of a unit's documents, said by the unit's administrator."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from documents.domain.issuers import Head, issuer_facts, set_issuer
from documents.enums import LayoutProfile
from documents.models import Document, Issuer
from tests.factories import IssuerFactory, UnitFactory, UserFactory
from tests.paperwork import draft
from tests.posting import posted

pytestmark = pytest.mark.django_db


def head(**changes) -> Head:
    facts = {
        "superior_line": "",
        "name": "ỦY BAN NHÂN DÂN\nXÃ BA TƠ",
        "abbreviation": "UBND",
        "place": "Ba Tơ",
        "layout": LayoutProfile.DECREE_30,
    }
    return Head(**facts | changes)


def administrator_of(unit):
    return UserFactory(grants=[(Role.ADMINISTRATOR, unit)])


def said(unit, by=None, **changes) -> Issuer:
    stands = Issuer.objects.filter(unit=unit).first() or Issuer()
    by = by or administrator_of(unit)
    return set_issuer(unit, head(**changes), by=by, seen=fingerprint(issuer_facts(stands)))


def test_head_is_said_once_and_corrected():
    unit = UnitFactory()
    said(unit)
    said(unit, place="Ba Vì")
    assert Issuer.objects.get().place == "Ba Vì"


def test_correction_stands_on_the_trail_with_what_changed():
    unit = UnitFactory()
    said(unit)
    said(unit, place="Ba Vì")
    act = Entry.objects.filter(event="documents.issuer_set").latest("pk")
    assert (act.before, act.after) == ({"head_place": "Ba Tơ"}, {"head_place": "Ba Vì"})


def test_saying_the_same_again_is_no_act():
    unit = UnitFactory()
    said(unit)
    said(unit)
    assert Entry.objects.filter(event="documents.issuer_set").count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_head_is_the_administrators_to_say(role):
    unit = UnitFactory()
    with pytest.raises(NotPermitted):
        said(unit, by=UserFactory(grants=[(role, unit)]))


def test_two_administrators_do_not_write_over_each_other():
    unit = UnitFactory()
    seen = fingerprint(issuer_facts(Issuer()))
    said(unit)
    with pytest.raises(ChangedMeanwhile):
        set_issuer(unit, head(place="Ba Vì"), by=administrator_of(unit), seen=seen)


def test_document_keeps_the_head_it_was_written_with():
    issuer = IssuerFactory()
    document = draft(issuer)
    said(issuer.unit, name="TÊN KHÁC")
    assert Document.objects.get(pk=document.pk).issuer_name == issuer.name


def test_page_keeps_the_line_breaks(client):
    unit = UnitFactory()
    client.force_login(administrator_of(unit))
    page = reverse("documents:issuer", args=[unit.pk])
    form = posted(client.get(page).context["form"])
    typed = {"name": "ỦY BAN NHÂN DÂN\r\nXÃ BA TƠ", "abbreviation": "UBND", "place": "Ba Tơ"}
    response = client.post(page, form | typed)
    assert response.url == unit.get_absolute_url()
    assert Issuer.objects.get().name == "ỦY BAN NHÂN DÂN\nXÃ BA TƠ"


def test_overtaken_page_tells_what_stands(client):
    unit = UnitFactory()
    client.force_login(administrator_of(unit))
    page = reverse("documents:issuer", args=[unit.pk])
    form = posted(client.get(page).context["form"])
    said(unit, place="Ba Vì")
    response = client.post(page, form | {"name": "X", "abbreviation": "UBND", "place": "Ba Tơ"})
    assert response.status_code == 422
    assert response.context["form"].errors["place"][0].startswith("Người khác vừa ghi: “Ba Vì”.")


def test_page_of_the_unit_leads_there(client):
    unit = UnitFactory()
    client.force_login(administrator_of(unit))
    page = client.get(unit.get_absolute_url()).content.decode()
    assert f'href="{reverse("documents:issuer", args=[unit.pk])}"' in page


FOUND = {
    "contacts_on": "letters",
    "address": "Số 1 đường Hòa Bình",
    "email": "vanthu@bato.example",
    "website": "bato.example",
    "telephone": "0255 000 000",
    "fax": "0255 000 001",
}
HEADED = {"name": "ỦY BAN NHÂN DÂN", "abbreviation": "UBND", "place": "Ba Tơ"}


def test_page_keeps_where_the_office_is_found(client):
    unit = UnitFactory()
    client.force_login(administrator_of(unit))
    page = reverse("documents:issuer", args=[unit.pk])
    form = posted(client.get(page).context["form"])
    client.post(page, form | HEADED | FOUND)
    issuer = Issuer.objects.get()
    assert {name: getattr(issuer, name) for name in FOUND} == FOUND


@pytest.mark.parametrize("field", ["email", "address", "telephone", "contacts_on"])
def test_address_that_cannot_be_printed_is_told_at_its_field(client, field):
    unit = UnitFactory()
    client.force_login(administrator_of(unit))
    page = reverse("documents:issuer", args=[unit.pk])
    form = posted(client.get(page).context["form"])
    response = client.post(page, form | HEADED | FOUND | {field: "x" * 300})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
