"""Proves that what was sealed, stored and added up is still what it was."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from core.audit.trail import told_of_erased_values, verify_chain
from core.files.storage import Harm, harmed_files
from reports.domain.integrity import harmed_reports
from results.domain.rollup_keeping import harmed_roll_ups

FILE_HARMS = {
    Harm.MISSING: "không còn trên đĩa",
    Harm.CHANGED: "đã bị sửa",
    Harm.NOT_REMOVED: "đã có quyết định xóa mà vẫn còn trên đĩa",
}


class Command(BaseCommand):
    help = (
        "Kiểm tra chuỗi nhật ký, tệp lưu trữ, số liệu tổng hợp và số liệu của các báo cáo kết quả."
    )

    def handle(self, **options):
        checks = {
            "Chuỗi nhật ký": verify_chain(),
            "Tệp lưu trữ": _files(),
            "Số liệu tổng hợp": _roll_ups(),
            "Số liệu của báo cáo kết quả": _reports(),
        }
        findings = sum(self._tell(subject, found) for subject, found in checks.items())
        for sentence in told_of_erased_values():
            self.stdout.write(f"Chuỗi nhật ký: {sentence}.")
        if findings:
            raise CommandError(f"Phát hiện {findings} sai lệch.")

    def _tell(self, subject: str, findings: Iterator[str]) -> int:
        """Prints what one check finds as it finds it, and gives how much that was."""
        found = 0
        for finding in findings:
            found += 1
            self.stdout.write(f"{subject}: {finding}")
        if not found:
            self.stdout.write(f"{subject}: không có sai lệch.")
        return found


def _files() -> Iterator[str]:
    for file in harmed_files():
        yield f"Tệp {file.sha256} {FILE_HARMS[file.harm]}."


def _roll_ups() -> Iterator[str]:
    for harm in harmed_roll_ups():
        yield (
            f"{harm.period}, {harm.unit}, chỉ tiêu {harm.indicator}: "
            "không khớp với số liệu đã xác nhận."
        )


def _reports() -> Iterator[str]:
    for harm in harmed_reports():
        yield (
            f"Báo cáo {harm.report_id}, chỉ tiêu {harm.indicator}: "
            "không khớp với số liệu của các đơn vị."
        )
