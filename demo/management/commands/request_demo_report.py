from django.core.management.base import BaseCommand, CommandError

from demo.report import ReportFailed, ask_for_report, wait_for


class Command(BaseCommand):
    help = "Yêu cầu lập báo cáo quý III năm 2023 của tỉnh Ninh Thuận qua hàng đợi."

    def add_arguments(self, parser):
        parser.add_argument("--wait", action="store_true", help="chờ đến khi in xong tệp PDF")

    def handle(self, *args, wait: bool, **options):
        report = ask_for_report()
        if not wait:
            self.stdout.write(report.get_absolute_url())
            return
        try:
            self.stdout.write(str(wait_for(report)))
        except ReportFailed as failure:
            raise CommandError(str(failure)) from failure
