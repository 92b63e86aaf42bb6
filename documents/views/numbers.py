"""Number series, and the page on which a document gets its number."""

import re
from datetime import date

from django.urls import reverse
from django.utils import timezone

from core.access.acts import Act
from core.access.lists import ListPage
from documents.domain.drafting import issuers_for
from documents.domain.facts import seen_mark
from documents.domain.layout import full_number
from documents.domain.numbers import number_document, numbered_elsewhere, series_of
from documents.domain.policies import check_action
from documents.domain.series import open_series, proposed_kinds, set_first_number
from documents.filters import SeriesFilter
from documents.forms.acts import NumberForm
from documents.forms.series import ELSEWHERE, HERE, FirstNumberForm, SeriesForm
from documents.models import Document, Issuer, NumberSeries
from documents.rules import RECORDS
from documents.tables import SeriesTable

YEAR = re.compile("(19|20)[0-9]{2}")


class SeriesList(ListPage):
    permission = "documents.list_series"
    model = NumberSeries
    table_class = SeriesTable
    filterset_class = SeriesFilter
    template_name = "documents/pages/series_list.html"
    title = "Hệ thống số văn bản"
    export_name = "he-thong-so-van-ban"
    empty_hint = "Văn thư mở hệ thống số của năm trước khi cấp số đầu tiên."

    def get_queryset(self):
        return super().get_queryset().select_related("issuer__unit").prefetch_related("kinds")


class OpenSeries(Act):
    """Proposes what the year before had; `issuer` and `year` may come from the address."""

    permission = "documents.add_series"
    template = "documents/pages/series_act.html"
    title = "Mở hệ thống số"
    explanation = "Mỗi loại văn bản của một cơ quan lấy số từ một hệ thống trong năm."
    label = "Mở hệ thống số"
    done = "Đã mở hệ thống số."

    def form(self, data=None):
        issuers = issuers_for(self.request.user, RECORDS)
        return SeriesForm(data, issuers=issuers, initial=self.proposal(issuers))

    def proposal(self, issuers) -> dict:
        year, issuer = self.asked_year(), self.asked_issuer(issuers)
        if issuer is None:
            return {"year": year, "kept": HERE}
        kinds, is_kept_here = proposed_kinds(issuer, year)
        kept = HERE if is_kept_here else ELSEWHERE
        return {"issuer": issuer, "year": year, "kinds": kinds, "kept": kept}

    def asked_year(self) -> int:
        given = self.request.GET.get("year", "")
        return int(given) if YEAR.fullmatch(given) else timezone.localdate().year

    def asked_issuer(self, issuers) -> Issuer | None:
        offered = {str(issuer.pk): issuer for issuer in issuers}
        only = next(iter(offered.values())) if len(offered) == 1 else None
        return offered.get(self.request.GET.get("issuer", ""), only)

    def act(self, form) -> str:
        open_series(**form.to_series(), by=self.request.user)
        return reverse("documents:series")


class SetFirstNumber(Act):
    permission = "documents.change_series"
    model = NumberSeries
    template = "documents/pages/series_act.html"
    form_class = FirstNumberForm
    title = "Đặt số bắt đầu"
    explanation = "Chỉ đặt được khi hệ thống chưa cấp số nào."
    label = "Đặt số bắt đầu"
    done = "Đã đặt số bắt đầu."

    def get_queryset(self):
        return super().get_queryset().select_related("issuer__unit")

    def initial(self) -> dict:
        return {"first_number": self.object.first_number}

    def context(self, form) -> dict:
        return {"series": self.object}

    def act(self, form) -> str:
        set_first_number(self.object, **form.cleaned_data, by=self.request.user)
        return reverse("documents:series")


class Number(Act):
    permission = "documents.number_document"
    model = Document
    template = "documents/pages/document_number.html"
    title = "Cấp số, ngày"
    label = "Cấp số"
    done = "Đã cấp số. Tệp PDF có số và ngày đang được tạo; có tệp thì phát hành được."

    def get_queryset(self):
        return super().get_queryset().with_context()

    def get(self, request, pk):
        check_action(self.object, "number")
        return super().get(request, pk=pk)

    def context(self, form) -> dict:
        """With the series of the day that stands in the form, which may be of the year before."""
        document, year = self.object, asked_day(form).year
        return {
            "document": document,
            "number": full_number(document),
            "year": year,
            "series": series_of(document, year),
            "may_open": document.issuer in issuers_for(self.request.user, RECORDS),
        }

    def form(self, data=None):
        asks_number = numbered_elsewhere(self.object, since=timezone.localdate().year - 1)
        return NumberForm(data, asks_number=asks_number, initial=self.initial())

    def initial(self) -> dict:
        seen = {"seen": seen_mark(self.object)}
        if not self.object.holds_number:
            return seen
        return seen | {"number": self.object.number, "legal_date": self.object.legal_date}

    def act(self, form) -> Document:
        return number_document(self.object, **form.cleaned_data, by=self.request.user)


def asked_day(form: NumberForm) -> date:
    typed = form.cleaned_data.get("legal_date") if form.is_bound else None
    return typed or timezone.localdate()
