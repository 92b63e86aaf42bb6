from django.contrib import messages
from django.shortcuts import redirect

from core.access.lists import ListPage
from core.access.views import ScopedView
from core.notices.filters import NoticeFilter
from core.notices.forms import SeenForm
from core.notices.models import Notice
from core.notices.reading import mark_all_read, mark_read
from core.notices.tables import NoticeTable


class NoticeList(ListPage):
    permission = "notices.list_notices"
    model = Notice
    table_class = NoticeTable
    filterset_class = NoticeFilter
    template_name = "notices/notice_list.html"
    title = "Thông báo"
    export_name = "thong-bao"
    empty_hint = "Khi có việc về báo cáo hay đơn vị của bạn, chương trình báo ở đây."

    def get_queryset(self):
        return super().get_queryset().unread_first()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = [row.record.pk for row in context["table"].paginated_rows]
        context["seen_form"] = SeenForm(initial={"until": max(shown, default=None)})
        return context


class Read(ScopedView):
    """Marks one notice as read, and leads to what it is about where the person asks for that."""

    permission = "notices.read_notice"
    model = Notice

    def post(self, request, pk):
        mark_read(self.object)
        return redirect(self.object.address if "open" in request.POST else "notices:list")


class ReadAll(ScopedView):
    permission = "notices.list_notices"

    def post(self, request):
        form = SeenForm(request.POST)
        if form.is_valid() and mark_all_read(by=request.user, **form.cleaned_data):
            messages.success(request, "Đã đánh dấu đã đọc các thông báo.")
        else:
            messages.info(request, "Không có thông báo nào chưa đọc.")
        return redirect("notices:list")
