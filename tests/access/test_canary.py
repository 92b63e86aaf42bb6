"""A token in everything that a unit's people wrote: who reads it, and that nobody else does."""

from dataclasses import dataclass, field, replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.enums import Role
from core.jobs.queue import claim, finish
from documents.domain.prints import keep_print
from documents.enums import DocumentState as State
from documents.models import Document, RecordFile
from documents.render.local import render_client
from documents.tasks import print_as_asked
from reports.domain.reports import freeze_report, request_report
from reports.models import ProgressReport
from results.domain.figures import Narrative, save_answers
from results.domain.revisions import NARRATIVE
from results.models import Submission
from results.models.submission import SubmissionQuerySet
from tests import workflows
from tests.access.routes import OWN, PUBLIC
from tests.core.files.scanned import PDF
from tests.crawling import addresses_of, read_patterns, seat, words_of
from tests.factories import (
    DocumentFactory,
    IndicatorFactory,
    IssuerFactory,
    OfficeFactory,
    RecordFileFactory,
    UserFactory,
)
from tests.factories.days import LONG_AGO
from tests.paperwork import act_on, document_at
from tests.results.hostile.rooms import POSTING, Posting, ask_in_measures, say
from units.models import Unit

pytestmark = pytest.mark.django_db

TOGETHER = 5  # things of another unit that are walked through
MOST = 1  # things of a kind that holds no token
ROOMS = tuple(name for name in read_patterns() if name not in OWN - {"home"} | PUBLIC)
HEARING = ("home", "results:", "reports:", "audit:", "documents:", "records:")
PAPER_ROOMS = ("reports:", "documents:")
PAPERS = {"documents:file", "documents:word"}
HOLDING = {
    "results:evidence_file",
    "results:workbook",
    "results:call_list",
    "audit:list",
    "documents:detail",
    "records:detail",
}


@dataclass
class Canary:
    """The token of a unit, the units whose people may read it, and the things that hold it."""

    unit: Unit
    above: list[Unit]
    is_walked_whole: bool
    keys: dict[type, list[int]] = field(default_factory=dict)

    @property
    def token(self) -> str:
        return f"Canary{self.unit.pk}Canary"

    def is_read_at(self, place: Unit) -> bool:
        return place in [self.unit, *self.above]

    def keys_at(self, place: Unit, model) -> list[int]:
        keys = self.keys.get(model, [])
        return keys if self.is_walked_whole and place == self.unit else keys[:TOGETHER]


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def places(monkeypatch):
    """Two siblings under a superior, a subordinate, and units of other provinces."""
    ask_in_measures(monkeypatch, "ratio", "statement")
    ours, foreign, spare = (workflows.planned_movement() for _ in range(3))
    names = ("root", "superior", "unit", "sibling", "subordinate")
    places = {name: getattr(ours, name) for name in names}
    places |= {f"foreign {name}": getattr(foreign, name) for name in names}
    return places | {f"spare {name}": getattr(spare, name) for name in names}


# Who takes which of the five seats of a campaign, so that each of these is the one that reports.
SEATS = {
    "unit": ("root", "superior", "unit", "sibling", "subordinate"),
    "sibling": ("root", "superior", "sibling", "unit", "spare unit"),
    "subordinate": ("superior", "unit", "subordinate", "spare unit", "spare sibling"),
    "foreign unit": (
        "foreign root",
        "foreign superior",
        "foreign unit",
        "foreign sibling",
        "foreign subordinate",
    ),
}
ABOVE = {
    "unit": ["root", "superior"],
    "sibling": ["root", "superior"],
    "subordinate": ["root", "superior", "unit"],
    "foreign unit": [],
}


@pytest.fixture
def movement():
    return workflows.running_movement(
        IndicatorFactory(ratio=True), IndicatorFactory(statement=True)
    )


@pytest.fixture
def report_of(movement):
    """Says the token of a unit in all words of its report, which is accepted and printed."""

    def report_of(name: str, *, to: str = "") -> Canary:
        submission = movement.submission_of(getattr(movement, name))
        canary = Canary(submission.unit, [], is_walked_whole=True)
        IssuerFactory(unit=canary.unit)
        OfficeFactory(unit=canary.unit)
        accepted = told(submission, canary.token)
        report = freeze_report(request_report(accepted, by=workflows.head_of(accepted)).pk)
        if to:
            issue(report.document, to=getattr(movement, to))
        else:
            on_paper(report.document)
        canary.keys = {Document: [report.document_id], ProgressReport: [report.pk]}
        return canary

    yield report_of
    render_client().close()


def told(submission: Submission, token: str) -> Submission:
    figures = submission.current_revision.figures.select_related("indicator")
    save_answers(
        submission,
        [replace(workflows.answer_to(one), text=token, note=token) for one in figures],
        by=workflows.clerk_of(submission),
        revision_id=submission.current_revision_id,
        narrative=Narrative(
            submission.current_revision.row_version, dict.fromkeys(NARRATIVE, token)
        ),
    )
    return workflows.accept(workflows.submit(submission))


def on_paper(document: Document) -> None:
    job = claim(document.print_job_id)
    finish(job, print_as_asked(job, lambda *_: None), keep_print)


def issue(document: Document, *, to: Unit) -> None:
    """To one unit, with the file that the worker prints."""
    Document.objects.filter(pk=document.pk).update(recipients=[to.official_name])
    numbered = document_at(State.NUMBERED, Document.objects.with_context().get(pk=document.pk))
    on_paper(numbered)
    act_on(Document.objects.with_context().get(pk=document.pk), "issue")


@pytest.fixture
def canary_of(client, monkeypatch, places):
    """Writes the token of a unit into everything that its people and those above write."""

    routes = list(POSTING)

    def canary_of(name: str) -> Canary:
        above = [places[one] for one in ABOVE[name]]
        canary = Canary(places[name], above, is_walked_whole=name == "unit")
        seat(monkeypatch, *(places[one] for one in SEATS[name]))
        postings = [Posting(route, client) for route in routes]
        routes[:] = [one.route for one in postings if say_token(one, canary.token)]
        Submission.objects.update(due_on=LONG_AGO)
        canary.keys = papers_of(canary)
        for thing in [one.thing for one in postings if one.route in routes]:
            canary.keys.setdefault(type(thing), []).append(thing.pk)
        return canary

    return canary_of


def say_token(posting: Posting, token: str) -> bool:
    """Whether the route takes words at all."""
    posting.log_in()
    content = PDF + f"\n%{token}".encode()
    files = {
        name: SimpleUploadedFile(f"{token}.pdf", content, "application/pdf")
        for name, value in posting.data().items()
        if hasattr(value, "read")
    }
    return bool(say(posting, token, **files))


def papers_of(canary: Canary) -> dict[type, list[int]]:
    issuer = IssuerFactory(unit=canary.unit)
    document = DocumentFactory(issuer=issuer, title=canary.token, signer_name=canary.token)
    record_file = RecordFileFactory(issuer=issuer, title=canary.token)
    return {Document: [document.pk], RecordFile: [record_file.pk]}


def read_by(user, place: Unit, canaries: list[Canary], rooms=HEARING) -> dict[str, set[str]]:
    """The tokens that stand in any answer, and the routes that gave it."""

    def keys(model):
        if any(model in canary.keys for canary in canaries):
            return [key for canary in canaries for key in canary.keys_at(place, model)]
        return list(model.objects.order_by("pk").values_list("pk", flat=True)[:MOST])

    client, found = Client(), {canary.token: set() for canary in canaries}
    client.force_login(user)
    for name, pattern in read_patterns().items():
        for address in addresses_of(name, pattern, keys) if name.startswith(rooms) else ():
            words = words_of(client.get(address))
            for token in [token for token in found if token in words]:
                found[token].add(name)
    return {token: names for token, names in found.items() if names}


def test_token_is_read_at_its_unit_and_above_and_nowhere_else(places, canary_of):
    canaries = [canary_of(name) for name in SEATS]
    read, routes = {}, set()
    for name in ["superior", *SEATS]:
        user = UserFactory(grants=[(role, places[name]) for role in Role])
        found = read_by(user, places[name], canaries, ROOMS)
        read[name], routes = set(found), routes.union(*found.values())

    expected = {
        name: {canary.token for canary in canaries if canary.is_read_at(places[name])}
        for name in read
    }
    assert read == expected
    assert routes >= HOLDING


def test_token_is_read_by_no_role_of_a_sibling(places, canary_of):
    canaries = [canary_of("unit")]
    users = {role: UserFactory(grants=[(role, places["sibling"])]) for role in Role}

    assert {role: read_by(user, places["sibling"], canaries) for role, user in users.items()} == {
        role: {} for role in Role
    }


def test_report_that_others_download_holds_no_words_of_the_units_in_it(movement, report_of):
    canaries = [report_of("unit"), report_of("superior", to="sibling")]
    read = {
        place: read_by(
            UserFactory(grants=[(role, place) for role in Role]), place, canaries, PAPER_ROOMS
        )
        for place in (movement.unit, movement.sibling)
    }

    of_unit, of_superior = canaries
    assert read[movement.unit].keys() == {of_unit.token}
    assert read[movement.sibling].keys() == {of_superior.token}
    assert read[movement.unit][of_unit.token] >= PAPERS
    assert read[movement.sibling][of_superior.token] >= PAPERS


def test_leak_is_found(places, canary_of, monkeypatch):
    """With reach switched off; without this the proof would prove nothing."""
    canaries = [canary_of("unit")]
    monkeypatch.setattr(SubmissionQuerySet, "visible_to", lambda submissions, user: submissions)
    user = UserFactory(grants=[(Role.LEADER, places["foreign unit"])])

    found = read_by(user, places["foreign unit"], canaries, ("results:",))
    assert list(found) == [canaries[0].token]
