"""Many accounts at once: chosen or uploaded, looked through, confirmed, and one page of slips.

Between the requests the rows wait in the session: on the server, of one person only, and gone with
it. Unit and role of a row are those that wait there; only who it is for is typed in the list.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.domain.batches import (
    BatchRefused,
    NewAccount,
    create_accounts,
    keys_of_staffed_units,
    propose_accounts,
    units_kept_today,
)
from accounts.domain.importing import HEADS, read_accounts
from accounts.enums import Role
from accounts.forms import AccountRowForm, AccountsFileForm, BatchForm
from accounts.slips import keep_slips
from core.access.refusals import NotPossible, Stale
from core.access.seen import fingerprint
from core.access.views import ScopedView
from core.excel.writing import excel_response
from units.domain.importing import Problem
from units.models import Unit

WAITING = "accounts.batch"
REPLACED = "Danh sách chờ lập đã được thay bằng danh sách khác. Hãy xem lại trước khi lập."


def keep_waiting(session, accounts: Sequence[NewAccount]) -> None:
    session[WAITING] = [vars(each) | {"unit": each.unit.pk} for each in accounts]


class Choose(ScopedView):
    permission = "accounts.add_person"

    def get(self, request):
        return self.show(self.form())

    def post(self, request):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        chosen = form.cleaned_data
        keep_waiting(request.session, propose_accounts(chosen["units"], chosen["roles"]))
        return redirect("accounts:batch_check")

    def form(self, data=None) -> BatchForm:
        """Ticked is where nobody has an account yet."""
        units = list(units_kept_today(self.request.user))
        staffed = keys_of_staffed_units()
        ticked = [unit for unit in units if unit.pk not in staffed]
        return BatchForm(data, offered=units, ticked=ticked)

    def show(self, form: BatchForm, status: int = 200):
        return render(self.request, "accounts/batch_choose.html", {"form": form}, status=status)


class EmptyForm(ScopedView):
    permission = "accounts.add_person"

    def get(self, request):
        return excel_response([HEADS], name="mau-lap-tai-khoan")


class Upload(ScopedView):
    permission = "accounts.add_person"

    def get(self, request):
        return self.show(AccountsFileForm())

    def post(self, request):
        form = AccountsFileForm(request.POST, request.FILES)
        problems = self.keep(form) if form.is_valid() else []
        if form.errors or problems:
            return self.show(form, problems, status=422)
        return redirect("accounts:batch_check")

    def keep(self, form: AccountsFileForm) -> list[Problem]:
        """Leaves the rows for the next page, unless something is wrong with them."""
        try:
            read = read_accounts(form.rows(), by=self.request.user)
        except NotPossible as refusal:
            form.add_error("file", refusal.message)
            return []
        if not read.problems:
            keep_waiting(self.request.session, read.accounts)
        return read.problems

    def show(self, form: AccountsFileForm, problems: Sequence[Problem] = (), status: int = 200):
        context = {"form": form, "problems": problems, "heads": HEADS, "roles": Role.labels}
        return render(self.request, "accounts/batch_import.html", context, status=status)


class Check(ScopedView):
    """The accounts that would be made, each to be corrected or left out before it is."""

    permission = "accounts.add_person"

    def get(self, request):
        rows = self.rows()
        return self.show(rows) if rows else redirect("accounts:batch")

    def post(self, request):
        rows = self.rows(request.POST)
        if not rows:
            return redirect("accounts:batch")
        slips = all(row.is_valid() for row in rows) and self.attempt(rows)
        if not slips:
            return self.show(rows, status=422)
        del request.session[WAITING]
        keep_slips(request.session, slips)
        return redirect("accounts:slips")

    def attempt(self, rows: Sequence[AccountRowForm]):
        """The slips, or None when the verb declined; what is wrong stands at its row."""
        kept = {row.account.number: row for row in rows if not row.cleaned_data["is_dropped"]}
        try:
            self.check_seen()
            return create_accounts(
                [row.to_account() for row in kept.values()], by=self.request.user
            )
        except BatchRefused as refusal:
            messages.error(self.request, refusal.message)
            for problem in refusal.problems:
                kept[problem.number].show_problem(problem)
        except Stale as refusal:
            messages.error(self.request, refusal.message)
        return None

    def check_seen(self) -> None:
        """Another list may have been made in another window meanwhile."""
        if self.request.POST.get("seen") != self.digest:
            raise Stale(REPLACED)

    @property
    def waiting(self) -> list[dict]:
        return self.request.session.get(WAITING, [])

    @property
    def digest(self) -> str:
        return fingerprint(self.waiting)

    def rows(self, data=None) -> list[AccountRowForm]:
        units = units_kept_today(self.request.user).in_bulk({row["unit"] for row in self.waiting})
        return [
            AccountRowForm(account_of(row, units), data)
            for row in self.waiting
            if row["unit"] in units
        ]

    def show(self, rows: Sequence[AccountRowForm], status: int = 200):
        context = {"rows": rows, "seen": self.digest}
        return render(self.request, "accounts/batch_check.html", context, status=status)


def account_of(row: dict, units: dict[int, Unit]) -> NewAccount:
    return NewAccount(**row | {"unit": units[row["unit"]], "role": Role(row["role"])})
