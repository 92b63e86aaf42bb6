"""The letter on paper, and whether it meets what Decree 30/2020/NĐ-CP asks of its form."""

import pytest
import time_machine

from core.jobs.queue import claim, finish
from documents.checker.checking import check
from documents.checker.findings import Verdict
from documents.checker.reading import read_paper
from documents.checker.recognition import recognise
from documents.domain.prints import keep_print
from documents.render.local import render_client
from documents.tasks import print_as_asked
from tests.results.letters import NOW, drafted, owing_movement
from units.models import Unit

LONG = "Ban Chỉ huy Quân sự phường Phan Rang - Tháp Chàm"
MANY = 40
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def renderer():
    yield
    render_client().close()


def paper_of(letter):
    job = claim(letter.document.print_job_id)
    stored = print_as_asked(job, lambda *_: None)
    finish(job, stored, keep_print)
    with stored.path.open("rb") as stream:
        return check(recognise(read_paper(stream)))


@pytest.mark.parametrize(("number", "pages"), [(1, 1), (MANY, 3)])
@time_machine.travel(NOW, tick=False)
def test_paper_meets_the_decree(number, pages):
    movement = owing_movement(more=MANY - 4)
    for unit in Unit.objects.exclude(pk=movement.root.pk):
        Unit.objects.filter(pk=unit.pk).update(official_name=f"{LONG} {unit.pk}")
    reports = movement.period.submissions.exclude(unit=movement.root).select_related("unit")
    report = paper_of(drafted(movement, *[one.unit for one in reports][:number]))
    assert [(finding.code, finding.found) for finding in report.of(Verdict.NOT_MET)] == []
    assert report.pages == pages
