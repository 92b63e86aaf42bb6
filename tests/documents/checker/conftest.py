"""Specimens printed with one fault each, and read as any PDF is."""

import pytest

from documents.checker.checking import check
from documents.checker.findings import Verdict
from documents.checker.reading import read_paper
from documents.checker.recognition import recognise
from documents.domain.layout import STYLESHEETS
from documents.render.limits import Limits
from tests.documents.checker import specimens


@pytest.fixture(scope="session")
def print_bare(renderer, tmp_path_factory):
    """Prints page source, with the styles of documents only where they are named."""

    def print_bare(html, stylesheets=()):
        target = tmp_path_factory.mktemp("checked") / "document.pdf"
        limits = Limits.for_document(rows=300, pages=30)
        renderer.render(html, stylesheets=stylesheets, to=target, limits=limits)
        return target

    return print_bare


@pytest.fixture(scope="session")
def print_html(print_bare):
    """Prints a document, with styles of its own that outweigh those of documents."""

    def print_html(html, css=""):
        return print_bare(html.replace("</head>", f"<style>{css}</style></head>"), STYLESHEETS)

    return print_html


@pytest.fixture(scope="session")
def specimen(write_document, units_table):
    """The page source of a specimen by its name."""
    needs_table = {"annexed"}

    def specimen(name):
        more = [units_table] if name in needs_table else []
        return getattr(specimens, name)(write_document, *more)

    return specimen


@pytest.fixture(scope="session")
def report_of():
    def report_of(path):
        with path.open("rb") as stream:
            return check(recognise(read_paper(stream)))

    return report_of


def faults_in(report):
    """What was found by the code of each check that is not met."""
    return {finding.code: finding.found for finding in report.of(Verdict.NOT_MET)}
