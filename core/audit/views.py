from itertools import islice

from django.contrib import messages
from django.shortcuts import redirect

from core.access.lists import ListPage
from core.access.views import ScopedView
from core.audit.filters import EntryFilter
from core.audit.models import Entry
from core.audit.rules import READ_TRAIL
from core.audit.tables import EntryTable
from core.audit.trail import last_seal, told_of_erased_values, verify_chain

SEALS_CHECKED = 500
FINDINGS_SHOWN = 20


class EntryList(ListPage):
    permission = READ_TRAIL
    model = Entry
    table_class = EntryTable
    filterset_class = EntryFilter
    template_name = "audit/entry_list.html"
    title = "Nhật ký"
    export_name = "nhat-ky"
    empty_hint = "Nhật ký gồm việc tại các đơn vị bạn kiểm tra, thanh tra."

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            last_seal=last_seal(),
            unsealed=Entry.objects.filter(seal=None).count(),
            **kwargs,
        )


class Verify(ScopedView):
    """Checks the newest seals while the person waits; the whole chain is for verify_integrity."""

    permission = READ_TRAIL

    def post(self, request):
        last = last_seal()
        first = max(1, last.number - SEALS_CHECKED + 1) if last else 1
        findings = list(islice(verify_chain(first), FINDINGS_SHOWN))
        for finding in findings:
            messages.error(request, finding)
        if not findings:
            checked = last.number - first + 1 if last else 0
            messages.success(
                request, f"Đã kiểm tra {checked} lô niêm phong gần nhất, không có sai lệch."
            )
            for sentence in told_of_erased_values():
                messages.info(request, f"{sentence}, chuỗi vẫn khớp.")
        return redirect("audit:list")
