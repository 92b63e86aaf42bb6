import rules
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from campaigns.domain.catalogue import (
    InvalidDefinition,
    add_indicator,
    add_scale,
    change_indicator,
    change_scale,
)
from campaigns.filters import IndicatorFilter, ScaleFilter
from campaigns.forms.catalogue import IndicatorForm, ScaleForm
from campaigns.models import Campaign, GradeScale, Indicator
from campaigns.models.indicator import DEFINING
from campaigns.tables import IndicatorTable, ScaleTable
from core.access.lists import ListPage
from core.access.marking import mark_what_stands
from core.access.refusals import NotPossible
from core.access.seen import ChangedMeanwhile
from core.access.views import ScopedView


class CatalogueList(ListPage):
    """A list of the catalogue, with the way to add to it for who may."""

    is_abstract = True

    def get_context_data(self, **kwargs):
        may_change = rules.has_perm("campaigns.change_catalogue", self.request.user)
        return super().get_context_data(may_change=may_change, **kwargs)


class IndicatorList(CatalogueList):
    permission = "campaigns.view_catalogue"
    model = Indicator
    table_class = IndicatorTable
    filterset_class = IndicatorFilter
    title = "Danh mục chỉ tiêu thống kê"
    template_name = "campaigns/indicator_list.html"
    export_name = "danh-muc-chi-tieu-thong-ke"
    empty_hint = "Danh mục có sẵn được nạp khi cài đặt; người quản trị cấp cao nhất thêm chỉ tiêu."

    def get_queryset(self):
        return super().get_queryset().select_related("scale").with_use()


class ScaleList(CatalogueList):
    permission = "campaigns.view_catalogue"
    model = GradeScale
    table_class = ScaleTable
    filterset_class = ScaleFilter
    title = "Thang xếp loại"
    template_name = "campaigns/scale_list.html"
    export_name = "thang-xep-loai"
    empty_hint = "Thang xếp loại dùng cho chỉ tiêu đo theo mức."

    def get_queryset(self):
        return super().get_queryset().prefetch_related("grades")

    def get_table_kwargs(self):
        may_change = rules.has_perm("campaigns.change_catalogue", self.request.user)
        return {} if may_change else {"exclude": ("change",)}


class IndicatorDetail(ScopedView):
    permission = "campaigns.view_catalogue"
    model = Indicator

    def get_queryset(self):
        return super().get_queryset().select_related("scale").with_use()

    def get(self, request, pk):
        asking = Campaign.objects.visible_to(request.user).filter(targets__indicator=self.object)
        context = {
            "indicator": self.object,
            "campaigns": asking.distinct(),
            "may_change": rules.has_perm("campaigns.change_catalogue", request.user),
        }
        return render(request, "campaigns/indicator_detail.html", context)


class EntryPage(ScopedView):
    """Adding or changing an entry: the form, the verb behind it, and why it could not be.

    Subclasses give `title`, `form(data)` and `write(form)`, which calls the verb and answers.
    """

    is_abstract = True
    permission = "campaigns.change_catalogue"
    template_name = ""
    title = ""

    def get(self, request, **kwargs):
        return self.show(self.form())

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        if form.is_valid() and self.save(form):
            messages.success(request, "Đã ghi vào danh mục.")
            return redirect(self.done_url())
        messages.error(request, "Chưa ghi được. Hãy xem các ô được đánh dấu.")
        return self.show(form, status=422)

    def save(self, form) -> bool:
        try:
            self.object = self.write(form)
        except InvalidDefinition as refusal:
            form.show_problems(refusal)
        except ChangedMeanwhile:
            self.object = self.get_object()
            mark_what_stands(form, self.form())
        except NotPossible as refusal:
            form.add_error(None, refusal.message)
        else:
            return True
        return False

    def show(self, form, status: int = 200):
        context = {"form": form, "title": self.title, "entry": self.object}
        return render(self.request, self.template_name, context, status=status)


class IndicatorPage(EntryPage):
    is_abstract = True
    model = Indicator
    template_name = "campaigns/indicator_form.html"

    def get_queryset(self):
        return super().get_queryset().select_related("scale").with_use()

    def done_url(self) -> str:
        return self.object.get_absolute_url()


class IndicatorAdd(IndicatorPage):
    title = "Thêm chỉ tiêu thống kê"

    def form(self, data=None):
        return IndicatorForm(data)

    def write(self, form):
        return add_indicator(form.cleaned_data["code"], form.facts(), by=self.request.user)


class IndicatorChange(IndicatorPage):
    title = "Sửa chỉ tiêu thống kê"

    def form(self, data=None):
        """Of an indicator in use only the words can be typed.

        A page from before the launch posts the definition as well; the verb answers to that.
        """
        form = IndicatorForm(data, instance=self.object)
        if self.object.is_in_use and "measure" not in (data or ()):
            form.keep(*DEFINING)
        return form

    def write(self, form):
        seen = form.cleaned_data["seen"]
        return change_indicator(self.object, form.facts(), by=self.request.user, seen=seen)


class ScalePage(EntryPage):
    is_abstract = True
    model = GradeScale
    template_name = "campaigns/scale_form.html"

    def done_url(self) -> str:
        return reverse("campaigns:catalogue:scales")


class ScaleAdd(ScalePage):
    title = "Thêm thang xếp loại"

    def form(self, data=None):
        return ScaleForm(data)

    def write(self, form):
        typed = form.cleaned_data
        return add_scale(typed["code"], typed["name"], typed["grades"], by=self.request.user)


class ScaleChange(ScalePage):
    title = "Sửa thang xếp loại"

    def form(self, data=None):
        return ScaleForm(data, scale=self.object)

    def write(self, form):
        typed = form.cleaned_data
        return change_scale(
            self.object, typed["name"], typed["grades"], by=self.request.user, seen=typed["seen"]
        )
