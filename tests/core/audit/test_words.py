"""Everything that the trail can hold has words for people."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from campaigns.enums import CampaignState, CombinationRule, Measure
from campaigns.models.indicator import DEFINING
from core.audit.words import CODES, EVENTS, FIELDS, changes
from documents.domain.workflow import ACTIONS as DOCUMENT_ACTIONS
from documents.enums import ContactsOn, DocumentState, LayoutProfile
from results.domain.revisions import NARRATIVE
from results.domain.workflow import ACTIONS
from results.enums import AnswerKind, SubmissionState

APPS = "accounts awards campaigns core demo documents reports results units".split()
# What the trail of reports said before their state was their document's.
FORMER_STATES = [("queued", "Đang lập"), ("drafted", "Dự thảo")]
COMPUTED = {
    "transition.event": {
        transition.event for transition in [*ACTIONS.values(), *DOCUMENT_ACTIONS.values()]
    },
    "f'campaigns.{state}'": {
        f"campaigns.{state}" for state in CampaignState if state != CampaignState.DRAFT
    },
}


def calls_of_record():
    for app in APPS:
        for path in Path(settings.BASE_DIR, app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                    yield node


def recorded_events() -> set[str]:
    events = set()
    for event in (call.args[0] for call in calls_of_record()):
        events |= {event.value} if isinstance(event, ast.Constant) else COMPUTED[ast.unparse(event)]
    return events


def test_every_recorded_event_has_a_label_and_every_label_an_event():
    assert recorded_events() == set(EVENTS)


def recorded_fields() -> set[str]:
    return {
        key.value
        for call in calls_of_record()
        for keyword in call.keywords
        if isinstance(keyword.value, ast.Dict)
        for key in keyword.value.keys
    }


@pytest.mark.parametrize("field", ["code", "name", *DEFINING, "guidance", "grades"])
def test_every_field_of_the_catalogue_has_a_label(field):
    assert field in FIELDS


def test_every_recorded_field_has_a_label():
    assert recorded_fields() - set(FIELDS) == set()


@pytest.mark.parametrize(
    ("field", "labels"),
    [
        (
            "state",
            CampaignState.choices + SubmissionState.choices + FORMER_STATES + DocumentState.choices,
        ),
        ("answer", AnswerKind.choices),
        ("measure", Measure.choices),
        ("head_layout", LayoutProfile.choices),
        ("head_contacts_on", ContactsOn.choices),
        ("part_rule", CombinationRule.choices),
    ],
)
def test_codes_are_called_as_on_the_other_pages(field, labels):
    assert CODES[field] == dict(labels)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({"state": "draft"}, {"state": "launched"}, "Trạng thái: Dự thảo → Đang thực hiện"),
        ({}, {"value": "1250.50"}, "Chỉ tiêu giao: 1.250,5"),
        ({"value": "12"}, {"value": "15.00"}, "Chỉ tiêu giao: 12 → 15"),
        ({"strengths": ""}, {"strengths": "Tốt"}, "Ưu điểm: (trống) → Tốt"),
        (
            {"T1a": {"answer": "missing"}},
            {"T1a": {"part": "118", "whole": "1200.5", "answer": "value"}},
            "T1a: Chưa có số liệu → Có số liệu, tử số: 118, mẫu số: 1.200,5",
        ),
        (
            {"T9": {"answer": "value", "done_on": "2026-03-01", "is_estimate": "True"}},
            {"T9": {}},
            "T9: Có số liệu, ngày hoàn thành: 01/03/2026, ước thực hiện: có → (trống)",
        ),
        ({"note": "draft"}, {"note": "12"}, "ghi chú: draft → 12"),
        ({"grades": ["Đạt"]}, {"grades": ["Tốt", "Đạt"]}, "Các mức: Đạt → Tốt; Đạt"),
        (
            {"whole_is_quota": False},
            {"whole_is_quota": True},
            "Mẫu số là chỉ tiêu giao: không → có",
        ),
        ({}, {"T1": {"novel": "2", "answer": "value"}}, "T1: Có số liệu, novel: 2"),
    ],
)
def test_changes_are_told_in_vietnamese(before, after, line):
    assert changes(before, after) == [line]


@pytest.mark.parametrize("name", NARRATIVE)
def test_words_of_the_unit_are_called_by_their_heading(name):
    assert not changes({}, {name: "x"})[0].startswith(name)
