"""Forms of units that somebody else was faster with: what stands is told at its field."""

import pytest
from django.urls import reverse

from core.access.marking import what_stands
from core.access.seen import ChangedMeanwhile
from tests.factories import OfficeFactory
from tests.units.posted import corrected, office_corrected, renamed
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeper(client, province):
    client.force_login(province.administrator)


def address(act: str, thing) -> str:
    return reverse(f"units:{act}", args=[thing.pk])


def overtaken(unit, **stored) -> None:
    Unit.objects.filter(pk=unit.pk).update(row_version=2, **stored)


def told(form) -> dict[str, str]:
    return {name: said for name, (said,) in form.errors.items()}


def test_correction_tells_what_stands_and_keeps_what_was_typed(client, province):
    data = corrected(province.commune)
    overtaken(province.commune, code="BT2")

    response = client.post(address("correct", province.commune), data)

    form = response.context["form"]
    assert (response.status_code, form["short_name"].value()) == (422, "UBND xã Đúng")
    assert told(form) == {
        "__all__": ChangedMeanwhile.message,
        "code": what_stands("BT2"),
        "short_name": what_stands(province.commune.short_name),
    }


def test_correction_sent_again_replaces_what_was_told(client, province):
    data = corrected(province.commune)
    overtaken(province.commune, code="BT2")
    form = client.post(address("correct", province.commune), data).context["form"]

    client.post(address("correct", province.commune), data | {"seen": form["seen"].value()})

    assert Unit.objects.get(pk=province.commune.pk).code == data["code"]


def test_renaming_tells_nothing_at_its_own_day_and_reason(client, province):
    data = renamed(province.commune)
    overtaken(province.commune, short_name="UBND xã Khác")

    form = client.post(address("rename", province.commune), data).context["form"]

    assert told(form) == {
        "__all__": ChangedMeanwhile.message,
        "official_name": what_stands(province.commune.official_name),
        "short_name": what_stands("UBND xã Khác"),
    }


def test_correction_of_a_signer_tells_what_stands(client, province):
    office = OfficeFactory(unit=province.commune, holder="Lê Văn An", title="CHỦ TỊCH")
    data = office_corrected(office) | {"authority_line": office.authority_line}
    overtaken(province.commune)

    form = client.post(address("correct_office", office), data).context["form"]

    assert told(form)["holder"] == what_stands("Lê Văn An")
    assert "title" not in form.errors
