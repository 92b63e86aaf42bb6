"""The last evening of a quarter: heads of many units send what their clerks entered."""

from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from campaigns.domain.campaigns import launch_campaign
from results.domain.periods import open_period
from results.enums import AnswerKind
from results.forms.entry import EntryForm
from results.models import Figure, Submission
from script.benchmarks.serving import Post
from tests.factories import GrantFactory, IndicatorFactory, ParticipationFactory, UnitFactory
from tests.posting import posted
from tests.workflows import officer_of, planned_movement


def ready_to_send(units: int, *, indicators: int) -> list[Submission]:
    """The open submissions of that many units, each answered in full."""
    movement = planned_movement(*IndicatorFactory.create_batch(indicators, ratio=True))
    reporting = UnitFactory.create_batch(units, administrative_parent=movement.root)
    for unit in reporting:
        ParticipationFactory(campaign=movement.campaign, unit=unit, superior=movement.root)
    launch_campaign(movement.campaign, by=officer_of(movement.campaign))
    open_period(movement.period)
    Figure.objects.update(answer=AnswerKind.VALUE, part=95, whole=100)
    return list(Submission.objects.with_context().filter(unit__in=reporting))


def posts_of(submissions: list[Submission]) -> Iterator[Post]:
    """What the browser of each head posts to send, with the whole page as it stands."""
    for submission in submissions:
        head = GrantFactory(unit=submission.unit, role=Role.UNIT_HEAD).user
        path = reverse("results:submit", args=[submission.pk])
        yield Post(path, session_of(head), page_of(submission))


def page_of(submission: Submission) -> dict:
    entry = EntryForm(submission.current_revision)
    data = {"revision": entry.seen} | posted(entry.narrative)
    for figure in submission.current_revision.figures.with_indicators():
        data |= posted(entry.form_of(figure))
    return data


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
