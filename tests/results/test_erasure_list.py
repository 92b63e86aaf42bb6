"""Requests for erasures in one list and on the first screen, for whoever may ask or decide."""

import pytest
import rules
from django.urls import reverse

from accounts.enums import Role
from core.erasure.models import ErasureRequest
from results.domain.erasing import decline_erasure, erasures_seen_by, erasures_to_decide
from tests.factories import UnitFactory, UserFactory
from tests.secrets import asked, inspector_of, value_key
from tests.workflows import clerk_of, fill_in, head_of, running_movement, submit

pytestmark = pytest.mark.django_db

LIST, HOME = reverse("results:erasures"), reverse("home")
PLACES = {
    "own": lambda movement: movement.unit,
    "above": lambda movement: movement.submission.superior,
    "root": lambda movement: movement.root,
    "elsewhere": lambda movement: UnitFactory(),
}


@pytest.fixture
def movement():
    return running_movement()


@pytest.fixture
def sent(movement):
    return submit(fill_in(movement.submission))


def line_on_first_screen(client, person) -> bool:
    client.force_login(person)
    return f"{LIST}?state=waiting" in client.get(HOME).content.decode()


@pytest.mark.parametrize("unit", ["unit", "root"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", Role)
def test_list_shows_what_the_rule_shows(movement, role, place, unit):
    submission = movement.submission_of(getattr(movement, unit))
    submission = submit(fill_in(submission))
    asked(submission, value_key(submission))
    person = UserFactory(grants=[(role, PLACES[place](movement))])
    may = rules.has_perm("results.view_erasures", person, submission)
    assert erasures_seen_by(person).exists() == may


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", Role)
def test_first_screen_counts_what_the_rule_lets_decide(movement, sent, role, place):
    asked(sent, value_key(sent))
    person = UserFactory(grants=[(role, PLACES[place](movement))])
    may = rules.has_perm("results.decide_on_erasure", person, sent)
    assert erasures_to_decide(person).count() == int(may)


def test_list_tells_of_whom_what_who_and_when_and_leads_there(client, sent):
    request = asked(sent, value_key(sent), by=head_of(sent))
    client.force_login(inspector_of(sent))
    page = client.get(LIST)
    (row,) = page.context["table"].rows
    name = sent.current_revision.figures.get().indicator.name
    cells = [row.get_cell_value(name) for name in ("unit", "period", "asked_by_name", "asked_at")]
    facts = [sent.unit.short_name, sent.period.label, request.asked_by_name, request.asked_at]
    link = f'href="{reverse("results:erasure", args=[sent.pk, request.pk])}"'
    assert (cells, row.get_cell("places")) == (facts, f"Số liệu và ghi chú: {name}")
    assert link in page.content.decode()


def test_list_begins_with_what_waits(client, movement, sent):
    waiting = asked(sent, value_key(sent))
    other = submit(fill_in(movement.submission_of(movement.subordinate)))
    decided = asked(other, value_key(other))
    inspector = inspector_of(sent)
    decline_erasure(other, decided, reason="Không bí mật.", by=inspector)
    decided.refresh_from_db()
    assert list(erasures_seen_by(inspector)) == [waiting, decided]


def test_list_is_narrowed_to_what_waits(client, sent):
    request = asked(sent, value_key(sent))
    inspector = inspector_of(sent)
    client.force_login(inspector)
    waiting = len(client.get(LIST, {"state": "waiting"}).context["table"].rows)
    decline_erasure(sent, request, reason="Không bí mật.", by=inspector)
    assert (waiting, len(client.get(LIST, {"state": "waiting"}).context["table"].rows)) == (1, 0)


def test_first_screen_tells_who_decides(client, sent):
    request = asked(sent, value_key(sent))
    inspector = inspector_of(sent)
    told = [line_on_first_screen(client, inspector)]
    decline_erasure(sent, request, reason="Không bí mật.", by=inspector)
    told.append(line_on_first_screen(client, inspector))
    assert told == [True, False]


def test_first_screen_does_not_tell_who_asked(client, sent):
    inspector = inspector_of(sent)
    asked(sent, value_key(sent), by=inspector)
    assert not line_on_first_screen(client, inspector)


def test_way_to_the_list_is_for_those_with_the_right(client, sent):
    ways = []
    for who in (head_of, clerk_of):
        client.force_login(who(sent))
        ways.append(LIST in client.get(reverse("results:list")).content.decode())
    assert ways == [True, False]


def test_list_shows_nothing_of_another_subject(sent):
    request = asked(sent, value_key(sent))
    inspector = inspector_of(sent)
    request.pk, request.subject_type = None, "units.unit"
    request.save()
    assert erasures_seen_by(inspector).count() == ErasureRequest.objects.count() - 1
