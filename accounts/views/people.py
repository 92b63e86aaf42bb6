from copy import copy

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.domain.people import (
    change_person,
    create_account,
    deactivate_account,
    reactivate_account,
    reset_password,
)
from accounts.filters import PeopleFilter
from accounts.forms import AccountForm, DetailsForm
from accounts.models import Grant, User
from accounts.rules import is_somebody_else, outranks_person
from accounts.slips import keep_slips, take_slips
from accounts.tables import PeopleTable
from accounts.views.base import FormPage
from core.access.lists import ListPage
from core.access.marking import mark_what_stands
from core.access.seen import ChangedMeanwhile
from core.access.undo import tell_done
from core.access.views import ScopedView


class PeopleList(ListPage):
    permission = "accounts.list_people"
    model = User
    table_class = PeopleTable
    filterset_class = PeopleFilter
    template_name = "accounts/person_list.html"
    title = "Người dùng"
    export_name = "nguoi-dung"
    empty_hint = "Danh sách gồm người có phân quyền tại các đơn vị bạn quản trị."

    def get_queryset(self):
        in_force = Grant.objects.in_force(timezone.localdate()).for_naming()
        return User.objects.administered_by(self.request.user).prefetch_related(
            Prefetch("grants", in_force, to_attr="current_grants")
        )


class AddPerson(FormPage):
    permission = "accounts.add_person"
    template_name = "accounts/person_add.html"
    title = "Thêm người dùng"
    label = "Lập tài khoản và in phiếu"

    def get_form(self, data=None):
        return AccountForm(data, administrator=self.request.user)

    def done(self, form):
        typed = form.cleaned_data
        slip = create_account(
            typed["username"],
            by=self.request.user,
            terms=form.terms(),
            full_name=typed["full_name"],
            phone=typed["phone"],
            email=typed["email"],
        )
        return show_slip(self.request, slip)


class PersonDetail(ScopedView):
    """For whoever administers the person; for who outranks them as well, to change."""

    permission = "accounts.view_person"
    model = User

    def get(self, request, pk):
        may_change = outranks_person(request.user, self.object)
        context = {
            "person": self.object,
            "grants": self.grants(),
            "today": timezone.localdate(),
            "may_change": may_change,
            "may_keep": may_change and is_somebody_else(request.user, self.object),
        }
        return render(request, "accounts/person_detail.html", context)

    def grants(self) -> list[tuple[Grant, bool]]:
        """All that the person ever held, and which of them the visitor can end."""
        today = timezone.localdate()
        own = list(self.object.grants.for_naming().order_by("-valid_from", "pk"))
        kept = self.request.user.administering_grants([grant.unit_id for grant in own])
        return [(grant, grant.unit_id in kept and not grant.has_ended(today)) for grant in own]


class EditPerson(FormPage):
    permission = "accounts.change_person"
    model = User
    title = "Sửa thông tin liên hệ"
    label = "Lưu"

    def get_form(self, data=None):
        return DetailsForm(data, instance=copy(self.object))

    def done(self, form):
        try:
            change_person(
                self.object,
                by=self.request.user,
                version=form.cleaned_data["version"],
                **form.details(),
            )
        except ChangedMeanwhile:
            self.object = self.get_object()
            mark_what_stands(form, self.get_form())
        if form.errors:
            return self.show(form, status=422)
        messages.success(self.request, "Đã lưu.")
        return redirect(self.object)


class ResetPassword(ScopedView):
    permission = "accounts.keep_account"
    model = User

    def post(self, request, pk):
        return show_slip(request, reset_password(self.object, by=request.user))


class DeactivateAccount(ScopedView):
    permission = "accounts.keep_account"
    model = User

    def post(self, request, pk):
        deactivate_account(self.object, by=request.user)
        undo = reverse("accounts:reactivate", args=[pk])
        tell_done(request, "Đã ngừng tài khoản. Người này không đăng nhập được nữa.", undo=undo)
        return redirect(self.object)


class ReactivateAccount(ScopedView):
    permission = "accounts.keep_account"
    model = User

    def post(self, request, pk):
        reactivate_account(self.object, by=request.user)
        undo = reverse("accounts:deactivate", args=[pk])
        tell_done(request, "Đã mở lại tài khoản với mật khẩu cũ.", undo=undo)
        return redirect(self.object)


class Slips(ScopedView):
    """Shown once: what the session kept is given away with the first look."""

    permission = "accounts.list_people"

    def get(self, request):
        slips = take_slips(request.session)
        context = {"slips": slips, "address": request.build_absolute_uri("/")}
        response = render(request, "accounts/slips.html", context)
        response["Cache-Control"] = "no-store"
        return response


def show_slip(request, slip):
    keep_slips(request.session, [slip])
    return redirect("accounts:slips")
