"""Two people at once: the second waits, and is answered as if coming later."""

import threading
from contextlib import closing
from datetime import date

import pytest
from django.db import connection, transaction

from accounts.enums import Role
from core.access.refusals import Refusal
from core.access.seen import fingerprint
from tests.factories import ClusterFactory, UserFactory
from tests.refusals import wait_until_blocked
from tests.units.province import REASON, identity_of
from tests.units.test_offices import SIGNER
from units.domain.clusters import cluster_facts
from units.domain.membership import set_members
from units.domain.offices import add_office
from units.domain.units import correct_unit, create_unit

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act) -> list[str]:
    """How the act is answered that begins before the same act of another has ended."""
    outcome = []

    def rival():
        with closing(connection):
            try:
                act()
            except Refusal as refusal:
                outcome.append(refusal.code)

    with transaction.atomic():
        act()
        thread = threading.Thread(target=rival)
        thread.start()
        wait_until_blocked()
    thread.join(timeout=10)
    return outcome


def test_second_unit_with_the_same_code_is_refused(province, new):
    assert at_once(lambda: create_unit(new, by=province.administrator)) == ["code_taken"]


def test_second_signer_is_refused(province):
    outcome = at_once(lambda: add_office(province.commune, SIGNER, by=province.administrator))

    assert outcome == ["offices_overlap"]


def test_second_correction_is_overtaken(province):
    identity = identity_of(province.commune, code="BT2")
    outcome = at_once(
        lambda: correct_unit(
            province.commune, identity, reason=REASON, seen=1, by=province.administrator
        )
    )

    assert outcome == ["changed_meanwhile"]


def test_second_choice_of_members_is_overtaken(province):
    cluster = ClusterFactory(organiser=province.top)
    officer = UserFactory(grants=[(Role.CAMPAIGN_OFFICER, province.top)])
    seen = fingerprint(cluster_facts(cluster))
    outcome = at_once(
        lambda: set_members(
            cluster, [province.commune], from_day=date(2026, 1, 1), seen=seen, by=officer
        )
    )

    assert outcome == ["changed_meanwhile"]
