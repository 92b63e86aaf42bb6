"""The base of every list: scoped, filtered by the address, sorted, paged and exported."""

from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from core.access.views import ScopedView
from core.excel.writing import excel_response

ROWS_OF_A_PAGE = 100
FILTERED_OUT = "Hãy bỏ bớt điều kiện lọc."
FILTER_INVALID = "Bộ lọc có chỗ chưa đúng, hãy sửa ô được đánh dấu."


class ListPage(ScopedView, SingleTableMixin, FilterView):
    """Subclasses name permission, model, table_class, filterset_class, title and export_name.

    One that people print and work through names itself `is_whole`: it stands on one page.
    """

    is_abstract = True
    template_name = "_components/list.html"
    table_pagination = False
    title = ""
    export_name = ""
    empty_hint = ""
    is_whole = False

    def get_table(self, **kwargs):
        """The page's number comes from the address, its length does not."""
        table = super().get_table(**kwargs)
        table.paginate(per_page=max(len(table.rows), 1) if self.is_whole else ROWS_OF_A_PAGE)
        table.page = table.paginator.get_page(self.request.GET.get("page"))
        return table

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title,
            empty_hint=self._empty_hint(),
            export_query=self._export_query(),
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        if self.request.GET.get("export") == "xlsx":
            return excel_response(context["table"].as_values(), name=self.export_name)
        return super().render_to_response(context, **kwargs)

    def _empty_hint(self) -> str:
        if not self.filterset.is_bound:
            return self.empty_hint
        return FILTERED_OUT if self.filterset.is_valid() else FILTER_INVALID

    def _export_query(self) -> str:
        query = self.request.GET.copy()
        query["export"] = "xlsx"
        return query.urlencode()
