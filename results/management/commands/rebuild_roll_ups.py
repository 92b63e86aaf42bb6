"""Adds the figures of every period up again, where verify_integrity found that sums differ."""

from django.core.management.base import BaseCommand

from campaigns.models import Period
from results.domain.rollup_keeping import rebuild


class Command(BaseCommand):
    help = "Cộng lại số liệu tổng hợp của mọi kỳ báo cáo từ số liệu đã xác nhận."

    def handle(self, **options):
        periods = Period.objects.exclude(opened_at=None).order_by("pk")
        for period in periods:
            rebuild(period)
        self.stdout.write(f"Đã cộng lại số liệu của {len(periods)} kỳ báo cáo.")
