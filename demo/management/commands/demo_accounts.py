from django.core.management.base import BaseCommand

from demo.people import HANDS, PASSWORD, introduced_people
from demo.reading import PLACES, read
from demo.units import unit_rows

HEAD = ("Vai trò", "Tên đăng nhập", "Đơn vị")


class Command(BaseCommand):
    help = "In các tài khoản trình diễn."

    def handle(self, *args, **options):
        for place in PLACES:
            self.stdout.write("\n".join([*table_of(place), "", ""]))
        self.stdout.write(
            "Các đơn vị báo cáo khác cũng có nhaplieu.… và thutruong.…; quản trị viên xem được "
            "danh sách.\nMọi tài khoản đều là giả định, không phải người thật.\n"
            f"Mật khẩu chung: {PASSWORD}"
        )


def table_of(place: str) -> list[str]:
    names = {row["code"]: row["short_name"] for row in unit_rows(place)}
    notes = read(f"{place}/units")["introduced"]
    rows = [
        (
            person.role.label,
            person.username,
            f"{names[person.unit]} ({notes[person.unit]})"
            if person.role in HANDS
            else names[person.unit],
        )
        for person in introduced_people(place)
    ]
    first, second = (max(len(row[column]) for row in [HEAD, *rows]) for column in (0, 1))
    return [f"{role:{first}}  {user:{second}}  {unit}" for role, user, unit in [HEAD, *rows]]
