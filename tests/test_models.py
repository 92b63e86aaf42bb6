"""Rules that every model of ours keeps, asked of the database itself where it enforces them."""

import json
import unicodedata

import pghistory.models
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from core.vietnamese.fields import SortKeyField
from tests.refusals import run_sql

# Imports and foreign keys go from left to right only.
LAYERS = [
    "demo",
    "reports",
    "awards",
    "results",
    "campaigns",
    "documents",
    "accounts",
    "units",
    "core",
]
DECOMPOSED = unicodedata.normalize("NFD", "thắng")
# Text that nobody types: written by the program, or ASCII by its validators.
MACHINE_TEXT = {
    "accounts.user.email",
    "accounts.user.password",
    "audit.entry.event",
    "audit.entry.subject_type",
    "erasure.erasurerequest.subject_type",
    "audit.seal.previous_hash",
    "audit.seal.hash",
    "documents.document.verification_code",
    "documents.guesscount.client",
    "documents.issuer.email",
    "documents.issuerevent.email",
    "documents.recordarchive.mark",
    "files.storedfile.media_type",
    "files.storedfile.sha256",
    "jobs.job.failure_code",
    "jobs.job.key",
    "jobs.job.kind",
    "jobs.job.result_url",
    "notices.message.address",
    "notices.notice.about_type",
    "notices.notice.address",
    "notices.notice.event",
    "notices.notice.key",
    "results.reminder.occasion",
}
# Text that stands only beside another column.
BESIDE = {
    "results.adjustment.reason": {"part": 1},
    "campaigns.assignment.done_note": {"done_on": "2026-03-01"},
    "results.extension.end_reason": {"ended_at": "2026-03-01 08:00+07:00", "ended_by_id": 1},
    "results.standin.end_reason": {"ended_at": "2026-03-01 08:00+07:00", "ended_by_id": 1},
    "documents.dispatch.received_by": {
        "way": "paper",
        "sent_on": "2026-03-01",
        "received_on": "2026-03-02",
    },
    "documents.document.drafter_initials": {"print_run": 30},
}
pytestmark = pytest.mark.django_db


def layer_of(model) -> str:
    return model._meta.app_config.name.partition(".")[0]


OWN_MODELS = [model for model in apps.get_models() if layer_of(model) in LAYERS]


def named(fields) -> dict:
    """As parameters of a test, each under the name of its model and field."""
    fields = list(fields)
    return {"argvalues": fields, "ids": [f"{f.model._meta.label_lower}.{f.name}" for f in fields]}


def checks_refuse(model, **values) -> bool:
    """Whether a CHECK of the table refuses a row with these values, whatever the others are."""
    table = model._meta.db_table
    conditions = run_sql(
        "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint"
        " WHERE conrelid = %s::regclass AND contype = 'c' AND convalidated",
        table,
    )
    verdicts = [
        run_sql(
            f'SELECT {condition} FROM jsonb_populate_record(NULL::"{table}", %s::jsonb)',
            json.dumps(values),
        )
        for (condition,) in conditions
    ]
    return [(False,)] in verdicts


def is_typed_text(field) -> bool:
    name = f"{field.model._meta.label_lower}.{field.name}"
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, SortKeyField)
        and not field.choices
        and not field.name.startswith("pgh_")
        and name not in MACHINE_TEXT
    )


def own_fields():
    return (field for model in OWN_MODELS for field in model._meta.concrete_fields)


def is_state(field) -> bool:
    """A state of the row itself; the history of rows copies what was checked."""
    return field.name == "state" and not issubclass(field.model, pghistory.models.Event)


def pairs_that_may_be_absent():
    """Fields x_at with a nullable x_by beside them."""
    for field in own_fields():
        stem = field.name.removesuffix("_at")
        names = {other.name for other in field.model._meta.concrete_fields if other.null}
        if field.name != stem and {f"{stem}_at", f"{stem}_by"} <= names:
            yield field


@pytest.mark.parametrize("field", **named(filter(is_typed_text, own_fields())))
def test_text_is_composed(field):
    beside = BESIDE.get(f"{field.model._meta.label_lower}.{field.name}", {})
    composed = unicodedata.normalize("NFC", DECOMPOSED)
    assert checks_refuse(field.model, **beside, **{field.column: DECOMPOSED})
    assert not checks_refuse(field.model, **beside, **{field.column: composed})


@pytest.mark.parametrize("field", **named(filter(is_state, own_fields())))
def test_state_is_known(field):
    assert checks_refuse(field.model, **{field.column: "nowhere"})


@pytest.mark.parametrize("field", **named(pairs_that_may_be_absent()))
def test_time_and_person_stand_together(field):
    time = {field.column: "2026-03-01T08:00:00+07:00"}
    person = {field.column.replace("_at", "_by_id"): 1}
    assert checks_refuse(field.model, **time)
    assert checks_refuse(field.model, **person)


@pytest.mark.parametrize("field", **named(f for f in own_fields() if f.is_relation))
def test_foreign_keys_follow_the_order_of_imports(field):
    target = layer_of(field.related_model)
    source = layer_of(field.model)
    if target in LAYERS:
        assert LAYERS.index(source) <= LAYERS.index(target)


@pytest.mark.parametrize(
    "field",
    **named(field for model in OWN_MODELS for field in model._meta.local_many_to_many),
)
def test_many_to_many_follows_the_order_of_imports(field):
    assert LAYERS.index(layer_of(field.model)) <= LAYERS.index(layer_of(field.related_model))


def test_machine_text_names_only_fields_that_are_there():
    present = {f"{field.model._meta.label_lower}.{field.name}" for field in own_fields()}
    installed = {model._meta.app_label for model in OWN_MODELS}
    assert {name for name in MACHINE_TEXT if name.partition(".")[0] in installed} <= present


def test_database_agrees_with_the_models():
    """A constraint or a state that was changed in the model alone would be caught here."""
    call_command("makemigrations", "--check", "--dry-run")
