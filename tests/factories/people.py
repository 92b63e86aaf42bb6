"""Units and people."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.enums import Role
from accounts.models import Grant, User
from tests.factories.days import LONG_AGO, PASSWORD
from units.enums import ClusterKind, LeadPlace, UnitKind
from units.models import (
    Cluster,
    ClusterLead,
    ClusterMembership,
    FormerName,
    Office,
    Succession,
    Unit,
)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"DV{n:04d}")
    kind = UnitKind.COMMUNE
    short_name = factory.Sequence(lambda n: f"Xã Ba {n}")
    official_name = factory.LazyAttribute(lambda unit: f"Ủy ban nhân dân {unit.short_name}")
    named_since = LONG_AGO
    valid_from = LONG_AGO


class FormerNameFactory(DjangoModelFactory):
    class Meta:
        model = FormerName

    unit = factory.SubFactory(UnitFactory)
    official_name = "Ủy ban nhân dân xã Tên Cũ"
    short_name = "Xã Tên Cũ"
    valid_from = date(2010, 1, 1)
    valid_to = date(2019, 12, 31)


class SuccessionFactory(DjangoModelFactory):
    class Meta:
        model = Succession

    predecessor = factory.SubFactory(UnitFactory, valid_to=date(2025, 6, 30))
    successor = factory.SubFactory(UnitFactory)
    effective_on = date(2025, 7, 1)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    unit = factory.SubFactory(UnitFactory)
    title = "Chủ tịch"
    holder = "Trần Văn Bình"
    valid_from = LONG_AGO


class UserFactory(DjangoModelFactory):
    """A person; `grants` lists pairs of role and unit, `PASSWORD` opens the account."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi-dung-{n}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn An {n}")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)

    @factory.post_generation
    def grants(self, create, extracted, **kwargs):
        for role, unit in extracted or ():
            GrantFactory(user=self, role=role, unit=unit)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    user = factory.SubFactory(UserFactory)
    role = Role.CLERK
    unit = factory.SubFactory(UnitFactory)
    valid_from = LONG_AGO


class ClusterFactory(DjangoModelFactory):
    class Meta:
        model = Cluster

    name = factory.Sequence(lambda n: f"Cụm thi đua số {n}")
    kind = ClusterKind.CLUSTER
    organiser = factory.SubFactory(UnitFactory)
    valid_from = LONG_AGO


class ClusterMembershipFactory(DjangoModelFactory):
    """A member under the organiser of its cluster."""

    class Meta:
        model = ClusterMembership

    cluster = factory.SubFactory(ClusterFactory)
    organiser = factory.SelfAttribute("cluster.organiser")
    unit = factory.SubFactory(
        UnitFactory, administrative_parent=factory.SelfAttribute("..cluster.organiser")
    )
    valid_from = LONG_AGO


class ClusterLeadFactory(DjangoModelFactory):
    class Meta:
        model = ClusterLead

    cluster = factory.SubFactory(ClusterFactory)
    unit = factory.SubFactory(UnitFactory)
    place = LeadPlace.HEAD
    valid_from = LONG_AGO
