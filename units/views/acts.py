"""Acts on a unit that need one form: make, correct, rename, and who signs."""

from core.access.acts import Act
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


class UnitAct(Act):
    """An act on a unit, on something of one, or one that makes a unit."""

    is_abstract = True
    template = "units/unit_act.html"

    @property
    def unit(self) -> Unit | None:
        return self.object

    def context(self, form) -> dict:
        return {"unit": self.unit}


class Create(UnitAct):
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


class ActOnUnit(UnitAct):
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


class ActOnOffice(UnitAct):
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
