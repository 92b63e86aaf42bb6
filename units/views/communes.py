"""All communes of a province at once, from the catalogue."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.refusals import NotPermitted, NotPossible
from core.access.views import ScopedView
from units.domain.communes import check_province, communes_of, create_communes, province_of
from units.forms import ProvinceForm
from units.models import Unit


class Communes(ScopedView):
    """GET shows what the catalogue holds and what is there already; POST makes what is missing."""

    permission = "units.change_unit"
    model = Unit
    title = "Thêm các xã theo danh mục"

    def get(self, request, pk):
        check_province(self.object)
        return self.show(ProvinceForm(request.GET or self.guess()))

    def post(self, request, pk):
        form = ProvinceForm(request.POST)
        made = form.is_valid() and self.attempt(form)
        if not made:
            return self.show(form)
        messages.success(request, f"Đã thêm {len(made)} đơn vị cấp xã.")
        return redirect(self.object)

    def attempt(self, form: ProvinceForm) -> list[Unit]:
        try:
            return create_communes(self.object, form.cleaned_data["province"], by=self.request.user)
        except NotPermitted:
            raise
        except NotPossible as refusal:
            form.refuse(refusal)
        return []

    def guess(self) -> dict | None:
        province = province_of(self.object)
        return {"province": province} if province else None

    def show(self, form: ProvinceForm):
        communes = []
        if form.is_bound and form.is_valid():
            communes = communes_of(self.object, form.cleaned_data["province"])
        context = {
            "act": self,
            "unit": self.object,
            "form": form,
            "communes": communes,
            "missing": sum(not each.unit_code for each in communes),
        }
        status = 422 if form.errors else 200
        return render(self.request, "units/unit_communes.html", context, status=status)
