"""The routes through which people write, each with what it is posted to, in every measure."""

from django.db import transaction

from results.enums import AnswerKind
from tests import workflows
from tests.access.routes.base import Route
from tests.access.routes.results import ROUTES
from tests.crawling import seat
from tests.factories import IndicatorFactory, UserFactory
from tests.results.hostile.fields import filled_forms, post, stored_texts, texts_of, typed_fields
from tests.workflows import Movement

POSTING = [route for route in ROUTES if route.method == "post"]


def ask_in_measures(monkeypatch, *measures: str) -> None:
    """Whatever a route is tried on asks figures of these measures."""
    plan = workflows.planned_movement
    monkeypatch.setattr(
        workflows,
        "planned_movement",
        lambda *indicators: plan(
            *(indicators or [IndicatorFactory(**{measure: True}) for measure in measures])
        ),
    )


class Posting:
    """A route and the thing that it is posted to, as the person who may."""

    def __init__(self, route: Route, client):
        self.route, self.client = route, client
        self.thing = route.make()
        self.address = route.address(self.thing)
        self.person = UserFactory(grants=[(min(route.roles), route.place(self.thing))])
        self.log_in()
        self.stored = stored_texts()

    def log_in(self) -> None:
        self.client.force_login(self.person)

    def data(self) -> dict:
        """What the page would post, with a value to give for every figure."""
        data = self.route.data(self.thing)
        answers = [name for name in data if name.endswith("-answer")]
        return data | dict.fromkeys(answers, AnswerKind.VALUE.value)


def say_everything(monkeypatch, client, words: str) -> tuple[Movement, list]:
    """The words in every field, each route in a campaign of its own among the same five units.

    Gives the first campaign, whose units they are, and what the routes were posted to.
    """
    first = workflows.planned_movement()
    seat(monkeypatch, first.root, first.superior, first.unit, first.sibling, first.subordinate)
    postings = [Posting(route, client) for route in POSTING]
    return first, [one.thing for one in postings if say(one, words)]


def say(posting: Posting, words: str, **files) -> list[str]:
    """The names of the fields that the words were posted in."""
    posting.log_in()
    if names := texts_of(fields_of(posting)):
        post(posting.client, posting.address, posting.data() | dict.fromkeys(names, words) | files)
    return names


def undone(act, *args):
    """Tries something and takes it back."""
    with transaction.atomic():
        try:
            return act(*args)
        finally:
            transaction.set_rollback(True)


def fields_of(posting: Posting) -> dict:
    with filled_forms() as filled:
        undone(post, posting.client, posting.address, posting.data())
    return typed_fields(filled)
