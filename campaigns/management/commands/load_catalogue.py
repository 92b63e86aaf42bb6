from django.core.management.base import BaseCommand

from campaigns.domain.shipped_catalogue import load_catalogue, shipped_catalogue


class Command(BaseCommand):
    help = "Thêm vào danh mục các chỉ tiêu thống kê, thang xếp loại có sẵn mà danh mục còn thiếu."

    def handle(self, *args, **options):
        added = load_catalogue(shipped_catalogue())
        self.stdout.write(f"Đã thêm {added} mục vào danh mục chỉ tiêu thống kê.")
