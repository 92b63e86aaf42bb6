from django.core.management.base import BaseCommand

from demo.loader import load


class Command(BaseCommand):
    help = "Nạp dữ liệu trình diễn; chạy lại nhiều lần không tạo bản ghi trùng."

    def handle(self, *args, **options):
        load()
        self.stdout.write("Đã có đủ dữ liệu trình diễn.")
