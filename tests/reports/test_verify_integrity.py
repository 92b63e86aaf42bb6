"""The command that proves everything: silent when all is whole, failing with each finding."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core.audit.models import Entry
from core.audit.trail import record, seal_finished
from core.files.storage import store
from reports.domain.integrity import ReportHarm
from reports.management.commands import verify_integrity
from results.models import RollUp
from tests.factories import UnitFactory
from tests.workflows import running_movement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def run() -> list[str]:
    """What the command prints, and at the end what it fails with."""
    output = StringIO()
    try:
        call_command("verify_integrity", stdout=output)
    except CommandError as error:
        output.write(str(error))
    return output.getvalue().splitlines()


def test_verify_integrity_of_an_untouched_house_finds_nothing():
    record("results.submitted", UnitFactory(), by=None)
    seal_finished()
    store(b"bao cao", "application/pdf")

    assert run() == [
        "Chuỗi nhật ký: không có sai lệch.",
        "Tệp lưu trữ: không có sai lệch.",
        "Số liệu tổng hợp: không có sai lệch.",
        "Số liệu của báo cáo kết quả: không có sai lệch.",
    ]


def test_verify_integrity_fails_with_the_changed_entry():
    entry = record("results.submitted", UnitFactory(), by=None)
    seal_finished()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    Entry.objects.filter(pk=entry.pk).update(reason="Đã sửa")

    lines = run()

    assert lines[0] == f"Chuỗi nhật ký: Mục nhật ký {entry.pk} (lô 1) đã bị sửa."
    assert lines[-1] == "Phát hiện 1 sai lệch."


def test_verify_integrity_fails_with_changed_and_lost_files():
    changed, lost = store(b"mot", "text/plain"), store(b"hai", "text/plain")
    changed.path.write_bytes(b"ba")
    lost.path.unlink()

    assert run()[1:3] == [
        f"Tệp lưu trữ: Tệp {changed.sha256} đã bị sửa.",
        f"Tệp lưu trữ: Tệp {lost.sha256} không còn trên đĩa.",
    ]


def test_verify_integrity_fails_with_figures_that_no_longer_add_up(monkeypatch):
    harms = iter([ReportHarm(7, "T1a")])
    monkeypatch.setattr(verify_integrity, "harmed_reports", lambda: harms)

    assert run()[3:] == [
        "Số liệu của báo cáo kết quả: "
        "Báo cáo 7, chỉ tiêu T1a: không khớp với số liệu của các đơn vị.",
        "Phát hiện 1 sai lệch.",
    ]


def test_verify_integrity_fails_with_sums_that_are_not_those_of_the_figures():
    movement = running_movement()
    row = RollUp.objects.get(unit=movement.root)
    RollUp.objects.filter(pk=row.pk).update(asked=7)

    assert run()[2] == (
        f"Số liệu tổng hợp: {movement.period}, {movement.root}, chỉ tiêu {row.indicator.code}: "
        "không khớp với số liệu đã xác nhận."
    )
