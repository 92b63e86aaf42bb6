"""Draws the workflow tables of the code: `python -m script.workflows` writes docs/workflows.md.

A test compares the file with what is drawn here, so that the picture cannot fall behind.
"""

import os
from pathlib import Path

import django

TARGET = Path(__file__).resolve().parent.parent / "docs" / "workflows.md"
HEAD = """# Workflows

Drawn from the tables in the code (`python -m script.workflows`); a test compares.
"""


def draw() -> str:
    """The document as it should be. Needs Django set up."""
    return "\n".join([HEAD, *_campaign(), "", *_submission(), "", *_document(), ""])


def _campaign() -> list[str]:
    from campaigns.domain.policies import NEXT_STATES  # noqa: PLC0415 needs Django set up

    lines = [
        f"    {state} --> {after}" for state, states in NEXT_STATES.items() for after in states
    ]
    labels = [f"    {state}: {state.label}" for state in NEXT_STATES]
    return _diagram("Campaign (phong trào thi đua)", labels, lines)


def _submission() -> list[str]:
    from results.domain.workflow import ACTIONS  # noqa: PLC0415 needs Django set up
    from results.enums import SubmissionState  # noqa: PLC0415 needs Django set up

    labels = [f"    {state}: {state.label}" for state in SubmissionState]
    return _diagram("Submission (báo cáo số liệu)", labels, _steps(ACTIONS))


def _document() -> list[str]:
    from documents.domain.workflow import ACTIONS  # noqa: PLC0415 needs Django set up
    from documents.enums import DocumentState, EndingWay  # noqa: PLC0415 needs Django set up

    labels = [f"    {state}: {state.label}" for state in DocumentState]
    ends = [
        f"    {DocumentState.ISSUED} --> {way.state_of_ended}: {way.label}" for way in EndingWay
    ]
    return _diagram("Document (văn bản)", labels, [*_steps(ACTIONS), *ends])


def _steps(actions: dict) -> list[str]:
    return [
        f"    {source} --> {transition.target}: {transition.label}"
        for transition in actions.values()
        for source in sorted(transition.sources)
    ]


def _diagram(title: str, labels: list[str], lines: list[str]) -> list[str]:
    return [f"## {title}", "", "```mermaid", "stateDiagram-v2", *labels, *lines, "```"]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    TARGET.write_text(draw(), encoding="utf-8")
