"""The base of every list: scoped, filtered by the address, sorted, paged and exported."""

from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from core.access.views import ScopedView
from core.export.excel import excel_response


class ListPage(ScopedView, SingleTableMixin, FilterView):
    """Subclasses name permission, model, table_class, filterset_class, title and export_name."""

    is_abstract = True
    template_name = "_components/list.html"
    paginate_by = 100
    title = ""
    export_name = ""
    empty_title = "Chưa có dữ liệu"
    empty_hint = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title,
            empty_title=self.empty_title,
            empty_hint=self.empty_hint,
            export_query=self._export_query(),
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        if self.request.GET.get("export") == "xlsx":
            return excel_response(context["table"].as_values(), name=self.export_name)
        return super().render_to_response(context, **kwargs)

    def _export_query(self) -> str:
        query = self.request.GET.copy()
        query["export"] = "xlsx"
        return query.urlencode()
