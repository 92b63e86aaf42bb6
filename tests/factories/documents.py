"""Documents, their issuers and numbers."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from documents.enums import DocumentKind
from documents.models import Document, Issuer, NumberedKind, NumberSeries, RecordFile
from tests.factories.people import (
    UnitFactory,
    UserFactory,
)


class IssuerFactory(DjangoModelFactory):
    class Meta:
        model = Issuer

    unit = factory.SubFactory(UnitFactory)
    name = "ỦY BAN NHÂN DÂN\nTỈNH TRÌNH DIỄN"
    abbreviation = "UBND"
    place = "Trình Diễn"


class NumberSeriesFactory(DjangoModelFactory):
    class Meta:
        model = NumberSeries

    issuer = factory.SubFactory(IssuerFactory)
    year = 2026


class NumberedKindFactory(DjangoModelFactory):
    class Meta:
        model = NumberedKind

    series = factory.SubFactory(NumberSeriesFactory)
    issuer = factory.SelfAttribute("series.issuer")
    year = factory.SelfAttribute("series.year")
    kind = DocumentKind.DECISION


def numbering(issuer: Issuer, kind=DocumentKind.DECISION, year=2026) -> NumberSeries:
    """The series that numbers the issuer's documents of the kind, opened if there is none."""
    known = NumberSeries.objects.covering(issuer.pk, kind, year).first()
    if known:
        return known
    return NumberedKindFactory(series__issuer=issuer, series__year=year, kind=kind).series


class DocumentFactory(DjangoModelFactory):
    """A draft, as a row; those of the verbs have a text and a signer."""

    class Meta:
        model = Document

    kind = DocumentKind.DECISION
    issuer = factory.SubFactory(IssuerFactory)
    drafting_unit = factory.SelfAttribute("issuer.unit")
    issuer_name = factory.SelfAttribute("issuer.name")
    issued_by = factory.SelfAttribute("issuer.unit.official_name")
    symbol = "QĐ-UBND"
    place = factory.SelfAttribute("issuer.place")
    year = 2026
    month = 12
    title = "Về việc tặng Bằng khen"
    body = factory.LazyFunction(list)
    signer_title = "Chủ tịch"
    signer_name = "Trần Văn Bình"


class RecordFileFactory(DjangoModelFactory):
    """An open file, as a row."""

    class Meta:
        model = RecordFile

    issuer = factory.SubFactory(IssuerFactory)
    code = factory.Sequence(lambda number: f"{number:02d}/HS-TĐ")
    title = "Phong trào thi đua thực hiện nhiệm vụ quốc phòng năm 2026"
    year = 2026
    opened_on = date(2026, 1, 5)
    opened_by = factory.SubFactory(UserFactory)
