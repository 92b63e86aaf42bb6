"""Makes the first unit and its administrator, in an empty program."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from accounts.domain.founding import found_administration
from core.access.refusals import Refusal
from core.vietnamese.nfc import to_nfc
from units.domain.identity import Identity
from units.enums import UnitKind


class Command(BaseCommand):
    help = "Lập đơn vị đầu tiên và người quản trị của đơn vị đó; in mật khẩu ban đầu một lần."

    def add_arguments(self, parser):
        parser.add_argument("--username", required=True, help="tên đăng nhập")
        parser.add_argument("--full-name", required=True, help="họ và tên")
        parser.add_argument("--unit-code", required=True, help="mã đơn vị")
        parser.add_argument("--unit-name", required=True, help="tên đầy đủ của đơn vị")
        parser.add_argument("--unit-short-name", required=True, help="tên gọn của đơn vị")
        parser.add_argument("--unit-kind", choices=UnitKind.values, default=UnitKind.PROVINCE)
        parser.add_argument(
            "--since", type=date.fromisoformat, required=True, help="ngày thành lập, 2025-07-01"
        )

    def handle(self, **options):
        given = {name: to_nfc(text) for name, text in options.items() if isinstance(text, str)}
        root = Identity(
            code=given["unit_code"],
            kind=UnitKind(options["unit_kind"]),
            official_name=given["unit_name"],
            short_name=given["unit_short_name"],
        )
        try:
            slip = found_administration(
                root, given["username"], given["full_name"], since=options["since"]
            )
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        except (IntegrityError, ValidationError) as error:
            raise CommandError("Mã đơn vị hoặc tên đăng nhập đã có.") from error
        self.stdout.write(f"Tên đăng nhập: {slip.person.username}")
        self.stdout.write(f"Mật khẩu ban đầu (đổi ở lần đăng nhập đầu): {slip.password}")
