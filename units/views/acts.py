"""Acts on a unit that need one form: make, correct, rename, and who signs."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.marking import mark_what_stands
from core.access.refusals import NotPermitted, NotPossible
from core.access.seen import ChangedMeanwhile
from core.access.views import ScopedView
from units.domain.offices import add_office, correct_office, end_office
from units.domain.units import correct_unit, create_unit, rename_unit
from units.forms import (
    IdentityForm,
    LastDayForm,
    NameForm,
    NewUnitForm,
    SignerCorrectionForm,
    SignerForm,
)
from units.models import Office, Unit
from units.views.offers import offered_to


class Act(ScopedView):
    """A form for one verb. A refusal stands at its field, with everything that was typed."""

    is_abstract = True
    template = "units/unit_act.html"
    form_class = None
    title = ""
    explanation = ""
    label = "Lưu"
    done = "Đã lưu."

    def get(self, request, **kwargs):
        return self.show(self.form())

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        unit = form.is_valid() and self.attempt(form)
        if not unit:
            return self.show(form, status=422)
        messages.success(request, self.done)
        return redirect(unit)

    def attempt(self, form) -> Unit | None:
        """The unit whose page comes next, or None when the verb declined."""
        try:
            return self.act(form)
        except NotPermitted:
            raise
        except ChangedMeanwhile as refusal:
            form.refuse(refusal)
            self.object = self.get_object()
            self.show_again(form)
        except NotPossible as refusal:
            form.refuse(refusal)
        return None

    def show_again(self, form) -> None:
        """What was typed, beside what stands now; the act's own day and reason stand nowhere."""
        stored = self.form()
        mark_what_stands(form, stored, names=stored.initial)

    def form(self, data=None):
        return self.form_class(data, initial=self.initial())

    def initial(self) -> dict:
        return {}

    @property
    def unit(self) -> Unit | None:
        return self.object

    def show(self, form, status: int = 200):
        context = {"form": form, "unit": self.unit, "act": self}
        return render(self.request, self.template, context, status=status)


class Create(Act):
    permission = "units.add_unit"
    form_class = NewUnitForm
    title = "Thêm đơn vị"
    explanation = "Đơn vị phải có ít nhất một cấp trên trong số đơn vị bạn quản trị."
    label = "Thêm đơn vị"
    done = "Đã thêm đơn vị."

    def form(self, data=None):
        return NewUnitForm(data, offered=offered_to(self.request.user))

    def act(self, form) -> Unit:
        return create_unit(form.to_new(), by=self.request.user)


class ActOnUnit(Act):
    is_abstract = True
    permission = "units.change_unit"
    model = Unit


class Correct(ActOnUnit):
    permission = "units.change_unit"
    form_class = IdentityForm
    title = "Đính chính"
    explanation = (
        "Dùng khi tên, mã hoặc loại đơn vị đã ghi sai: nội dung mới thay nội dung cũ từ đầu."
        " Đơn vị được đổi tên bằng văn bản thì dùng “Đổi tên”."
    )
    label = "Đính chính"
    done = "Đã đính chính."

    def initial(self) -> dict:
        unit = self.unit
        return {
            "code": unit.code,
            "kind": unit.kind,
            "official_name": unit.official_name,
            "short_name": unit.short_name,
            "seen": unit.row_version,
        }

    def act(self, form) -> Unit:
        return correct_unit(
            self.unit,
            form.to_identity(),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=self.request.user,
        )


class Rename(ActOnUnit):
    permission = "units.change_unit"
    form_class = NameForm
    title = "Đổi tên"
    explanation = "Văn bản có ngày trước ngày đổi tên vẫn ghi tên cũ."
    label = "Đổi tên"
    done = "Đã đổi tên."

    def initial(self) -> dict:
        unit = self.unit
        return {
            "official_name": unit.official_name,
            "short_name": unit.short_name,
            "seen": unit.row_version,
        }

    def act(self, form) -> Unit:
        return rename_unit(self.unit, **form.cleaned_data, by=self.request.user)


class AddOffice(ActOnUnit):
    permission = "units.change_unit"
    form_class = SignerForm
    title = "Thêm người ký"
    explanation = "Mỗi lúc đơn vị có một người ký chính, đứng tên dưới văn bản."
    label = "Thêm người ký"
    done = "Đã thêm người ký."

    def act(self, form) -> Unit:
        return add_office(self.unit, form.to_signer(), by=self.request.user).unit


class ActOnOffice(Act):
    is_abstract = True
    permission = "units.change_office"
    model = Office

    @property
    def unit(self) -> Unit:
        return self.object.unit

    def get_queryset(self):
        return super().get_queryset().select_related("unit")

    def refused_url(self) -> str:
        return self.unit.get_absolute_url()


class EndOffice(ActOnOffice):
    permission = "units.change_office"
    form_class = LastDayForm
    label = "Kết thúc chức vụ"
    done = "Đã kết thúc chức vụ."

    @property
    def title(self) -> str:
        return f"Kết thúc chức vụ: {self.object}"

    def act(self, form) -> Unit:
        last_day = form.cleaned_data["last_day"]
        return end_office(self.object, last_day=last_day, by=self.request.user).unit


class CorrectOffice(ActOnOffice):
    permission = "units.change_office"
    form_class = SignerCorrectionForm
    explanation = "Dùng khi đã ghi sai. Văn bản đã in vẫn giữ nội dung cũ."
    label = "Đính chính"
    done = "Đã đính chính người ký."

    @property
    def title(self) -> str:
        return f"Đính chính người ký: {self.object}"

    def initial(self) -> dict:
        names = SignerForm.base_fields
        known = {name: getattr(self.object, name) for name in names}
        return known | {"seen": self.unit.row_version}

    def act(self, form) -> Unit:
        office = correct_office(
            self.object,
            form.to_signer(),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=self.request.user,
        )
        return office.unit
