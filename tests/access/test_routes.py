"""Denied by default: every route and method, every role, other units, nobody at all."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from campaigns.models import Campaign
from core.access.views import ScopedView
from core.jobs.models import Job
from documents.models import Document
from results.models import Submission
from tests.access.routes import (
    EVERYBODY,
    OF_ONE_PERSON,
    OWN,
    PUBLIC,
    ROUTES,
    all_patterns,
    methods_of,
)
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

OURS = {
    "accounts",
    "audit",
    "campaigns",
    "documents",
    "files",
    "jobs",
    "notices",
    "reports",
    "results",
    "units",
}
OF_THINGS = [route for route in ROUTES if route.args]
OF_UNITS = [route for route in OF_THINGS if not route.is_everywhere]
CHANGING = [route for route in ROUTES if route.method == "post"]


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def ask(client, route, thing, *, user=None):
    if user:
        client.force_login(user)
    else:
        client.logout()
    response = getattr(client, route.method)(route.address(thing), route.data(thing))
    if response.streaming:
        list(response)  # reading to the end closes the file
    return response


def holder(role, unit):
    return UserFactory(grants=[(role, unit)])


def everything() -> dict:
    """How many rows there are of everything, and the states."""
    rows = {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.app_label in OURS
    }
    submissions = Submission.objects.values_list(
        "pk", "state", "current_revision", "accepted_revision"
    )
    documents = Document.objects.values_list("pk", "state", "title", "print_job")
    states = [
        *submissions.order_by("pk"),
        *Campaign.objects.order_by("pk").values_list("state"),
        *documents.order_by("pk"),
    ]
    return rows | {"states": states}


def test_every_route_is_in_the_table():
    walked = {
        (name, method)
        for name, pattern in all_patterns()
        if name not in OWN | PUBLIC
        for method in methods_of(pattern)
    }

    assert walked == {(route.name, route.method) for route in ROUTES} | OF_ONE_PERSON


def test_every_route_of_ones_own_exists():
    assert {name for name, _ in all_patterns()} >= OWN | PUBLIC


def test_every_other_route_is_scoped():
    views = {
        name: pattern.callback.view_class
        for name, pattern in all_patterns()
        if name not in OWN | PUBLIC
    }

    assert [name for name, view in views.items() if not issubclass(view, ScopedView)] == []
    assert [name for name, view in views.items() if not view.permission] == []


def test_every_route_with_a_key_looks_it_up_in_scope():
    views = {
        name: pattern.callback.view_class
        for name, pattern in all_patterns()
        if "<" in str(pattern.pattern)
    }

    scopes = {name: hasattr(view.model.objects, "visible_to") for name, view in views.items()}
    assert scopes == dict.fromkeys(views, True)


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_right_role_is_answered_as_declared(client, route):
    thing = route.make()
    holders = [holder(role, route.place(thing)) for role in sorted(route.roles)]
    if route.method == "post":
        holders = holders[:1]

    answers = {ask(client, route, thing, user=user).status_code for user in holders}

    assert answers == {route.status}


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_other_roles_are_refused_and_change_nothing(client, route):
    thing = route.make()
    holders = {role: holder(role, route.place(thing)) for role in route.refusals()}
    before = everything()

    answers = {
        role: ask(client, route, thing, user=user).status_code for role, user in holders.items()
    }

    assert answers == route.refusals()
    assert everything() == before


@pytest.mark.parametrize("route", OF_UNITS, ids=str)
def test_same_roles_at_another_unit_find_nothing_and_change_nothing(client, route):
    thing = route.make()
    holders = [holder(role, UnitFactory()) for role in sorted(route.roles)]
    before = everything()

    answers = {ask(client, route, thing, user=user).status_code for user in holders}

    assert answers == {404}
    assert everything() == before


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_nobody_in_particular_is_sent_to_the_log_in_and_changes_nothing(client, route):
    thing = route.make()
    before = everything()

    response = ask(client, route, thing)

    assert (response.status_code, response.url) == (
        302,
        f"{reverse('account_login')}?next={route.address(thing)}",
    )
    assert everything() == before


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_without_a_grant_nothing_is_open(client, route):
    thing = route.make()
    user = UserFactory()
    before = everything()

    response = ask(client, route, thing, user=user)

    assert response.status_code == (404 if route.args else 403)
    assert everything() == before


@pytest.mark.parametrize("route", OF_THINGS, ids=str)
def test_key_that_does_not_exist_is_not_found(client, route):
    thing = route.make()
    client.force_login(holder(min(route.roles), route.place(thing)))
    thing.pk = 10**30

    assert getattr(client, route.method)(route.address(thing)).status_code == 404


@pytest.mark.parametrize("route", CHANGING, ids=str)
def test_change_without_the_token_of_the_page_is_refused(route):
    thing = route.make()
    user = holder(min(route.roles), route.place(thing))
    before = everything()

    response = ask(Client(enforce_csrf_checks=True), route, thing, user=user)

    assert response.status_code == 403
    assert everything() == before


@pytest.mark.parametrize("route", CHANGING, ids=str)
def test_change_sent_twice_is_answered_without_a_fault(client, route):
    thing = route.make()
    user = holder(min(route.roles), route.place(thing))
    data = route.data(thing)
    client.force_login(user)

    answers = {client.post(route.address(thing), data).status_code for _ in range(2)}

    assert answers <= {route.status, 422, 403 if route.gives_away else route.status}


def test_methods_without_use_are_not_allowed(client):
    unit = UnitFactory()
    client.force_login(holder(Role.LEADER, unit))

    answers = {
        method: getattr(client, method)(unit.get_absolute_url()).status_code
        for method in ("post", "put", "patch", "delete")
    }

    assert set(answers.values()) == {405}


@pytest.mark.parametrize("name", sorted(OWN))
def test_own_page_sends_nobody_in_particular_to_the_log_in(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.url.partition("?")[0] == reverse("account_login")


@pytest.mark.parametrize("name", sorted(OWN))
def test_own_page_is_answered_without_a_fault(client, name):
    client.force_login(UserFactory())

    assert client.get(reverse(name)).status_code in (200, 302, 404)


def test_job_is_shown_to_the_person_who_asked_for_it(client):
    person = UserFactory()
    job = Job.objects.create(kind="reports.build", key="1", requested_by_id=person.pk)
    client.force_login(person)

    assert client.get(job.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_job_of_somebody_else_is_not_found(client, role):
    unit = UnitFactory()
    person, other = holder(role, unit), holder(role, unit)
    job = Job.objects.create(kind="reports.build", key="1", requested_by_id=person.pk)
    client.force_login(other)

    assert client.get(job.get_absolute_url()).status_code == 404
